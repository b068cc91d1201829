// The bytes of records are final: the same here as in the program beside this file, which follows the
// documentation alone.
import { expect, test } from 'vitest'
import { decodeRecord, encodeRecord } from '../../../services/core/record.ts'
import type { RecordColumn, RecordValue } from '../../../services/core/record.ts'
import cases from './records.json' with { type: 'json' }

const words = new Map<RecordValue, number>([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-0', -0],
])

test.each(cases)('$name', ({ columns, epoch, record, bytes }) => {
  const typed = columns as readonly RecordColumn[]
  const values = record.values.map((value, index) =>
    typed[index]?.type === 'float' ? (words.get(value) ?? value) : value,
  )
  const encoded = encodeRecord(typed, { ...record, values }, epoch)
  expect(encoded.ok && encoded.value.toString('hex')).toBe(bytes)
  const stored = Buffer.from(bytes, 'hex')
  expect(decodeRecord(typed, stored, 0, stored.length)).toEqual({ ...record, values, epoch })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeRecord, encodeRecord, recordLength, sameContent } from '../../../services/core/record.ts'
import type { QueueRecord, RecordColumn, RecordValue } from '../../../services/core/record.ts'
import { recordColumns } from '../../../services/core/record-columns.ts'
import { holds } from '../../support/generated-cases.ts'
import { got } from '../../support/outcome.ts'
import { sampleRecord, sampleTopic } from '../../support/store-samples.ts'

const integer = fc.maxSafeInteger()

function valueOf(type: RecordColumn['type']): fc.Arbitrary<RecordValue> {
  if (type === 'float') return fc.double()
  // An int has one zero.
  if (type === 'int') return integer.map((value) => value + 0)
  return type === 'bool' ? fc.boolean() : fc.string({ unit: 'binary' })
}

const columns: fc.Arbitrary<readonly RecordColumn[]> = fc.array(
  fc.record({
    name: fc.string(),
    type: fc.constantFrom('float' as const, 'int' as const, 'bool' as const, 'string' as const),
  }),
  { maxLength: 8 },
)

const records = columns.chain((of) =>
  fc.record({
    of: fc.constant(of),
    epoch: fc.maxSafeNat(),
    record: fc
      .record({
        label: integer.map((value) => value + 0),
        time: integer.map((value) => value + 0),
        ready: fc.boolean(),
        frontier: fc.boolean(),
        gap: fc.boolean(),
        lineage: fc.string({ unit: fc.constantFrom('0', '7', 'a', 'f'), minLength: 64, maxLength: 64 }),
        values: fc.tuple(...of.map((column) => valueOf(column.type))),
      })
      .map((record): QueueRecord => (record.gap ? { ...record, ready: false, values: [] } : record)),
  }),
)

describe('records', () => {
  test('come back as they were written, to the bit', () => {
    const property = fc.property(records, ({ of, record, epoch }) => {
      const bytes = got(encodeRecord(of, record, epoch))
      expect(recordLength(bytes, 0)).toBe(bytes.length)
      expect(decodeRecord(of, bytes, 0, bytes.length)).toEqual({ ...record, epoch })
    })
    expect(() => holds('record round trip', 500, property)).not.toThrow()
  })

  test('are unsound after any change of any byte, and when they are cut', () => {
    const bytes = got(encodeRecord(sampleTopic('t').columns, sampleRecord(22), 3))
    for (let at = 0; at < bytes.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const broken = Buffer.from(bytes)
        broken[at] = (broken[at] ?? 0) ^ (1 << bit)
        expect(recordLength(broken, 0)).toBeNull()
      }
      expect(recordLength(bytes.subarray(0, at), 0)).toBeNull()
    }
  })

  test('say the same when only the writer differs', () => {
    const { columns: of } = sampleTopic('t')
    const [a, b] = [got(encodeRecord(of, sampleRecord(22), 3)), got(encodeRecord(of, sampleRecord(22), 9))]
    expect(a.equals(b)).toBe(false)
    expect(sameContent(a, b)).toBe(true)
    expect(sameContent(a, got(encodeRecord(of, { ...sampleRecord(22), time: 0 }, 3)))).toBe(false)
  })

  test('are not read with the columns of another topic', () => {
    const bytes = got(encodeRecord(sampleTopic('t').columns, sampleRecord(22), 3))
    const others: (readonly RecordColumn[])[] = [
      [],
      [{ name: 'value', type: 'float' }],
      [
        { name: 'value', type: 'string' },
        { name: 'why', type: 'float' },
      ],
    ]
    for (const other of others) expect(decodeRecord(other, bytes, 0, bytes.length)).toBeNull()
  })

  test('have the fields of the type as columns, ordered by name', () => {
    expect(recordColumns('bool')).toEqual([{ name: 'value', type: 'bool' }])
    expect(recordColumns({ record: { open: 'float', Close: 'float', close: 'int' } })).toEqual([
      { name: 'Close', type: 'float' },
      { name: 'close', type: 'int' },
      { name: 'open', type: 'float' },
    ])
  })
})

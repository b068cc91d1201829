import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadTable } from '../../../services/market/csv/load-table.ts'
import { bytesOf, valueOf } from '../../support/csv-text.ts'
import { holds } from '../../support/generated-cases.ts'

const digits = fc.stringMatching(/^[0-9]{1,25}$/)
const spelled = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value.toFixed(8)),
  fc
    .tuple(fc.integer(), fc.integer({ min: 0, max: 12 }))
    .map(([value, places]) => (value / 10 ** places).toFixed(places)),
  fc
    .tuple(fc.constantFrom('', '-', '+'), digits, fc.constantFrom('', '.'), digits)
    .map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom('', '-'), digits, fc.integer({ min: -30, max: 30 }))
    .map(([sign, m, e]) => `${sign}${m}e${e}`),
  fc.constantFrom('0', '-0', '.5', '5.', '-.5', '007', '9007199254740993', '9007199254740992.5', '1e-400'),
)

test('a cell is the number that Number() makes of it, bit for bit', () => {
  holds(
    'cells against Number()',
    300,
    fc.property(fc.array(spelled, { minLength: 1, maxLength: 60 }), (cells) => {
      const text = `time,x\n${cells.map((cell, row) => `${row},${cell}\n`).join('')}`
      const column = valueOf(loadTable({ bytes: bytesOf(text), file: 'f.csv' })).ticks.columns['x']
      expect(column).toEqual(Float64Array.from(cells, Number))
    }),
  )
})

test.each(['0x1F', '0B11', '0o7'])('%s is a word, and no number', (cell) => {
  const rows = Array.from({ length: 9 }, (_, row) => `${row},${row === 4 ? cell : row}\n`)
  const read = loadTable({ bytes: bytesOf(`time,x\n${rows.join('')}`), file: 'f.csv' })
  expect(read.ok ? 'read' : read.failure.message).toBe(
    `row 5 (line 6), column "x": "${cell}" is not a number`,
  )
})

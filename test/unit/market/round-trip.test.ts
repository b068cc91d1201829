import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadTable } from '../../../services/market/csv/load-table.ts'
import { bytesOf, DAY, valueOf } from '../../support/csv-text.ts'
import { holds } from '../../support/generated-cases.ts'

const value = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: NaN })
const file = fc.record({
  rows: fc.array(fc.record({ gap: fc.integer({ min: 1, max: 9 }), a: value, b: value }), { minLength: 1 }),
  delimiter: fc.constantFrom(',', ';', '\t'),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  quoted: fc.boolean(),
  mark: fc.boolean(),
  blankLines: fc.boolean(),
  lastLineEnd: fc.boolean(),
})

test('what was written comes back, whatever the dialect', () => {
  holds(
    'written and read back',
    200,
    fc.property(file, ({ rows, delimiter, lineEnd, quoted, mark, blankLines, lastLineEnd }) => {
      let day = 0
      const openings = rows.map(({ gap }) => (day += gap) * DAY)
      const cell = (text: string) => (quoted ? `"${text}"` : text)
      const show = (x: number) => (Number.isNaN(x) ? '' : Object.is(x, -0) ? '-0' : String(x))
      const lines = [
        ['time', 'a', 'b'],
        ...rows.map(({ a, b }, row) => [new Date(openings[row] ?? 0).toISOString(), show(a), show(b)]),
      ].map((cells) => cells.map(cell).join(delimiter))
      const text = lines.join(blankLines ? lineEnd + lineEnd : lineEnd) + (lastLineEnd ? lineEnd : '')
      const { ticks, clock } = valueOf(
        loadTable({ bytes: bytesOf((mark ? '\uFEFF' : '') + text), file: 'f.csv' }),
      )
      expect(ticks.times).toEqual(Float64Array.from(openings, (opening) => opening + clock.every_ms))
      expect(ticks.columns).toEqual({
        a: Float64Array.from(rows, (row) => row.a),
        b: Float64Array.from(rows, (row) => row.b),
      })
    }),
  )
})

test('no bytes make the loader throw', () => {
  const soup = fc.array(
    fc.constantFrom('time', 'a', '1', '2020-01-01', ',', ';', '"', '\n', '\r', ' ', '\t', '-', '.', 'e', 'é'),
  )
  holds(
    'soups of CSV pieces',
    500,
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        soup.map((parts) => bytesOf(parts.join(''))),
      ),
      (bytes) => {
        const result = loadTable({ bytes, file: 'f.csv' })
        expect(result.ok ? 'QD2000' : result.failure.code).toMatch(/^QD20\d\d$/)
      },
    ),
  )
})

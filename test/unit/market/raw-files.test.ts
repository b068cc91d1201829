// Files exactly as their publishers wrote them: each loads right, or fails with the code that fits.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadBars } from '../../../services/market/csv/load-bars.ts'
import { loadTable } from '../../../services/market/csv/load-table.ts'
import { BAR_FIELDS, DAY, failureOf, MINUTE, valueOf } from '../../support/csv-text.ts'

const bytesOfFile = (file: string) => readFileSync(new URL(`../../data/raw/${file}`, import.meta.url))
const bars = (file: string, every_ms: number) =>
  loadBars({
    bytes: bytesOfFile(file),
    file,
    stream: file,
    fields: BAR_FIELDS,
    clock: { every_ms, phase_ms: 0 },
    missing: 'skip',
  })

test.each([
  ['us-dates-blank-rows.csv', 'QD2012', 2],
  ['bom-2-digit-year.csv', 'QD2012', 2],
  ['capital-header.csv', 'QD2012', 2],
  ['month-names-dash-for-na.csv', 'QD2012', 2],
  ['newest-first-adj-close.csv', 'QD2016', 2],
  ['coinbase-candles.json', 'QD2003', undefined],
  ['headerless-bid-ask.csv', 'QD2004', 1],
  ['headerless-ms-of-day-x10000.csv', 'QD2004', 1],
])('%s fails with %s, as bars and as a table', (file, code, line) => {
  const table = failureOf(loadTable({ bytes: bytesOfFile(file), file }))
  for (const { code: found, line: at, hint } of [failureOf(bars(file, DAY)), table]) {
    expect({ found, at, hinted: hint !== undefined }).toEqual({ found: code, at: line, hinted: true })
  }
})

test('a time without zone is UTC and an empty column is na throughout', () => {
  const file = 'trailing-empty-column.csv'
  const { ticks, rows } = valueOf(bars(file, 30 * MINUTE))
  expect({ rows, first: ticks.times[0] }).toEqual({ rows: 1968, first: Date.UTC(2014, 5, 23, 22, 30) })
  expect(ticks.columns['volume']?.[0]).toBe(30.63408917)
  const table = valueOf(loadTable({ bytes: bytesOfFile(file), file }))
  expect(table.ticks.columns['adj_close']?.every(Number.isNaN)).toBe(true)
})

test('close before high is read by name, and further columns stay in the table', () => {
  const file = 'time_key-close-before-high.csv'
  const { ticks } = valueOf(bars(file, DAY))
  expect(Object.values(ticks.columns).map((values) => values[0])).toEqual([
    329.4, 331.6, 327.6, 328.8, 14202519,
  ])
  const { columns } = valueOf(loadTable({ bytes: bytesOfFile(file), file })).ticks
  expect(Object.keys(columns)).toContain('turnover_rate')
})

test('seconds since 1970 are read, and quoted names with commas are one name each', () => {
  const file = 'unix-seconds-quoted-header.csv'
  const { ticks, clock } = valueOf(loadTable({ bytes: bytesOfFile(file), file }))
  expect(clock.every_ms).toBe(30 * MINUTE)
  expect(ticks.times[0]).toBe(1_672_639_200_000 + 30 * MINUTE)
  expect(Object.keys(ticks.columns).slice(5)).toEqual([
    'ta_cross_ema1_ema2',
    'ta_crossover_ema1_ema2',
    'ta_crossunder_ema1_ema2',
  ])
})

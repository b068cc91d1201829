// The files that other tests lean on: every one has an owner, every one loads.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadBars } from '../../../services/market/csv/load-bars.ts'
import { loadTable } from '../../../services/market/csv/load-table.ts'
import { BAR_FIELDS, DAY, valueOf } from '../../support/csv-text.ts'

const folder = new URL('../../data/', import.meta.url)
const filesIn = (name: string) => readdirSync(new URL(`${name}/`, folder))
const table = (path: string) => valueOf(loadTable({ bytes: readFileSync(new URL(path, folder)), file: path }))

interface Case {
  readonly id: string
  readonly data: string
  readonly expected: string
  readonly exprs: Readonly<Record<string, string>>
}
const { cases } = JSON.parse(readFileSync(new URL('vectors/cases.json', folder), 'utf8')) as { cases: Case[] }

test('LICENSES.md names the origin of every file', () => {
  const text = readFileSync(new URL('LICENSES.md', folder), 'utf8')
  const patterns = [...text.matchAll(/^\| (\S+\.(?:csv|json)) \|/gm)].map(([, name = '']) => name)
  const named = (file: string) =>
    patterns.some((pattern) =>
      new RegExp(`^${pattern.replaceAll('.', '\\.').replace('*', '.*')}$`).test(file),
    )
  const files = ['prices', 'raw', 'vectors'].flatMap(filesIn).filter((file) => file !== 'cases.json')
  expect(files.filter((file) => !named(file))).toEqual([])
})

test.each([
  ['btcusd-1d.csv', DAY, 1318],
  ['spy-1d.csv', DAY, 502],
  ['eurusd-1h.csv', DAY / 24, 3099],
])('%s loads as bars without a warning', (file, every_ms, rows) => {
  const bars = valueOf(
    loadBars({
      bytes: readFileSync(new URL(`prices/${file}`, folder)),
      file,
      stream: file,
      fields: BAR_FIELDS,
      clock: { every_ms, phase_ms: 0 },
      missing: 'skip',
    }),
  )
  expect(bars).toMatchObject({ rows, warnings: [] })
  expect(bars.ticks.times).toHaveLength(rows)
})

describe('reference outputs', () => {
  test.each(cases)(
    '$id: data and expected values load, and share their times',
    ({ data, expected, exprs }) => {
      const [input, output] = [table(`vectors/${data}`), table(`vectors/${expected}`)]
      expect(Object.keys(output.ticks.columns)).toEqual(Object.keys(exprs))
      const known = new Set(Array.from({ length: input.rows }, (_, row) => input.stampText(row)))
      const stamps = Array.from({ length: output.rows }, (_, row) => output.stampText(row))
      expect(stamps.filter((stamp) => !known.has(stamp))).toEqual([])
      expect(stamps.length).toBeGreaterThan(0)
    },
  )
})

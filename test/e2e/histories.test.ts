// What plans make of histories that change behind their back: columns that nobody read for a while,
// origins that are taken out, files that end earlier. Nothing computed on the old data is taken for good.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli } from '../support/cli.ts'
import { tempFolder, writeFiles } from '../support/temp-folder.ts'

const DAYS = 20
const row = (day: number, volume = day) =>
  `2024-01-${String(day).padStart(2, '0')},${day},${day},${day},${day},${volume}\n`
const prices = (days: number, volume?: (day: number) => number) =>
  `time,open,high,low,close,volume\n${Array.from({ length: days }, (_, at) => row(at + 1, volume?.(at + 1))).join('')}`

const config = (origin = '') =>
  `version: 1
strategies: ['*.qdag']
streams:
  'x:A @ 1d': { type: Bar, ${origin}history: { driver: csv, path: a.csv } }
environments: { dev: { state: .qmtl } }
`
const volumes = `strategy volumes
input b: Bar from stream("x:A") @ 1d missing skip
emit signal v = sma(b.volume, 3)
`
const closes = `strategy closes
input b: {close: float} from stream("x:A") @ 1d missing skip
emit signal c = sma(b.close, 3)
`

async function run(cwd: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runCli(args, { cwd })
  expect(code, `${args.join(' ')}: ${stdout}${stderr}`).toBe(0)
  return stdout
}
const apply = (cwd: string) => run(cwd, 'apply', '--yes', '--confirm', 'dev')
const plan = (cwd: string) => run(cwd, 'plan')

test('a column that is read again is held against what had been computed from it', async () => {
  const cwd = tempFolder({ 'qmtl.yaml': config(), 'a.csv': prices(DAYS), 'volumes.qdag': volumes })
  await apply(cwd)
  rmSync(join(cwd, 'volumes.qdag'))
  writeFiles(cwd, { 'closes.qdag': closes })
  await apply(cwd)
  writeFiles(cwd, { 'a.csv': prices(DAYS + 1, (day) => (day === 3 ? 999 : day)) })
  await apply(cwd)
  writeFiles(cwd, { 'volumes.qdag': volumes })
  expect(await plan(cwd)).toMatch(/history 21 ticks to .* → other data[\s\S]*incarnation 1 → 2/)
  await apply(cwd)
  const moved = await run(cwd, 'plan', '--json')
  expect(JSON.parse(moved)).toMatchObject({ result: { operations: [] } })
})

test('a column that is read for the first time is remembered, though no tick came in', async () => {
  const cwd = tempFolder({ 'qmtl.yaml': config(), 'a.csv': prices(DAYS), 'closes.qdag': closes })
  await apply(cwd)
  writeFiles(cwd, { 'volumes.qdag': volumes })
  await apply(cwd)
  writeFiles(cwd, { 'a.csv': prices(DAYS, (day) => (day === 3 ? 999 : day)) })
  expect(await plan(cwd)).toContain('other data')
})

test('an origin that moves is the only reason, and one that is taken out is a change', async () => {
  const cwd = tempFolder({ 'qmtl.yaml': config(), 'a.csv': prices(DAYS), 'closes.qdag': closes })
  await apply(cwd)
  writeFiles(cwd, { 'qmtl.yaml': config('origin: 2024-01-05, ') })
  const later = await plan(cwd)
  expect(later).toContain('origin 2024-01-01T00:00:00.000Z → 2024-01-05T00:00:00.000Z')
  expect(later).not.toContain('other data')
  await apply(cwd)
  writeFiles(cwd, { 'qmtl.yaml': config() })
  const out = await plan(cwd)
  expect(out).toContain('origin 2024-01-05T00:00:00.000Z → 2024-01-01T00:00:00.000Z')
  expect(out).not.toContain('other data')
})

test('a file that was shortened ends earlier', async () => {
  const cwd = tempFolder({ 'qmtl.yaml': config(), 'a.csv': prices(DAYS), 'closes.qdag': closes })
  await apply(cwd)
  const text = readFileSync(join(cwd, 'a.csv'), 'utf8')
  writeFiles(cwd, { 'a.csv': text.split('\n').slice(0, -3).join('\n') })
  const shorter = await plan(cwd)
  expect(shorter).toContain('ends earlier, at 2024-01-19T00:00:00.000Z')
  expect(shorter).not.toContain('other data')
})

// Streams of calendars and events, libraries and legs, on the whole way from a project to trades.
import { describe, expect, test } from 'vitest'
import { runCli } from '../support/cli.ts'
import { tempFolder } from '../support/temp-folder.ts'

const HEAD = 'time,open,high,low,close,volume'
const DAYS = ['03', '04', '05', '08', '09', '10', '11', '12', '16', '17'].map(
  (day, i) => `2024-01-${day},${100 + i},${102 + i},${99 + i},${101 + (i % 3)},10`,
)
const FILES = {
  'qmtl.yaml': `version: 1
strategies: ['*.qdag']
streams:
  'nyse:A @ 1d in "XNYS"': { type: Bar, history: { driver: csv, path: a.csv } }
  'nyse:B @ 1d in "XNYS"': { type: Bar, history: { driver: csv, path: b.csv } }
  'x:T @ events': { type: Trade, history: { driver: csv, path: t.csv } }
environments:
  dev: { state: .qmtl, materialise: shared }
`,
  'a.csv': `${HEAD}\n${DAYS.join('\n')}\n`,
  'b.csv': `${HEAD}\n${DAYS.filter((_, i) => i !== 4).join('\n')}\n`,
  't.csv': 'time,price,size\n2024-01-03T15:00:00Z,10,1\n2024-01-03T15:00:00.250Z,11,2\n',
  'lib/stats.qdag': 'lib stats\nexport fn gap(x: float, y: float): float = x - y\n',
  'pair.qdag': `strategy pair
import { gap } from "./lib/stats.qdag"
input a: Bar from stream("nyse:A") @ 1d in "XNYS" missing skip
input b: Bar from stream("nyse:B") @ 1d in "XNYS" missing hold(max: 2)
let up = gap(a.close, a.open) > 0
emit target legs { a: if up then 0.5 else 0, b: if up then -0.5 else 0 } when gap(a.close, b.close) >= 0
`,
  'flow.qdag': `strategy flow
input t: Trade from stream("x:T") @ events
emit signal paid = t.price * t.size
`,
}

describe('clocks of calendars and events', () => {
  test('are planned, applied and traded', async () => {
    const cwd = tempFolder(FILES)
    expect(await runCli(['check'], { cwd })).toMatchObject({ code: 0 })
    expect(await runCli(['apply', '--yes'], { cwd })).toMatchObject({ code: 0 })
    expect(await runCli(['plan', '--detailed-exitcode'], { cwd })).toMatchObject({ code: 0 })
    const range = ['--start', '2024-01-01', '--end', '2024-02-01']
    const { code, json } = await runCli(['backtest', 'pair', ...range, '--json'], { cwd })
    expect(code).toBe(0)
    expect(json).toMatchObject({ result: { ticks: 10 } })
    const symbols = JSON.stringify(json).match(/"symbol":"nyse:[AB]"/g) ?? []
    expect(new Set(symbols).size).toBe(2)
  })
})

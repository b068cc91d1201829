// Each input of a backtest gets its own prices, however alike the declarations are.
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { BacktestResult } from '../../services/backtest/result.ts'
import { runCli } from '../support/cli.ts'
import { tempFolder } from '../support/temp-folder.ts'

const hours = fileURLToPath(new URL('../data/prices/eurusd-1h.csv', import.meta.url))
const days = fileURLToPath(new URL('../data/prices/spy-1d.csv', import.meta.url))
const range = ['--start', '2024-02-01', '--end', '2024-05-01', '--json']
const target = 'emit target w on h = if h.close > h.close[3] then 1 else 0'

async function run(inputs: string, data: readonly string[]): Promise<BacktestResult> {
  const folder = tempFolder({ 's.qdag': `strategy s\n${inputs}\n${target}\n` })
  const flags = data.flatMap((each) => ['--data', each])
  const { code, json, stderr } = await runCli(['backtest', 's.qdag', ...flags, ...range], { cwd: folder })
  expect(code, stderr).toBe(0)
  return json?.result as BacktestResult
}

test('an input that nothing reads changes nothing, even one of the same stream', async () => {
  const h = 'input h: Bar from stream("x:A") @ 1h missing skip'
  const d = 'input d: Bar from stream("x:A") @ 1d missing skip'
  const alone = await run(h, [`h=${hours}`])
  const beside = await run(`${h}\n${d}`, [`h=${hours}`, `d=${days}`])
  expect(alone.trades.length).toBeGreaterThan(10)
  expect(beside.trades).toEqual(alone.trades)
  expect(beside.final_equity).toBe(alone.final_equity)
})

test('bars that are longer than the clock says are refused: they would be known too early', async () => {
  const input = 'input h: Bar from stream("x") @ 1h missing skip'
  const folder = tempFolder({ 's.qdag': `strategy s\n${input}\n${target}\n` })
  const { code, json } = await runCli(['backtest', 's.qdag', '--data', `h=${days}`, ...range], {
    cwd: folder,
  })
  expect(code).toBe(1)
  expect(json?.diagnostics.map((each) => each.code)).toEqual(['QD2022'])
})

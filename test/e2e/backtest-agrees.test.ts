// The product's backtest beside a straightforward program that shares no line with it: every trade
// and the final equity, to nine digits.
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { BacktestResult } from '../../services/backtest/result.ts'
import { runCli } from '../support/cli.ts'
import { plainBacktest } from '../support/plain-backtest.ts'
import type { PlainStrategy } from '../support/plain-backtest.ts'

const prices = (name: string): string => fileURLToPath(new URL(`../data/prices/${name}`, import.meta.url))

interface Comparison {
  readonly title: string
  readonly file: string
  readonly clock: string
  readonly intervalMs: number
  readonly target: string
  readonly strategy: PlainStrategy
  readonly start: string
  readonly end: string
  readonly costs: { readonly fee: number; readonly slippage: number; readonly lot: number | null }
}

const DAY = 86_400_000
const HOUR = 3_600_000

const comparisons: readonly Comparison[] = [
  {
    title: 'a crossover of averages on daily bitcoin, with costs',
    file: 'btcusd-1d.csv',
    clock: '1d',
    intervalMs: DAY,
    target: 'if ema(bars.close, 12) > ema(bars.close, 26) then 1 else 0',
    strategy: { kind: 'ema-cross', fast: 12, slow: 26, above: 1, below: 0 },
    start: '2015-06-01',
    end: '2018-06-01',
    costs: { fee: 0.001, slippage: 0.0005, lot: null },
  },
  {
    title: 'a reversal of the RSI on hourly euros, long and short, in lots',
    file: 'eurusd-1h.csv',
    clock: '1h',
    intervalMs: HOUR,
    target: 'if rsi(bars.close, 14) < 30 then 1 else if rsi(bars.close, 14) > 70 then -1 else 0',
    strategy: { kind: 'rsi-reversion', length: 14, low: 30, high: 70 },
    start: '2022-02-01',
    end: '2025-01-01',
    costs: { fee: 0.0002, slippage: 0.0001, lot: 1000 },
  },
]

function argumentsOf({ file, start, end, costs }: Comparison): readonly string[] {
  const { fee, slippage, lot } = costs
  const range = ['--data', `bars=${prices(file)}`, '--start', start, '--end', end]
  const amounts = [
    '--fee',
    String(fee),
    '--slippage',
    String(slippage),
    ...(lot === null ? [] : ['--lot', String(lot)]),
  ]
  return ['backtest', 'compared.qdag', ...range, ...amounts, '--json']
}

function close(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))
}

test.each(comparisons)('$title', async (each) => {
  const scratch = await mkdtemp(join(tmpdir(), 'qmtl-backtest-'))
  try {
    const source = `strategy compared\ninput bars: Bar from stream("x") @ ${each.clock} missing skip\nemit target w on bars = ${each.target}\n`
    await writeFile(join(scratch, 'compared.qdag'), source)
    const run = await runCli(argumentsOf(each), { cwd: scratch })
    expect(run.code, run.stderr).toBe(0)
    const ours = run.json?.result as BacktestResult
    const plain = plainBacktest({
      csv: readFileSync(prices(each.file), 'utf8'),
      intervalMs: each.intervalMs,
      strategy: each.strategy,
      start: Date.parse(each.start),
      end: Date.parse(each.end),
      cash: 100_000,
      ...each.costs,
    })
    expect(ours.trades.length).toBe(plain.trades.length)
    expect(ours.trades.length).toBeGreaterThan(10)
    const different = ours.trades.filter((trade, i) => {
      const other = plain.trades[i]
      if (other === undefined) return true
      const same =
        trade.side === other.side &&
        Date.parse(trade.entry_time) === other.entryTime &&
        (trade.exit_time === null ? null : Date.parse(trade.exit_time)) === other.exitTime &&
        trade.open === other.open
      const numbers =
        close(trade.quantity, other.quantity) &&
        close(trade.entry_price, other.entryPrice) &&
        close(trade.exit_price, other.exitPrice) &&
        close(trade.pnl, other.pnl) &&
        close(trade.fees, other.fees)
      return !same || !numbers
    })
    expect(different).toEqual([])
    expect(close(ours.final_equity, plain.finalEquity)).toBe(true)
  } finally {
    await rm(scratch, { recursive: true })
  }
})

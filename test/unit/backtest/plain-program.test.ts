// The account against an independent program, on real prices with the same weights.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadBars } from '../../../services/market/csv/load-bars.ts'
import { simulate } from '../../../services/backtest/simulate.ts'
import { BAR_FIELDS, DAY, valueOf } from '../../support/csv-text.ts'
import {
  plainBacktest,
  type PlainStrategy,
  plainWeights,
  readPlainBars,
} from '../../support/plain-backtest.ts'

const HOUR = DAY / 24
const files = [
  { file: 'btcusd-1d.csv', interval: DAY, start: Date.UTC(2016, 0, 1), end: Date.UTC(2018, 0, 1) },
  { file: 'spy-1d.csv', interval: DAY, start: Date.UTC(2017, 5, 1), end: Date.UTC(2030, 0, 1) },
  { file: 'eurusd-1h.csv', interval: HOUR, start: Date.UTC(2024, 1, 1), end: Date.UTC(2024, 4, 17, 13) },
]
/** Nothing but ruin ends this position. */
const always: PlainStrategy = { kind: 'ema-cross', fast: 5, slow: 20, above: 250, below: 250 }
const strategies: readonly PlainStrategy[] = [
  { kind: 'ema-cross', fast: 5, slow: 20, above: 1, below: 0 },
  { kind: 'ema-cross', fast: 3, slow: 8, above: 0.8, below: -0.35 },
  { kind: 'rsi-reversion', length: 14, low: 35, high: 65 },
  always,
  { kind: 'ema-cross', fast: 5, slow: 20, above: 400, below: -300 },
]
const accounts = [
  { cash: 100_000, fee: 0, slippage: 0, lot: null },
  { cash: 25_000, fee: 0.001, slippage: 0.0005, lot: null },
  { cash: 1_000_000, fee: 0.0002, slippage: 0, lot: 7 },
]
const cases = files.flatMap((file) =>
  strategies.flatMap((strategy) => accounts.map((settings) => ({ ...file, strategy, settings }))),
)

/** Both null, or apart by no more than 1e-9 of their size. */
function agree(found: number | null, wanted: number | null): boolean {
  if (found === null || wanted === null) return found === wanted
  return Math.abs(found - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted))
}

const closeTo = (found: number | null, wanted: number | null) =>
  expect(agree(found, wanted), `${found} against ${wanted}`).toBe(true)

describe('account and plain program', () => {
  test('are compared on accounts that are ruined, too', () => {
    const ruined = cases.filter(({ file, interval, start, end, strategy, settings }) => {
      const csv = readFileSync(new URL(`../../data/prices/${file}`, import.meta.url), 'utf8')
      return plainBacktest({ csv, intervalMs: interval, strategy, start, end, ...settings }).ruined !== null
    })
    expect(ruined.length).toBeGreaterThan(9)
    expect(ruined.some(({ strategy }) => strategy === always)).toBe(true)
  })

  test.each(cases)(
    'agree: $file, $strategy, $settings',
    ({ file, interval, start, end, strategy, settings }) => {
      const csv = readFileSync(new URL(`../../data/prices/${file}`, import.meta.url), 'utf8')
      const plain = plainBacktest({ csv, intervalMs: interval, strategy, start, end, ...settings })
      const { ticks } = valueOf(
        loadBars({
          bytes: new TextEncoder().encode(csv),
          file,
          stream: file,
          fields: BAR_FIELDS,
          clock: { every_ms: interval, phase_ms: 0 },
          missing: 'skip',
        }),
      )
      const weights = Float64Array.from(plainWeights(readPlainBars(csv), strategy))
      const instrument = {
        symbol: 'X',
        prices: ticks,
        interval_ms: interval,
        decisions: { times: ticks.times, weights },
      }
      const { trades, curve, ruined } = valueOf(
        simulate({ instruments: [instrument], range: { start, end }, settings }),
      )

      expect(ruined).toBe(plain.ruined)
      expect(trades.length).toBe(plain.trades.length)
      expect(trades.length).toBeGreaterThan(ruined === null && strategy !== always ? 3 : 0)
      for (const [at, trade] of trades.entries()) {
        const other = plain.trades[at]
        expect([trade.side, trade.entry_time, trade.exit_time, trade.open]).toEqual([
          other?.side,
          other?.entryTime,
          other?.exitTime,
          other?.open,
        ])
        closeTo(trade.quantity, other?.quantity ?? NaN)
        closeTo(trade.entry_price, other?.entryPrice ?? NaN)
        closeTo(trade.exit_price, other?.exitPrice ?? null)
        closeTo(trade.pnl, other?.pnl ?? NaN)
        closeTo(trade.fees, other?.fees ?? NaN)
      }
      expect([...curve.times]).toEqual(plain.equity.map(({ time }) => time))
      for (const [at, { equity }] of plain.equity.entries()) closeTo(curve.equity[at] ?? NaN, equity)
      closeTo(curve.equity.at(-1) ?? NaN, plain.finalEquity)
    },
  )
})

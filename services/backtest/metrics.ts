// What an equity curve and a list of trades come to. Every formula stands in docs/metrics.md; a
// measure without a value is null.
import { deepestDrawdown } from './drawdown.ts'
import type { EquityCurve, Simulation } from './simulate.ts'
import type { Trade } from './trade.ts'

export interface Metrics {
  readonly total_return: number | null
  readonly cagr: number | null
  readonly volatility: number | null
  readonly sharpe: number | null
  readonly sortino: number | null
  readonly calmar: number | null
  readonly max_drawdown: number | null
  readonly max_drawdown_ms: number | null
  readonly hit_rate: number | null
  readonly profit_factor: number | null
  readonly turnover: number | null
  readonly exposure: number | null
  /** Closed ones. */
  readonly trades: number
}

const YEAR_MS = 365.25 * 86_400_000

/** Measures a simulation that started with `cash`. */
export function measure(simulation: Simulation, cash: number): Metrics {
  const { curve, trades, notional } = simulation
  const { times, equity } = curve
  const last = equity.at(-1) ?? NaN
  const years = ((times.at(-1) ?? NaN) - (times[0] ?? NaN)) / YEAR_MS
  const returns = returnsOf(equity)
  const perYear = returns === null ? NaN : returns.length / years
  const drawdown = deepestDrawdown(times, equity)
  const cagr = years > 0 && last > 0 ? value((last / cash) ** (1 / years) - 1) : null
  const closed = trades.filter((trade) => !trade.open)
  return {
    total_return: value(last / cash - 1),
    cagr,
    volatility: returns && value(deviation(returns) * Math.sqrt(perYear)),
    sharpe: returns && ratio(mean(returns) * Math.sqrt(perYear), deviation(returns)),
    sortino: returns && ratio(mean(returns) * Math.sqrt(perYear), downside(returns)),
    calmar: cagr === null ? null : ratio(cagr, drawdown.depth),
    max_drawdown: value(drawdown.depth),
    max_drawdown_ms: drawdown.length_ms,
    ...tradeMetrics(closed),
    turnover: years > 0 ? ratio(notional / years, mean(equity)) : null,
    exposure: value(mean(curve.exposure)),
    trades: closed.length,
  }
}

function tradeMetrics(closed: readonly Trade[]): Pick<Metrics, 'hit_rate' | 'profit_factor'> {
  const gains = closed.filter(({ pnl }) => pnl > 0)
  const sum = (trades: readonly Trade[]) => trades.reduce((total, { pnl }) => total + pnl, 0)
  const losses = sum(closed.filter(({ pnl }) => pnl < 0))
  return { hit_rate: ratio(gains.length, closed.length), profit_factor: ratio(sum(gains), -losses) }
}

const value = (x: number): number | null => (Number.isFinite(x) ? x : null)

/** A ratio to nothing has no value. */
const ratio = (x: number, to: number): number | null => (to > 0 ? value(x / to) : null)

/** Return of each tick on the tick before it; null once there is nothing left to earn on. */
function returnsOf(equity: EquityCurve['equity']): Float64Array | null {
  const returns = new Float64Array(Math.max(0, equity.length - 1))
  for (let i = 0; i < returns.length; i += 1) {
    const before = equity[i] ?? NaN
    if (!(before > 0)) return null
    returns[i] = (equity[i + 1] ?? NaN) / before - 1
  }
  return returns
}

/** NaN for no values. */
function mean(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i += 1) sum += values[i] ?? NaN
  return sum / values.length
}

/** Sample standard deviation; NaN for fewer than two values, exactly 0 for equal ones. */
function deviation(values: Float64Array): number {
  if (values.length < 2) return NaN
  const first = values[0] ?? NaN
  let sum = 0
  for (let i = 0; i < values.length; i += 1) sum += (values[i] ?? NaN) - first
  const shift = sum / values.length
  let squares = 0
  for (let i = 0; i < values.length; i += 1) squares += ((values[i] ?? NaN) - first - shift) ** 2
  return Math.sqrt(squares / (values.length - 1))
}

/** Root of the mean squared loss over all ticks. */
function downside(values: Float64Array): number {
  let squares = 0
  for (let i = 0; i < values.length; i += 1) squares += Math.min(values[i] ?? NaN, 0) ** 2
  return Math.sqrt(squares / values.length)
}

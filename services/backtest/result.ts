// The result of a backtest as programs read it: ISO times, null where there is no value.
import { measure, type Metrics } from './metrics.ts'
import type { Settings } from './settings.ts'
import type { Range, Simulation } from './simulate.ts'
import type { Trade } from './trade.ts'
import { isoInstant } from '../market/instants.ts'

/** What the account does not know: where its prices and weights came from. */
export interface Provenance {
  readonly strategy: string
  readonly dag_id: string
  /** Time of the first tick that was evaluated, in milliseconds; null without one. */
  readonly evaluatedFrom: number | null
  readonly warmupTicks: number
  readonly data: readonly DataSource[]
  readonly cache: { readonly nodes_reused: number; readonly nodes_computed: number }
}

export interface DataSource {
  readonly input: string
  readonly file: string
  readonly fingerprint: string
  readonly rows: number
}

export interface TradeResult extends Omit<Trade, 'entry_time' | 'exit_time'> {
  readonly entry_time: string
  readonly exit_time: string | null
}

export interface BacktestResult {
  readonly strategy: string
  readonly dag_id: string
  readonly start: string
  readonly end: string
  readonly evaluated_from: string | null
  /** Ticks with start ≤ t < end. */
  readonly ticks: number
  readonly warmup_ticks: number
  readonly settings: Settings
  readonly data: readonly DataSource[]
  readonly trades: readonly TradeResult[]
  readonly metrics: Metrics
  /** Equity at the last tick, open positions marked at their last close. */
  readonly final_equity: number
  /** Sum of all fees. */
  readonly fees: number
  /** Orders that the data have no next tick for. */
  readonly pending: readonly { readonly symbol: string; readonly weight: number; readonly decided: string }[]
  /** Orders by command that never filled: expired, dropped in a ruin, or still waiting for their price. */
  readonly unfilled: number
  /** The first tick at whose close the equity was 0 or less; null without one. */
  readonly ruined: string | null
  readonly cache: Provenance['cache']
}

/** Puts the two halves together. */
export function backtestResult(
  from: Provenance,
  range: Range,
  settings: Settings,
  simulation: Simulation,
): BacktestResult {
  const { trades, curve, ticks, fees, pending, unfilled, ruined } = simulation
  return {
    strategy: from.strategy,
    dag_id: from.dag_id,
    start: isoInstant(range.start),
    end: isoInstant(range.end),
    evaluated_from: isoOrNull(from.evaluatedFrom),
    ticks,
    warmup_ticks: from.warmupTicks,
    settings,
    data: from.data,
    trades: trades.map((trade) => ({
      ...trade,
      entry_time: isoInstant(trade.entry_time),
      exit_time: isoOrNull(trade.exit_time),
    })),
    metrics: measure(simulation, settings.cash),
    final_equity: curve.equity.at(-1) ?? settings.cash,
    fees,
    pending: pending.map((order) => ({ ...order, decided: isoInstant(order.decided) })),
    unfilled,
    ruined: isoOrNull(ruined),
    cache: from.cache,
  }
}

const isoOrNull = (ms: number | null): string | null => (ms === null ? null : isoInstant(ms))

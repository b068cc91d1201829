// From the ticks of a sink to what the account is told: weights of one instrument, or orders by command.
import type { Ticks } from '../../compiler/runtime/ticks.ts'
import type { Decisions } from './instrument.ts'
import type { OrderDecision } from './orders.ts'

const ORDER_TYPES = ['market', 'limit', 'stop'] as const

/**
 * The ticks on which a sink acts: from the tick number `settled` on, and where `when` ticks at the same label and is
 * true. Without a decision the last wanted weight stays.
 *
 * @param when ticks of a bool on the sink's clock; null where the sink has no condition
 */
export function actingTicks({ labels }: Ticks, settled: number, when: Ticks | null): readonly number[] {
  const rows = Array.from({ length: Math.max(0, labels.length - settled) }, (_, at) => settled + at)
  if (when === null) return rows
  const truth = Object.values(when.columns)[0]
  const allowed = new Set(when.labels.filter((_, at) => truth?.[at] === 1))
  return rows.filter((row) => allowed.has(labels[row] ?? NaN))
}

/** Wanted weights of a column; where a number overflowed into na there is none. */
export function weightsOf({ times, columns }: Ticks, column: string, rows: readonly number[]): Decisions {
  const weights = columns[column] ?? new Float64Array(0)
  const kept = rows.filter((row) => !Number.isNaN(weights[row] ?? NaN))
  return {
    times: Float64Array.from(kept, (row) => times[row] ?? NaN),
    weights: Float64Array.from(kept, (row) => weights[row] ?? NaN),
  }
}

/** Orders of a record `{side, quantity, type, limit, stop, valid_for}`; one without a quantity or its price is none. */
export function ordersOf({ times, columns }: Ticks, rows: readonly number[]): readonly OrderDecision[] {
  const at = (name: string, row: number): number => columns[name]?.[row] ?? NaN
  return rows.flatMap((row) => {
    const type = ORDER_TYPES[at('type', row)]
    const size = at('quantity', row)
    const price = type === 'market' || type === undefined ? NaN : at(type, row)
    if (type === undefined || !(size > 0) || (type !== 'market' && Number.isNaN(price))) return []
    const decided = times[row] ?? NaN
    const validFor = at('valid_for', row)
    const expires = decided + (Number.isNaN(validFor) ? Infinity : validFor)
    return [{ decided, quantity: at('side', row) > 0 ? size : -size, type, price, expires }]
  })
}

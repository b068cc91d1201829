// The list of trades as a CSV text.
import { csvText } from './csv-lines.ts'
import type { Trade } from './trade.ts'
import { isoInstant } from '../market/instants.ts'

const fields = [
  'symbol',
  'side',
  'quantity',
  'entry_time',
  'entry_price',
  'exit_time',
  'exit_price',
  'pnl',
  'fees',
  'open',
] as const satisfies readonly (keyof Trade)[]

/** One line a trade; an open one has no exit. */
export function tradesCsv(trades: readonly Trade[]): string {
  return csvText(
    fields,
    trades.map((trade) => {
      const shown = { ...trade, entry_time: isoInstant(trade.entry_time), exit_time: exitTime(trade) }
      return fields.map((field) => shown[field])
    }),
  )
}

const exitTime = ({ exit_time }: Trade): string | null => (exit_time === null ? null : isoInstant(exit_time))

// The equity curve as a CSV text.
import { csvText } from './csv-lines.ts'
import type { EquityCurve } from './simulate.ts'
import { isoInstant } from '../market/instants.ts'

/** One line a tick: `time,equity,cash,exposure`. */
export function equityCsv({ times, equity, cash, exposure }: EquityCurve): string {
  const rows = Array.from(times, (time, at) => [
    isoInstant(time),
    equity[at] ?? NaN,
    cash[at] ?? NaN,
    exposure[at] ?? NaN,
  ])
  return csvText(['time', 'equity', 'cash', 'exposure'], rows)
}

// The examples of docs/backtest.md: from their text to a simulation, and from a simulation to the
// tables that stand below them.
import { valueOf } from './csv-text.ts'
import type { Instrument } from '../../services/backtest/instrument.ts'
import type { OrderDecision } from '../../services/backtest/orders.ts'
import { defaultSettings, type Settings } from '../../services/backtest/settings.ts'
import { measure } from '../../services/backtest/metrics.ts'
import { type Range, simulate, type Simulation } from '../../services/backtest/simulate.ts'
import { showInstant } from '../../services/market/instants.ts'

const DAY = 86_400_000
const TRADE_FIELDS = 'side quantity entry_time entry_price exit_time exit_price pnl fees open'

type Words = readonly string[]

const words = (line: string): Words => line.trim().split(/\s+/)

/** `1%` and plain numbers; `na` and `-` are NaN. */
function numberIn(text: string): number {
  return text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text)
}

/** Settings on the first line, then a table of bars; columns of several instruments are `SYMBOL.open`. */
export function runExample(source: string): Simulation {
  const lines = source.trim().split('\n')
  const given = new Map(words(lines[0] ?? '').map((pair) => pair.split('=') as [string, string]))
  const header = words(lines[1] ?? '')
  const rows = lines.slice(2).map(words)
  const symbols = new Set(
    header.slice(1).map((name) => (name.includes('.') ? (name.split('.')[0] ?? '') : '')),
  )
  const setting = (name: keyof Settings, otherwise: number | null) =>
    given.has(name) ? numberIn(given.get(name) ?? '') : otherwise
  const settings = {
    cash: setting('cash', defaultSettings.cash) ?? 0,
    fee: setting('fee', 0) ?? 0,
    slippage: setting('slippage', 0) ?? 0,
    lot: setting('lot', null),
  }
  const bound = (name: keyof Range, otherwise: number) =>
    given.has(name) ? Date.parse(given.get(name) ?? '') : otherwise
  const range = { start: bound('start', 0), end: bound('end', Date.UTC(2100, 0, 1)) }
  const instruments = [...symbols].map((symbol) => instrumentIn(symbol, header, rows))
  return valueOf(simulate({ instruments, range, settings }))
}

function instrumentIn(symbol: string, header: Words, rows: readonly Words[]): Instrument {
  const column = (name: string) => {
    const at = header.indexOf(symbol === '' ? name : `${symbol}.${name}`)
    return Float64Array.from(rows, (row) => numberIn(row[at] ?? ''))
  }
  const times = Float64Array.from(rows, (row) => Date.parse(row[0] ?? '') + DAY)
  const optional = (name: string) => (header.includes(name) ? { [name]: column(name) } : {})
  const weights = column('weight')
  const decided = [...weights.keys()].filter((row) => !Number.isNaN(weights[row]))
  const at = header.indexOf('order')
  return {
    symbol: symbol === '' ? 'X' : symbol,
    prices: {
      times,
      labels: times,
      columns: { open: column('open'), close: column('close'), ...optional('high'), ...optional('low') },
    },
    interval_ms: DAY,
    decisions: {
      times: times.filter((_, row) => decided.includes(row)),
      weights: weights.filter((_, row) => decided.includes(row)),
    },
    orders: rows.flatMap((row, tick) => orderIn(row[at] ?? '-', times[tick] ?? NaN)),
  }
}

/** `buy:10:market`, `sell:5:limit:12`, `buy:5:stop:11:2d`; `-` is none. */
function orderIn(text: string, decided: number): readonly OrderDecision[] {
  const [side, quantity, type, price = 'na', days] = text.split(':')
  if (type !== 'market' && type !== 'limit' && type !== 'stop') return []
  const size = Number(quantity) * (side === 'buy' ? 1 : -1)
  const expires = days === undefined ? Infinity : decided + Number.parseInt(days, 10) * DAY
  return [{ decided, quantity: size, type, price: Number(price), expires }]
}

/** The table of one kind, with the columns of the header that stands there or with all of them. */
export function showTable(kind: string, before: string, simulation: Simulation): string {
  const [first = ''] = before.trim().split('\n')
  if (kind === 'trades') return align(words(first || TRADE_FIELDS), simulation.trades)
  if (kind === 'metrics') return showMetrics(simulation)
  if (kind === 'ruined') return align(['ruined'], [{ ruined: simulation.ruined }])
  if (kind === 'pending') return align(['symbol', 'weight', 'decided'], simulation.pending)
  const { times, equity, cash, exposure } = simulation.curve
  const points = Array.from(times, (time, at) => ({
    time,
    equity: equity[at],
    cash: cash[at],
    exposure: exposure[at],
  }))
  return align(['time', 'equity', 'cash', 'exposure'], points)
}

function showMetrics(simulation: Simulation): string {
  const { cash } = simulation.curve
  const measures: Readonly<Record<string, number | null>> = { ...measure(simulation, cash[0] ?? NaN) }
  const rows = Object.entries(measures).map(([metric, value]) => ({ metric, value }))
  return align(['metric', 'value'], rows)
}

function align(fields: Words, rows: readonly object[]): string {
  const cells = [fields, ...rows.map((row) => fields.map((field) => show(field, Reflect.get(row, field))))]
  const widths = fields.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)))
  return cells
    .map(
      (row) =>
        `${row
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}

function show(field: string, value: unknown): string {
  if (value === null || Number.isNaN(value)) return '-'
  if (typeof value === 'boolean' || typeof value === 'string') return `${value}`
  if (typeof value !== 'number') throw new TypeError(`${field} cannot be shown`)
  return /time|decided|ruined/.test(field) ? showInstant(value) : String(Number(value.toPrecision(10)))
}

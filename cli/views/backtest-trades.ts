// The last trades of a backtest as a table. Which columns there are depends on the width alone, so
// that the tables of two strategies can be read side by side.
import { alignColumns, type Column } from './columns.ts'
import { digits, fixed, signed } from './figures.ts'
import type { Paint } from './paint.ts'
import type { Trade } from '../../services/backtest/trade.ts'
import { showInstant } from '../../services/market/instants.ts'

/** Trades that are listed; all of them are in `--trades` and `--json`. */
const LISTED = 8
const INDENT = 2
const GAP = 2
/** Digits that count in a price or a quantity here; the files have all of them. */
const DIGITS = 6

interface Heading {
  readonly title: string
  /** Room that is set aside, whatever the cells of one strategy need. */
  readonly room: number
  /** The higher, the sooner it goes where the room is short; 0 never. */
  readonly expendable: number
  readonly cell: (trade: Trade) => string
  readonly paint?: (cell: string, trade: Trade) => string
}

/** The table with its title, each line within `width`. */
export function tradeLines(trades: readonly Trade[], width: number, paint: Paint): readonly string[] {
  if (trades.length === 0) return ['no trades']
  const shown = trades.slice(-LISTED)
  const which = shown.length === trades.length ? '' : `  the last ${LISTED} of ${fixed(trades.length, 0)}`
  const headings = fitting(headingsFor(trades, paint), width - INDENT)
  const columns = headings.map((heading, at): Column => ({
    cells: [heading.title, ...shown.map(heading.cell)],
    align: at === 0 || heading.title === 'exit' || heading.title === 'entry' ? 'left' : 'right',
    expendable: heading.expendable,
    paint: (cell, row) => {
      const trade = shown[row - 1]
      return trade === undefined ? paint('muted', cell) : (heading.paint?.(cell, trade) ?? cell)
    },
  }))
  const lines = alignColumns(columns, width - INDENT)
  const short = shown.some(({ side }) => side === 'short') ? '  minus is short' : ''
  return [`${paint('heading', 'TRADES')}${which}${short}`, ...lines.map((line) => ' '.repeat(INDENT) + line)]
}

/** The headings that have room, tried from the one that is needed most. */
function fitting(headings: readonly Heading[], width: number): readonly Heading[] {
  const ranks = [...new Set(headings.map(({ expendable }) => expendable))].toSorted((a, b) => a - b)
  let kept: readonly Heading[] = []
  for (const rank of ranks) {
    const more = headings.filter((heading) => kept.includes(heading) || heading.expendable === rank)
    const needed = more.reduce((sum, { room }) => sum + room + GAP, -GAP)
    if (rank === 0 || needed <= width) kept = more
  }
  return kept
}

/** `2016-10-07 02:00`, a midnight as its day; in UTC like every time. */
const instant = (ms: number): string => showInstant(ms).replace('T', ' ').replace('Z', '')

/** In their order on the line. A short has a negative quantity: that takes less room than its name. */
function headingsFor(trades: readonly Trade[], paint: Paint): readonly Heading[] {
  const symbols = [...new Set(trades.map(({ symbol }) => symbol))]
  const symbol: Heading = {
    title: 'symbol',
    room: Math.max(...symbols.map(({ length }) => length)),
    expendable: 0,
    cell: (trade) => trade.symbol,
  }
  return [
    ...(symbols.length > 1 ? [symbol] : []),
    { title: 'entry', room: 16, expendable: 0, cell: (trade) => instant(trade.entry_time) },
    {
      title: 'exit',
      room: 16,
      expendable: 1,
      cell: ({ exit_time }) => (exit_time === null ? 'open' : instant(exit_time)),
    },
    {
      title: 'quantity',
      room: 8,
      expendable: 2,
      cell: ({ side, quantity }) => digits(side === 'short' ? -quantity : quantity, DIGITS),
    },
    { title: 'in at', room: 8, expendable: 3, cell: ({ entry_price }) => digits(entry_price, DIGITS) },
    {
      title: 'out at',
      room: 8,
      expendable: 3,
      cell: ({ exit_price }) => (exit_price === null ? '–' : digits(exit_price, DIGITS)),
    },
    {
      title: 'pnl',
      room: 12,
      expendable: 0,
      cell: ({ pnl }) => signed(pnl, 2),
      paint: (cell, { pnl }) => (pnl === 0 ? cell : paint(pnl > 0 ? 'good' : 'error', cell)),
    },
  ]
}

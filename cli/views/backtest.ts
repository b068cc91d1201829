// A backtest for people: what came of it on top, the measures, the last trades, what to know.
import { alignColumns, type Column } from './columns.ts'
import { counted, digits, fixed, percent, ratio, signed, span } from './figures.ts'
import { type Paint, paintFor } from './paint.ts'
import { sparkline } from './sparkline.ts'
import { wrapItems } from './wrap.ts'
import type { BacktestResult, TradeResult } from '../../services/backtest/result.ts'
import type { EquityCurve } from '../../services/backtest/simulate.ts'
import { showInstant } from '../../services/market/instants.ts'
import type { Screen } from '../screen.ts'

/** Trades that are listed; all of them are in `--trades` and `--json`. */
const LISTED = 8
const MAX_LINE = 72

/** The result as text; with the curve there is a line of its shape. */
export function backtestView(
  result: BacktestResult,
  screen: Pick<Screen, 'color' | 'width'>,
  curve?: EquityCurve,
): string {
  const paint = paintFor(screen)
  const blocks = [
    heading(result, screen.width, paint),
    equityLines(result, curve, screen.width, paint),
    measures(result, screen.width),
    tradeLines(result.trades, screen.width, paint),
    dataLines(result, screen.width, paint),
    remarks(result, screen.width, paint),
  ]
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.map((line) => line.trimEnd()).join('\n'))
    .join('\n\n')}\n`
}

const day = (iso: string | null): string => (iso === null ? 'nothing' : showInstant(Date.parse(iso)))

function gain(paint: Paint, value: number | null, text: string): string {
  if (value === null || value === 0) return text
  return paint(value > 0 ? 'good' : 'error', text)
}

function heading(result: BacktestResult, width: number, paint: Paint): readonly string[] {
  const { strategy, start, end, evaluated_from, ticks, warmup_ticks, settings, metrics } = result
  const { fee, slippage, lot } = settings
  const period = `${day(start)} – ${day(end)}`
  const total = percent(metrics.total_return, true)
  const gap = `${strategy}  ${period}  ${total}`.length > width ? '\n' : '  '
  const facts = [
    `evaluated from ${day(evaluated_from)}, the origin`,
    `traded from ${day(start)}`,
    counted(ticks, 'tick'),
    `warm-up ${fixed(warmup_ticks, 0)}`,
    `fee ${percent(fee)}`,
    `slippage ${percent(slippage)}`,
    ...(lot === null ? [] : [`lots of ${digits(lot)}`]),
  ]
  return [
    `${paint('heading', strategy)}${gap}${period}  ${gain(paint, metrics.total_return, total)}`,
    ...wrap(facts, width).map((line) => paint('muted', line)),
  ]
}

/** Phrases on as few lines as the width allows. */
function wrap(phrases: readonly string[], width: number): readonly string[] {
  const lines: string[] = []
  for (const phrase of phrases) {
    const longer = `${lines.at(-1)} · ${phrase}`
    if (lines.length > 0 && longer.length <= Math.min(width, MAX_LINE)) lines.splice(-1, 1, longer)
    else lines.push(phrase)
  }
  return lines
}

function equityLines(
  result: BacktestResult,
  curve: EquityCurve | undefined,
  width: number,
  paint: Paint,
): readonly string[] {
  const { settings, final_equity } = result
  const ends = `equity  ${fixed(settings.cash, 2)} → ${gain(paint, final_equity - settings.cash, fixed(final_equity, 2))}`
  if (curve === undefined || curve.equity.length < 2) return [ends]
  const low = curve.equity.reduce((least, value) => Math.min(least, value), Infinity)
  const high = curve.equity.reduce((most, value) => Math.max(most, value), -Infinity)
  return [
    ends,
    paint('note', sparkline(curve.equity, Math.min(width, MAX_LINE))),
    paint('muted', `lowest ${fixed(low, 2)}, highest ${fixed(high, 2)}`),
  ]
}

function measures(result: BacktestResult, width: number): readonly string[] {
  const { metrics, fees } = result
  const drawdown = metrics.max_drawdown === null ? null : -metrics.max_drawdown
  const left: readonly (readonly [string, string])[] = [
    ['return', percent(metrics.total_return, true)],
    ['a year (CAGR)', percent(metrics.cagr, true)],
    ['volatility', percent(metrics.volatility)],
    ['Sharpe', ratio(metrics.sharpe)],
    ['Sortino', ratio(metrics.sortino)],
    ['Calmar', ratio(metrics.calmar)],
    ['max drawdown', percent(drawdown)],
    ['  for', span(metrics.max_drawdown_ms)],
  ]
  const right: readonly (readonly [string, string])[] = [
    ['closed trades', fixed(metrics.trades, 0)],
    ['hit rate', percent(metrics.hit_rate)],
    ['profit factor', ratio(metrics.profit_factor)],
    ['exposure', percent(metrics.exposure)],
    ['turnover a year', ratio(metrics.turnover)],
    ['fees', fixed(fees, 2)],
  ]
  const columns = (pairs: readonly (readonly [string, string])[]): readonly Column[] => [
    { cells: pairs.map(([name]) => name), align: 'left', expendable: 0 },
    { cells: pairs.map(([, value]) => value), align: 'right', expendable: 0 },
  ]
  const gap: Column = { cells: [' '], align: 'left', expendable: 0 }
  const both = alignColumns([...columns(left), gap, ...columns(right)], width)
  return both.every((line) => line.length <= width) ? both : alignColumns(columns([...left, ...right]), width)
}

function tradeLines(trades: readonly TradeResult[], width: number, paint: Paint): readonly string[] {
  if (trades.length === 0) return ['no trades']
  const shown = trades.slice(-LISTED)
  const title =
    shown.length === trades.length ? 'TRADES' : `TRADES  the last ${LISTED} of ${fixed(trades.length, 0)}`
  const severalSymbols = new Set(trades.map(({ symbol }) => symbol)).size > 1
  const column = (
    cell: (trade: TradeResult) => string,
    align: Column['align'],
    expendable: number,
  ): Column => ({
    cells: shown.map(cell),
    align,
    expendable,
  })
  const pnl = column((trade) => signed(trade.pnl, 2), 'right', 0)
  const columns = [
    column((trade) => trade.side, 'left', 0),
    ...(severalSymbols ? [column((trade) => trade.symbol, 'left', 1)] : []),
    column((trade) => day(trade.entry_time), 'left', 0),
    column((trade) => `→ ${trade.exit_time === null ? 'open' : day(trade.exit_time)}`, 'left', 2),
    column((trade) => digits(trade.quantity), 'right', 3),
    column((trade) => digits(trade.entry_price), 'right', 4),
    column((trade) => (trade.exit_price === null ? '→ marked' : `→ ${digits(trade.exit_price)}`), 'right', 4),
    { ...pnl, paint: (cell: string, row: number) => gain(paint, shown[row]?.pnl ?? 0, cell) },
    column((trade) => (trade.open ? 'open' : ''), 'left', 0),
  ]
  return [paint('heading', title), ...alignColumns(columns, width - 2).map((line) => `  ${line}`)]
}

function dataLines({ data }: BacktestResult, width: number, paint: Paint): readonly string[] {
  const columns: readonly Column[] = [
    { cells: data.map(({ input }) => input), align: 'left', expendable: 0 },
    { cells: data.map(({ file }) => file), align: 'left', expendable: 0 },
    { cells: data.map(({ rows }) => counted(rows, 'row')), align: 'right', expendable: 2 },
    { cells: data.map(({ fingerprint }) => fingerprint.slice(0, 19)), align: 'left', expendable: 3 },
  ]
  return alignColumns(columns, width).map((line) => paint('muted', line))
}

function remarks(
  { trades, pending, ruined }: BacktestResult,
  width: number,
  paint: Paint,
): readonly string[] {
  const open = trades.filter((trade) => trade.open).length
  const sentences = [
    ...(ruined === null ? [] : [`⚠ the equity was gone on ${day(ruined)}`]),
    ...pending.map(
      ({ symbol, weight, decided }) =>
        `⚠ no tick to fill the order of ${day(decided)}: ${symbol} to a weight of ${digits(weight)}`,
    ),
    ...(open === 0 ? [] : [`${counted(open, 'trade')} still open, marked at the last close`]),
  ]
  return sentences.flatMap((sentence) => {
    const lines = wrapItems('', sentence.split(' '), ' ', width)
    return sentence.startsWith('⚠') ? lines.map((line) => paint('warning', line)) : lines
  })
}

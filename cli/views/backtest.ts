// A backtest for people: what came of it on top, the measures, the last trades, what to know.
import { tradeLines } from './backtest-trades.ts'
import { alignColumns, type Column } from './columns.ts'
import { counted, digits, fixed, percent, ratio, span } from './figures.ts'
import { type Paint, paintFor } from './paint.ts'
import { sparkline } from './sparkline.ts'
import { wrapItems } from './wrap.ts'
import type { BacktestResult } from '../../services/backtest/result.ts'
import type { EquityCurve, Simulation } from '../../services/backtest/simulate.ts'
import { showInstant } from '../../services/market/instants.ts'
import type { Screen } from '../screen.ts'

const MAX_LINE = 72

/** The result and the simulation that it sums up, as text. A ruin is said before anything else. */
export function backtestView(
  result: BacktestResult,
  screen: Pick<Screen, 'color' | 'width'>,
  simulation: Simulation,
): string {
  const paint = paintFor(screen)
  const blocks = [
    ruinLines(simulation, screen.width, paint),
    heading(result, simulation, screen.width, paint),
    equityLines(result, simulation.curve, screen.width, paint),
    measures(result, simulation, screen.width),
    tradeLines(simulation.trades, screen.width, paint),
    dataLines(result, screen.width, paint),
    remarks(result, screen.width, paint),
  ]
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.map((line) => line.trimEnd()).join('\n'))
    .join('\n\n')}\n`
}

const day = (iso: string | null): string => (iso === null ? 'nothing' : showInstant(Date.parse(iso)))

/** After a ruin nothing is a gain. */
function gain(paint: Paint, { ruined }: BacktestResult, value: number | null, text: string): string {
  if (ruined !== null) return paint('error', text)
  if (value === null || value === 0) return text
  return paint(value > 0 ? 'good' : 'error', text)
}

function ruinLines({ curve, ruined, trades }: Simulation, width: number, paint: Paint): readonly string[] {
  if (ruined === null) return []
  const equity = curve.equity[curve.times.indexOf(ruined)] ?? NaN
  const then = trades.some(({ open }) => open)
    ? ['The data have no open', 'at which all positions could be closed.']
    : ['All positions were closed,', 'and nothing was traded after.']
  const phrases = [`RUINED on ${showInstant(ruined)}:`, `the equity fell to ${fixed(equity, 2)}.`, ...then]
  return wrapItems('', phrases, ' ', Math.min(width, MAX_LINE)).map((line) => paint('error', line))
}

function heading(
  result: BacktestResult,
  { traded }: Simulation,
  width: number,
  paint: Paint,
): readonly string[] {
  const { strategy, evaluated_from, ticks, warmup_ticks, settings, metrics } = result
  const asked = { start: Date.parse(result.start), end: Date.parse(result.end) }
  const { start, end } = traded ?? asked
  const late = start !== asked.start
  const early = end !== asked.end
  const { fee, slippage, lot } = settings
  const period = `${showInstant(start)} – ${showInstant(end)}`
  const total = percent(metrics.total_return, true)
  const gap = `${strategy}  ${period}  ${total}`.length > width ? '\n' : '  '
  const facts = [
    `evaluated from ${day(evaluated_from)}, the origin`,
    ...(traded === null
      ? ['no tick could trade']
      : [`traded from ${showInstant(start)}${late ? ', the first tick that could' : ''}`]),
    ...(early ? [`data end ${showInstant(end)}`] : []),
    ...(late || early ? [`asked for ${day(result.start)} – ${day(result.end)}`] : []),
    counted(ticks, 'tick'),
    `warm-up ${fixed(warmup_ticks, 0)}`,
    `fee ${percent(fee)}`,
    `slippage ${percent(slippage)}`,
    ...(lot === null ? [] : [`lots of ${digits(lot)}`]),
  ]
  return [
    `${paint('heading', strategy)}${gap}${period}  ${gain(paint, result, metrics.total_return, total)}`,
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
  curve: EquityCurve,
  width: number,
  paint: Paint,
): readonly string[] {
  const { settings, final_equity } = result
  const ends = `equity  ${fixed(settings.cash, 2)} → ${gain(paint, result, final_equity - settings.cash, fixed(final_equity, 2))}`
  if (curve.equity.length < 2) return [ends]
  const low = curve.equity.reduce((least, value) => Math.min(least, value), Infinity)
  const high = curve.equity.reduce((most, value) => Math.max(most, value), -Infinity)
  return [
    ends,
    paint('note', sparkline(curve.equity, Math.min(width, MAX_LINE))),
    paint('muted', `lowest ${fixed(low, 2)}, highest ${fixed(high, 2)}`),
  ]
}

function measures(result: BacktestResult, { filled }: Simulation, width: number): readonly string[] {
  const { metrics, fees } = result
  const left: readonly (readonly [string, string])[] = [
    ['return', percent(metrics.total_return, true)],
    ['a year (CAGR)', percent(metrics.cagr, true)],
    ['volatility', percent(metrics.volatility)],
    ['Sharpe', ratio(metrics.sharpe)],
    ['Sortino', ratio(metrics.sortino)],
    ['Calmar', ratio(metrics.calmar)],
    ['max drawdown', percent(metrics.max_drawdown)],
    ['  for', span(metrics.max_drawdown_ms)],
  ]
  const right: readonly (readonly [string, string])[] = [
    ['closed trades', fixed(metrics.trades, 0)],
    ['orders filled', fixed(filled, 0)],
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
  { trades, pending, unfilled }: BacktestResult,
  width: number,
  paint: Paint,
): readonly string[] {
  const open = trades.filter((trade) => trade.open).length
  const sentences = [
    ...pending.map(
      ({ symbol, weight, decided }) =>
        `⚠ no tick to fill the order of ${day(decided)}: ${symbol} to a weight of ${digits(weight)}`,
    ),
    ...(unfilled === 0 ? [] : [`${counted(unfilled, 'order')} never filled`]),
    ...(open === 0 ? [] : [`${counted(open, 'trade')} still open, marked at the last close`]),
  ]
  return sentences.flatMap((sentence) => {
    const lines = wrapItems('', sentence.split(' '), ' ', width)
    return sentence.startsWith('⚠') ? lines.map((line) => paint('warning', line)) : lines
  })
}

// What changes of clock, recursions by hand and groups mean, straight from their words in the
// language's reference: slow, and with nothing of the product but the phase of a grid.
import { periodic } from '../../dsl/term/clock.ts'
import type { Cell, Series, Ticking } from './evaluate-program.ts'
import type { OverMembers, Resample } from './program-model.ts'

const scalar = (cell: Cell | undefined): number => (typeof cell === 'number' ? cell : Number.NaN)

/** Closed buckets (end − every, end]; one that opened before the first tick did is dropped. */
export function resampled(of: Series, { fromMs, everyMs, agg }: Resample, frontier: number): Series {
  if (of.labels === null) return of
  const { phaseMs } = periodic(everyMs, 0)
  const buckets = new Map<number, Cell[]>()
  of.times.forEach((time, i) => {
    const label = Math.ceil((time - phaseMs) / everyMs)
    const cells = buckets.get(label) ?? []
    buckets.set(label, [...cells, of.cells[i] ?? Number.NaN])
  })
  const opened = (of.times[0] ?? 0) - fromMs
  const whole = [...buckets]
    .map(([label, cells]) => ({ label, cells, end: phaseMs + label * everyMs }))
    .filter(({ end }) => end - everyMs >= opened && end <= frontier)
  return {
    labels: whole.map(({ label }) => label),
    times: whole.map(({ end }) => end),
    cells: whole.map(({ cells }) => (agg === null ? barOf(cells) : aggregate(agg, cells.map(scalar)))),
  }
}

function barOf(cells: readonly Cell[]): Cell {
  const column = (name: string): readonly number[] =>
    cells.map((cell) => (typeof cell === 'object' ? (cell.get(name) ?? Number.NaN) : Number.NaN))
  const fields = [
    ['open', 'first'],
    ['high', 'max'],
    ['low', 'min'],
    ['close', 'last'],
    ['volume', 'sum'],
  ] as const
  return new Map(fields.map(([name, agg]) => [name, aggregate(agg, column(name))]))
}

/** A value of a bucket: na where one of its ticks is na, but for the first and the last. */
function aggregate(agg: string, values: readonly number[]): number {
  switch (agg) {
    case 'first':
      return values[0] ?? Number.NaN
    case 'last':
      return values.at(-1) ?? Number.NaN
    case 'min':
      return Math.min(...values)
    case 'max':
      return Math.max(...values)
    case 'sum':
      return finite(values.reduce((sum, value) => sum + value, 0))
    case 'mean':
      return finite(values.reduce((sum, value) => sum + value, 0) / values.length)
    default:
      return values.filter((value) => !Number.isNaN(value)).length
  }
}

const finite = (value: number): number => (Number.isFinite(value) ? value : Number.NaN)

/** The latest tick at or before each tick of `on`; `none` before the first and where it is too old. */
export function held(of: Series, on: Series, maxAgeMs: number | null, none: Cell): Series {
  if (of.labels === null || on.labels === null) return of
  const cells = on.times.map((time) => {
    const at = of.times.findLastIndex((each) => each <= time)
    const age = time - (of.times[at] ?? -Infinity)
    return at < 0 || (maxAgeMs !== null && age > maxAgeMs) ? none : (of.cells[at] ?? none)
  })
  return { labels: on.labels, times: on.times, cells }
}

/** The value one tick ago; `init` at the first tick. */
export function previous(of: Series, init: Series): Series {
  if (of.labels === null) return init
  const first = init.labels === null ? init.cell : (init.cells[0] ?? Number.NaN)
  return { ...of, cells: of.cells.map((_, i) => (i === 0 ? first : (of.cells[i - 1] ?? first))) }
}

/**
 * The series that are what `bodies` makes of them: from nothing known, each round settles at least one
 * more tick of one member.
 */
export function settle(
  members: readonly { readonly id: string; readonly none: Cell }[],
  bodies: (series: readonly Series[]) => readonly Series[],
): readonly Series[] {
  const still = members.map(({ none }): Series => ({ labels: null, cell: none }))
  const [first, ...rest] = bodies(still).filter((body): body is Ticking => body.labels !== null)
  if (first === undefined) return still
  const kept = first.labels.filter((label) => rest.every(({ labels }) => labels.includes(label)))
  const only = (body: Series, none: Cell): Ticking => ({
    labels: kept,
    times: kept.map((label) => first.times[first.labels.indexOf(label)] ?? Number.NaN),
    cells: kept.map((label) =>
      body.labels === null ? body.cell : (body.cells[body.labels.indexOf(label)] ?? none),
    ),
  })
  let series = members.map(({ none }) => only({ labels: null, cell: none }, none))
  for (let round = 0; round <= kept.length * members.length; round += 1) {
    const next = bodies(series).map((body, i) => only(body, members[i]?.none ?? Number.NaN))
    const same = next.every((body, i) =>
      body.cells.every((cell, tick) => Object.is(cell, series[i]?.cells[tick])),
    )
    series = next
    if (same) break
  }
  return series
}

/** What the members that tick and have a value come to, in the order of their streams. */
export function overMembers(
  members: readonly { readonly stream: string; readonly value: Series }[],
  { take, bodyType }: OverMembers,
): Series {
  const ticking = members.flatMap(({ stream, value }) => (value.labels === null ? [] : [{ stream, value }]))
  const times = new Map(
    ticking.flatMap(({ value }) => value.labels.map((label, i) => [label, value.times[i] ?? Number.NaN])),
  )
  const labels = [...times.keys()].toSorted((a, b) => a - b)
  const cells = labels.map((label) => {
    const given = ticking.flatMap(({ stream, value }) => {
      const at = value.labels.indexOf(label)
      return at < 0 ? [] : [{ stream, cell: scalar(value.cells[at]) }]
    })
    if ('stream' in take)
      return (
        given.find(({ stream }) => stream === take.stream)?.cell ?? (bodyType === 'bool' ? 0 : Number.NaN)
      )
    return ofMembers(
      take.agg,
      given.map(({ cell }) => cell).filter((value) => !Number.isNaN(value)),
    )
  })
  return { labels, times: labels.map((label) => times.get(label) ?? Number.NaN), cells }
}

function ofMembers(agg: string, values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0)
  switch (agg) {
    case 'count':
      return values.length
    case 'any':
      return values.some((value) => value === 1) ? 1 : 0
    case 'all':
      return values.every((value) => value === 1) ? 1 : 0
    default:
      if (values.length === 0) return Number.NaN
  }
  const sorted = values.toSorted((a, b) => a - b)
  const middle = values.length >> 1
  switch (agg) {
    case 'sum':
      return finite(sum)
    case 'min':
      return Math.min(...values)
    case 'max':
      return Math.max(...values)
    case 'median':
      return values.length % 2 === 1
        ? (sorted[middle] ?? Number.NaN)
        : finite(((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2)
    // The mean of numbers, or the share of what is true.
    default:
      return finite(sum / values.length)
  }
}

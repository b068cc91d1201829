// What `hold(max: k)` and `interpolate(max: k)` make of gaps, column by column. Neither looks at a later tick than the one
// that it fills: a held value is there already, an interpolated stream is late by k ticks.
import type { Ticks } from '../../compiler/runtime/ticks.ts'

const mapColumns = (
  columns: Ticks['columns'],
  change: (values: Float64Array) => Float64Array,
): Ticks['columns'] =>
  Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, change(values)]))

/** The first `max` ticks of a gap repeat the value before it; how long the gap will be is not known there. */
export function holdGaps(ticks: Ticks, max: number): Ticks {
  return { ...ticks, columns: mapColumns(ticks.columns, (values) => held(values, max)) }
}

function held(values: Float64Array, max: number): Float64Array {
  let last = NaN
  let gap = 0
  return values.map((value) => {
    gap = Number.isNaN(value) ? gap + 1 : 0
    if (gap === 0) last = value
    return gap <= max ? last : NaN
  })
}

/**
 * The tick at a label carries the value of the label `max` before it; the first `max` labels have no tick. A gap of at
 * most `max` ticks lies on the straight line between its neighbours; a longer one stays na, as do the ends.
 *
 * @param ticks one tick for each label from the first to the last
 */
export function interpolateGaps(ticks: Ticks, max: number): Ticks {
  const count = Math.max(0, ticks.labels.length - max)
  return {
    times: ticks.times.slice(max),
    labels: ticks.labels.slice(max),
    columns: mapColumns(ticks.columns, (values) => interpolated(values, max).slice(0, count)),
  }
}

function interpolated(values: Float64Array, max: number): Float64Array {
  const filled = values.slice()
  let before = -1
  for (let at = 0; at < values.length; at += 1) {
    if (Number.isNaN(values[at])) continue
    const gap = at - before - 1
    const from = values[before] ?? NaN
    const slope = (values[at] ?? NaN) - from
    if (before !== -1 && gap <= max)
      for (let step = 1; step <= gap; step += 1) filled[before + step] = from + slope * (step / (gap + 1))
    before = at
  }
  return filled
}

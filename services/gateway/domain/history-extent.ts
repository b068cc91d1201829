// What a history comes to: from which row it counts, how much it is, and whether it goes on where an
// earlier reading of it ended.
import type { Clock } from '../../../compiler/dag/document.ts'
import { gridOf } from '../../market/clock-grid.ts'
import type { Extent, Join } from '../../../compiler/plan/observed.ts'
import type { Ticks } from '../../../compiler/runtime/ticks.ts'
import { fingerprintColumns } from '../../market/fingerprint.ts'

/** The ticks whose buckets opened at the origin or after it. */
export function sinceOrigin(ticks: Ticks, clock: Clock, originMs: number | null): Ticks {
  if (originMs === null) return ticks
  const grid = gridOf(clock)
  const found = ticks.times.findIndex(
    (time, row) => grid.openingOf(ticks.labels[row] ?? Number.NaN, time) >= originMs,
  )
  return found === 0 ? ticks : sliceTicks(ticks, found < 0 ? ticks.times.length : found, ticks.times.length)
}

/** Views of the ticks from one position up to another; nothing is copied. */
export function sliceTicks(ticks: Ticks, from: number, to: number): Ticks {
  return {
    times: ticks.times.subarray(from, to),
    labels: ticks.labels.subarray(from, to),
    columns: Object.fromEntries(
      Object.entries(ticks.columns).map(([name, values]) => [name, values.subarray(from, to)]),
    ),
  }
}

/** How much there is; null for no rows. */
export function extentOfRows(rows: Ticks, clock: Clock): Extent | null {
  const [first, last] = [rows.times[0], rows.times.at(-1)]
  if (first === undefined || last === undefined) return null
  const fields = Object.entries(rows.columns).map(
    ([name, values]) => [name, fingerprintColumns(rows.times, { [name]: values })] as const,
  )
  return {
    ticks: rows.times.length,
    first_ms: gridOf(clock).openingOf(rows.labels[0] ?? Number.NaN, first),
    last_ms: last,
    fields: Object.fromEntries(fields),
  }
}

/**
 * Do the rows begin with what was taken in before? Each column that is read now is held against what was
 * known of it, as far as it had been read; one that was never read has nothing to hold against.
 */
export function continues(rows: Ticks, before: Extent | null): boolean {
  if (before === null) return true
  if (before.ticks > rows.times.length) return false
  const known = [
    ...Object.entries(before.fields).map(([name, hash]) => ({ name, hash, ticks: before.ticks })),
    ...Object.entries(before.unread ?? {}).map(([name, column]) => ({ name, ...column })),
  ]
  return known.every(({ name, hash, ticks }) => {
    const head = sliceTicks(rows, 0, ticks)
    const values = head.columns[name]
    return values === undefined || fingerprintColumns(head.times, { [name]: values }) === hash
  })
}

/** The ticks that inputs have in common, found by label. */
export function joinOf(inputs: readonly string[], ticks: ReadonlyMap<string, Ticks>): Join | null {
  const found = inputs.map((id) => ticks.get(id))
  const lists = found.flatMap((one) => (one === undefined || one.labels.length === 0 ? [] : [one]))
  if (lists.length < inputs.length || lists.length === 0) return null
  const [first, ...others] = lists.map((one) => one.labels)
  const common = others.reduce<Float64Array>(intersect, first ?? new Float64Array(0))
  const through_ms = Math.min(...lists.map((one) => one.times.at(-1) ?? -Infinity))
  return { inputs, ticks: common.length, through_ms }
}

function intersect(a: Float64Array, b: Float64Array): Float64Array {
  let at = 0
  return a.filter((label) => {
    while (at < b.length && (b[at] ?? Infinity) < label) at += 1
    return b[at] === label
  })
}

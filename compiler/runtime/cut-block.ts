// Cuts what is fed into a run into pieces of bounded length, so that columns stay small and near.
import { BLOCK } from './machine.ts'
import type { Ticks } from './ticks.ts'

/** A supplied node's ticks of one piece: those from `from` up to, not including, `to`. */
export interface Slice {
  readonly ticks: Ticks
  readonly from: number
  readonly to: number
}

/**
 * Pieces in time order, each with one slice of every stream and at most `BLOCK` ticks of each.
 *
 * Streams are cut at one instant, so ticks that belong together stay together.
 */
export function* cutBlock(streams: readonly Ticks[]): Generator<readonly Slice[]> {
  let starts = streams.map(() => 0)
  const ends = streams.map((ticks) => ticks.labels.length)
  while (starts.some((start, i) => start < (ends[i] ?? 0))) {
    const until = Math.min(...streams.map(({ times }, i) => times[(starts[i] ?? 0) + BLOCK - 1] ?? Infinity))
    const slices = streams.map((ticks, i) => {
      const from = starts[i] ?? 0
      const most = Math.min(from + BLOCK, ends[i] ?? 0)
      return { ticks, from, to: until === Infinity ? most : firstAfter(ticks.times, until, from, most) }
    })
    yield slices
    starts = slices.map(({ to }) => to)
  }
}

/** Index in [low, high] of the first time after `time`. */
function firstAfter(times: Float64Array, time: number, low: number, high: number): number {
  let from = low
  let to = high
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((times[middle] ?? Infinity) <= time) from = middle + 1
    else to = middle
  }
  return from
}

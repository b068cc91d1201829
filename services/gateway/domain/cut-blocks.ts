// Cuts the ticks of several nodes into blocks that end at the same instants, as runs want to be fed.
import type { Ticks } from '../../../compiler/runtime/ticks.ts'
import { sliceTicks } from './history-extent.ts'

export interface CutBlock {
  readonly block: ReadonlyMap<string, Ticks>
  /** How much of the whole has been given out with this block, up to 1. */
  readonly share: number
}

/** Blocks of at most `most` ticks of the longest node; together they are everything. */
export function* cutBlocks(supplied: ReadonlyMap<string, Ticks>, most: number): Generator<CutBlock> {
  const longest = [...supplied.values()].reduce<Ticks | null>(
    (best, ticks) => (best === null || ticks.times.length > best.times.length ? ticks : best),
    null,
  )
  const count = longest?.times.length ?? 0
  const positions = new Map([...supplied.keys()].map((id) => [id, 0]))
  for (let end = Math.min(most, count); ; end = Math.min(end + most, count)) {
    const last = end >= count
    const instant = last ? Infinity : (longest?.times[end - 1] ?? Infinity)
    const block = new Map<string, Ticks>()
    for (const [id, ticks] of supplied) {
      const from = positions.get(id) ?? 0
      const to = positionAfter(ticks.times, from, instant)
      block.set(id, sliceTicks(ticks, from, to))
      positions.set(id, to)
    }
    yield { block, share: count === 0 ? 1 : end / count }
    if (last) return
  }
}

/** The first position from `from` on whose time is after the instant. */
function positionAfter(times: Float64Array, from: number, instant: number): number {
  let [low, high] = [from, times.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle] ?? Infinity) <= instant) low = middle + 1
    else high = middle
  }
  return low
}

// Cuts what is fed into a run into pieces of bounded length, so that columns stay small and near.
import { InternalError } from '../internal-error.ts'
import { BLOCK } from './machine.ts'
import type { Ticks } from './ticks.ts'

/** A supplied node's ticks of one piece: those from `from` up to, not including, `to`. */
export interface Slice {
  readonly ticks: Ticks
  readonly from: number
  readonly to: number
}

/** A slice that moves on along its stream. */
interface Cursor {
  readonly ticks: Ticks
  from: number
  to: number
}

/**
 * Pieces in time order, each with one slice of every stream and at most `BLOCK` ticks of each.
 *
 * Streams are cut at one instant, so ticks that belong together stay together.
 */
export class BlockCutter {
  readonly #cursors: readonly Cursor[]

  constructor(streams: readonly Ticks[]) {
    this.#cursors = streams.map((ticks) => ({ ticks, from: 0, to: 0 }))
  }

  /** The slices that `next` moves, in the order of the streams. */
  get slices(): readonly Slice[] {
    return this.#cursors
  }

  /** Moves the slices to the next piece; false when nothing is left. */
  next(): boolean {
    let until = Infinity
    for (const cursor of this.#cursors) {
      cursor.from = cursor.to
      const { times } = cursor.ticks
      const last = cursor.from + BLOCK - 1
      if (last < times.length) until = Math.min(until, times[last] ?? Infinity)
    }
    let hasTicks = false
    for (const cursor of this.#cursors) {
      const most = Math.min(cursor.from + BLOCK, cursor.ticks.times.length)
      cursor.to = endOf(cursor, most, until)
      hasTicks ||= cursor.to > cursor.from
    }
    if (!hasTicks && this.#cursors.some(({ to, ticks }) => to < ticks.times.length))
      throw new InternalError('times do not rise from tick to tick')
    return hasTicks
  }
}

/** The end of the ticks up to and including the instant `until`, at most `most`. */
function endOf({ ticks: { times }, from }: Cursor, most: number, until: number): number {
  if (most === from || (times[most - 1] ?? Infinity) <= until) return most
  let low = from
  let high = most
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle] ?? Infinity) <= until) low = middle + 1
    else high = middle
  }
  return low
}

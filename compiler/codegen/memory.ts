// The one array behind a machine: every column and every double of state has its place in it.
import { BLOCK } from '../runtime/machine.ts'

/** Columns that begin at equal distances of a page compete for the same cache lines. */
const stagger = 40

/** Reserves places; the array is made once all are known. */
export interface Planner {
  readonly reserve: (length: number) => number
  readonly length: number
}

export function createPlanner(): Planner {
  let length = 0
  return {
    get length() {
      return length
    },
    reserve(count) {
      const at = length
      length += count
      return at
    },
  }
}

/** The values of one step in a block, after those of some ticks before it. */
export interface MovingColumn {
  /** Position of the current block's first value. */
  readonly offset: () => number
  /** Makes room for a block of at most `BLOCK` ticks. */
  readonly begin: (memory: Float64Array) => void
  /** Counts the block's ticks among those before the next one. */
  readonly end: (ticks: number) => void
  /** Position from which the values of the ticks before the next block stand, oldest first. */
  readonly past: () => number
}

/**
 * A column that keeps `past` ticks before the block.
 *
 * Blocks follow each other in memory; only when the room is used up are the last ticks moved to its
 * beginning, so that a tick costs the same however long its past and however short the blocks.
 */
export function planColumn(planner: Planner, past: number): MovingColumn {
  const room = past === 0 ? BLOCK : past + Math.max(BLOCK, past)
  const start = planner.reserve(room + stagger)
  const most = start + room
  let current = start + past
  let next = start + past
  return {
    offset: () => current,
    past: () => next - past,
    begin(memory) {
      if (past === 0) next = start
      else if (next + BLOCK > most && next > start + past) {
        memory.copyWithin(start, next - past, next)
        next = start + past
      }
      current = next
    },
    end: (ticks) => {
      next = current + ticks
    },
  }
}

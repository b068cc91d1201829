// The one array behind a machine: every column and every double of state has its place in it.
import { BLOCK } from '../runtime/machine.ts'

/** Columns that begin at equal distances of a page compete for the same cache lines. */
const stagger = 40

/** Reserves places; the array is made once all are known. */
export class Planner {
  length = 0

  reserve(count: number): number {
    const at = this.length
    this.length += count
    return at
  }
}

/**
 * A column in memory: the values of one block, after those of the last `past` ticks before it.
 *
 * Blocks follow each other in memory; only when the room is used up are the last ticks moved to its
 * beginning, so that a tick costs the same however long its past and however short the blocks. A
 * class, since V8 learns about its methods once and not anew in every run.
 */
export class MovingColumn {
  readonly past: number
  /** Position of the current block's first value. */
  offset: number
  readonly #start: number
  readonly #end: number
  #next: number

  constructor(planner: Planner, past: number) {
    const room = past === 0 ? BLOCK : past + Math.max(BLOCK, past)
    this.past = past
    this.#start = planner.reserve(room + stagger)
    this.#end = this.#start + room
    this.#next = this.#start + past
    this.offset = this.#next
  }

  /** Position from which the values of the ticks before the next block stand, oldest first. */
  get pastAt(): number {
    return this.#next - this.past
  }

  /** Makes room for a block of `ticks` ticks. */
  begin(memory: Float64Array, ticks: number): void {
    const { past } = this
    if (past === 0) this.#next = this.#start
    else if (this.#next + ticks > this.#end) {
      memory.copyWithin(this.#start, this.#next - past, this.#next)
      this.#next = this.#start + past
    }
    this.offset = this.#next
  }

  /** Counts the block's ticks among those before the next one. */
  end(ticks: number): void {
    this.#next = this.offset + ticks
  }
}

// Collects the ticks of domains and the columns of wanted nodes over the pieces of a block.
import { copyRange } from './copy-range.ts'
import type { DomainTicks } from './join.ts'
import type { Machine } from './machine.ts'
import type { Ref, Wanted } from './program.ts'
import type { Ticks } from './ticks.ts'

export interface NodeTicks {
  readonly ticks: Ticks
  /** Index of the first tick that is ready, and with it all that follow; the number of ticks if none is. */
  readonly ready: number
}

/** Room that is made anew for each block, or grows and is used again. */
class Room {
  #values = new Float64Array(0)
  readonly #reuse: boolean

  constructor(reuse: boolean) {
    this.#reuse = reuse
  }

  get values(): Float64Array {
    return this.#values
  }

  /** Sees to at least `length` doubles; what they hold is anything. */
  open(length: number): void {
    if (!this.#reuse || this.#values.length < length) this.#values = new Float64Array(length)
  }

  /** The first `count` doubles, without the rest where they are given away. */
  close(count: number): Float64Array {
    if (this.#values.length !== count && !this.#reuse) this.#values = this.#values.slice(0, count)
    return this.#values.length === count ? this.#values : this.#values.subarray(0, count)
  }
}

/** Labels and times of one domain. */
export class DomainOutput {
  readonly #labels: Room
  readonly #times: Room
  /** Ticks of the block so far, and how many there can be. */
  count = 0
  most = 0
  #whole: Ticks | null = null

  constructor(reuse: boolean) {
    this.#labels = new Room(reuse)
    this.#times = new Room(reuse)
  }

  /** Begins a block of at most `most` ticks; all ticks of a single stream need no copy. */
  open(most: number, whole: Ticks | null): void {
    this.count = 0
    this.most = most
    this.#whole = whole
    if (whole) return
    this.#labels.open(most)
    this.#times.open(most)
  }

  append({ labels, times, from, to }: DomainTicks): void {
    if (!this.#whole) {
      copyRange(labels, from, to, this.#labels.values, this.count)
      copyRange(times, from, to, this.#times.values, this.count)
    }
    this.count += to - from
  }

  get labels(): Float64Array {
    return this.#whole ? this.#whole.labels : this.#labels.close(this.count)
  }

  get times(): Float64Array {
    return this.#whole ? this.#whole.times : this.#times.close(this.count)
  }
}

interface OutputColumn {
  readonly name: string
  readonly ref: Ref
  readonly room: Room
}

/** The columns of one wanted node. */
export class NodeOutput {
  readonly wanted: Wanted
  readonly #columns: readonly OutputColumn[]
  #count = 0

  constructor(wanted: Wanted, reuse: boolean) {
    this.wanted = wanted
    this.#columns = wanted.columns.map(({ name, ref }) => ({ name, ref, room: new Room(reuse) }))
  }

  open(most: number): void {
    this.#count = 0
    for (const { room } of this.#columns) room.open(most)
  }

  append(machine: Machine, ticks: number): void {
    for (const { ref, room } of this.#columns) {
      const { values } = room
      if (ref.kind === 'constant') values.fill(ref.value, this.#count, this.#count + ticks)
      else {
        const offset = machine.offset(ref.step)
        copyRange(machine.column(ref.step), offset, offset + ticks, values, this.#count)
      }
    }
    this.#count += ticks
  }

  close(): Readonly<Record<string, Float64Array>> {
    return Object.fromEntries(this.#columns.map(({ name, room }) => [name, room.close(this.#count)]))
  }
}

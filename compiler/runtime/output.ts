// Collects a wanted node's ticks over the pieces of a block.
import type { DomainTicks } from './join.ts'
import type { Machine } from './machine.ts'
import type { Wanted } from './program.ts'
import type { Ticks } from './ticks.ts'

export interface NodeTicks {
  readonly ticks: Ticks
  /** Index of the first tick that is ready, and with it all that follow; the number of ticks if none is. */
  readonly ready: number
}

export interface Output {
  append(ticks: DomainTicks, machine: Machine): void
  finish(since: number, seen: number): NodeTicks
}

/** `most` bounds the number of ticks that will be appended. */
export function createOutput(wanted: Wanted, most: number): Output {
  const times = new Float64Array(most)
  const labels = new Float64Array(most)
  const columns = wanted.columns.map(({ name, ref }) => ({ name, ref, values: new Float64Array(most) }))
  let count = 0
  return {
    append(ticks, machine) {
      times.set(ticks.times, count)
      labels.set(ticks.labels, count)
      for (const { ref, values } of columns) {
        if (ref.kind === 'constant') values.fill(ref.value, count, count + ticks.count)
        else {
          const offset = machine.offset(ref.step)
          values.set(machine.column(ref.step).subarray(offset, offset + ticks.count), count)
        }
      }
      count += ticks.count
    },
    finish(since, seen) {
      const cut = (values: Float64Array): Float64Array => (count === most ? values : values.slice(0, count))
      return {
        ticks: {
          times: cut(times),
          labels: cut(labels),
          columns: Object.fromEntries(columns.map(({ name, values }) => [name, cut(values)])),
        },
        ready: Math.min(Math.max(since - seen, 0), count),
      }
    },
  }
}

// Inner joins by label: which ticks several streams have in common.
import type { Slice } from './cut-block.ts'
import { BLOCK } from './machine.ts'

/** The ticks of a domain in one piece. */
export interface DomainTicks {
  readonly count: number
  readonly labels: Float64Array
  readonly times: Float64Array
}

/** Room for the labels and times of one domain's ticks. */
export interface JoinBuffer {
  readonly labels: Float64Array
  readonly times: Float64Array
}

export function createJoinBuffer(): JoinBuffer {
  return { labels: new Float64Array(BLOCK), times: new Float64Array(BLOCK) }
}

/** The labels that all slices have; a single slice is given as it is, without a copy. */
export function joinSlices(slices: readonly Slice[], buffer: JoinBuffer): DomainTicks {
  const [first, ...others] = slices
  if (!first) return { count: 0, labels: buffer.labels.subarray(0, 0), times: buffer.times.subarray(0, 0) }
  const labels = first.ticks.labels.subarray(first.from, first.to)
  const times = first.ticks.times.subarray(first.from, first.to)
  if (others.length === 0) return { count: labels.length, labels, times }
  return others.reduce<DomainTicks>(
    (joined, { ticks, from, to }) => intersect(joined, ticks.labels.subarray(from, to), buffer),
    {
      count: labels.length,
      labels,
      times,
    },
  )
}

/** Writes into the buffer from its start; the ticks read may stand in the buffer themselves. */
function intersect(ticks: DomainTicks, labels: Float64Array, buffer: JoinBuffer): DomainTicks {
  let count = 0
  let other = 0
  for (let i = 0; i < ticks.count; i += 1) {
    const label = ticks.labels[i] ?? Number.NaN
    while (other < labels.length && (labels[other] ?? Number.NaN) < label) other += 1
    if (labels[other] !== label) continue
    buffer.times[count] = ticks.times[i] ?? Number.NaN
    buffer.labels[count] = label
    count += 1
  }
  return { count, labels: buffer.labels.subarray(0, count), times: buffer.times.subarray(0, count) }
}

/** Writes for each tick of `to` its position among the ticks of `from`, which has them all. */
export function locate(from: DomainTicks, to: DomainTicks, positions: Int32Array): void {
  let position = 0
  for (let i = 0; i < to.count; i += 1) {
    const label = to.labels[i] ?? Number.NaN
    while ((from.labels[position] ?? Infinity) < label) position += 1
    positions[i] = position
  }
}

// Inner joins by label: which ticks several streams have in common.
import { InternalError } from '../internal-error.ts'
import type { Slice } from './cut-block.ts'
import { BLOCK } from './machine.ts'

/** The ticks of a domain in one piece: those of the arrays from `from` up to, not including, `to`. */
export interface DomainTicks {
  readonly labels: Float64Array
  readonly times: Float64Array
  readonly from: number
  readonly to: number
}

/** Room for the labels and times of one domain's ticks. */
export interface JoinBuffer {
  readonly labels: Float64Array
  readonly times: Float64Array
}

export function createJoinBuffer(): JoinBuffer {
  return { labels: new Float64Array(BLOCK), times: new Float64Array(BLOCK) }
}

/**
 * The ticks that the numbered slices, and `base` if there is one, have in common; those of a single
 * slice are given without a copy.
 */
export function joinSlices(
  base: DomainTicks | null,
  numbers: readonly number[],
  slices: readonly Slice[],
  buffer: JoinBuffer,
): DomainTicks {
  let joined = base
  for (const number of numbers) {
    const slice = slices[number]
    if (!slice) throw new InternalError(`no slice of stream ${number}`)
    const { ticks, from, to } = slice
    joined = joined
      ? intersect(joined, slice, buffer)
      : { labels: ticks.labels, times: ticks.times, from, to }
  }
  return joined ?? { ...buffer, from: 0, to: 0 }
}

/** Writes into the buffer from its start; the ticks read may stand in the buffer themselves. */
function intersect(ticks: DomainTicks, slice: Slice, buffer: JoinBuffer): DomainTicks {
  const { labels } = slice.ticks
  if (areSame(ticks, { ...slice, labels })) return ticks
  let count = 0
  let other = slice.from
  for (let i = ticks.from; i < ticks.to; i += 1) {
    const label = ticks.labels[i] ?? Number.NaN
    while (other < slice.to && (labels[other] ?? Number.NaN) < label) other += 1
    if (other === slice.to) break
    if (labels[other] !== label) continue
    buffer.times[count] = ticks.times[i] ?? Number.NaN
    buffer.labels[count] = label
    count += 1
  }
  return { ...buffer, from: 0, to: count }
}

type Labels = Pick<DomainTicks, 'labels' | 'from' | 'to'>

/** Whether both are the same stretch of labels without a gap, seen from its ends. */
function areSame(a: Labels, b: Labels): boolean {
  const count = a.to - a.from
  if (count === 0 || count !== b.to - b.from) return false
  const first = a.labels[a.from] ?? Number.NaN
  const last = a.labels[a.to - 1] ?? Number.NaN
  return last - first === count - 1 && b.labels[b.from] === first && b.labels[b.to - 1] === last
}

/** Writes for each tick of `among` its position among the ticks of `all`, which has them all. */
export function locate(all: DomainTicks, among: DomainTicks, positions: Int32Array): void {
  let position = all.from
  for (let i = among.from; i < among.to; i += 1) {
    const label = among.labels[i] ?? Number.NaN
    while ((all.labels[position] ?? Infinity) < label) position += 1
    positions[i - among.from] = position - all.from
  }
}

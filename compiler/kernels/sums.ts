// Sums over windows: the oldest block's part is added from its newest tick back, every other part
// from its oldest tick on, and the parts are joined in time order. One block alone is added in time
// order. An na inside the window makes the result na until it has left.
import { finiteOrNa } from './finite.ts'
import { hasNa, type Part, partsOf } from './label-blocks.ts'
import type { LabelBlocks, Parameters, Past, Window } from './operation.ts'

function backwards(past: Past, part: Part): number {
  let sum = past.value(part.newest)
  for (let ago = part.newest + 1; ago <= part.oldest; ago += 1) sum += past.value(ago)
  return sum
}

function forwards(past: Past, part: Part): number {
  let sum = past.value(part.oldest)
  for (let ago = part.oldest - 1; ago >= part.newest; ago -= 1) sum += past.value(ago)
  return sum
}

/** The sum of the last `length` ticks; na while ticks are missing, or where one of them is na. */
function windowSum(past: Past, length: number): number {
  if (hasNa(past, length)) return Number.NaN
  const parts = partsOf(past, length)
  const first = parts?.[0]
  if (!parts || !first) return Number.NaN
  if (parts.length === 1) return finiteOrNa(forwards(past, first))
  return finiteOrNa(parts.slice(1).reduce((sum, part) => sum + forwards(past, part), backwards(past, first)))
}

/** The sum divided by the number of ticks. */
export function windowMean(past: Past, length: number): number {
  return windowSum(past, length) / length
}

const kernel = (result: (sum: string, length: string) => string): LabelBlocks => ({
  scheme: 'label-blocks',
  // Not 0: the sum of −0 alone is −0.
  empty: ['-0'],
  add: ({ sums: [sum] }, value) => `${sum} += ${value}`,
  join: ({ sums: [sum] }, { sums: [part] }) => `${sum} += ${part}`,
  result: ({ sums: [sum = ''] }, ticks, _, out) => `${out} = ${result(sum, ticks)}`,
  divisor: () => 1,
})

const length = (parameters: Parameters): number => parameters[0] ?? 1
const past = (parameters: Parameters): number => length(parameters) - 1

export const sums: readonly Window[] = [
  {
    family: 'window',
    name: 'sum@1',
    parameters: 1,
    past,
    labelled: true,
    value: (ticks, parameters) => windowSum(ticks, length(parameters)),
    kernel: kernel((sum) => `${sum} + 0 * ${sum}`),
  },
  {
    family: 'window',
    name: 'sma@1',
    parameters: 1,
    past,
    labelled: true,
    value: (ticks, parameters) => windowMean(ticks, length(parameters)),
    kernel: kernel((sum, ticks) => `(${sum} + 0 * ${sum}) / ${ticks}`),
  },
]

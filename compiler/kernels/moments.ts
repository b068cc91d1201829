// Second moments over windows, cut like sums. Each part is measured from a tick of its own (the
// oldest part from its last tick, every other from its first) and moved to the oldest part's anchor
// when the parts are joined: so equal values have a deviation of exactly 0, and large values with a
// small spread keep their digits.
import { finiteOrNa } from './finite.ts'
import { hasNa, type Part, partsOf } from './label-blocks.ts'
import type { Past, Window } from './operation.ts'

/** Σ(x − anchor) and Σ(x − anchor)² of a part. */
interface Moments {
  readonly anchor: number
  readonly first: number
  readonly second: number
}

function measure(past: Past, from: number, to: number): Moments {
  const anchor = past.value(from)
  const towards = from < to ? 1 : -1
  let first = 0
  let second = 0
  for (let ago = from; ago !== to + towards; ago += towards) {
    const distance = past.value(ago) - anchor
    first += distance
    second += distance * distance
  }
  return { anchor, first, second }
}

const forwards = (past: Past, part: Part): Moments => measure(past, part.oldest, part.newest)
const backwards = (past: Past, part: Part): Moments => measure(past, part.newest, part.oldest)

function join(sum: Moments, part: Moments, ticks: number): Moments {
  const shift = part.anchor - sum.anchor
  return {
    anchor: sum.anchor,
    first: sum.first + (part.first + ticks * shift),
    second: sum.second + (part.second + shift * (2 * part.first + ticks * shift)),
  }
}

/** The variance of the last `length` ticks with `length − ddof` degrees of freedom, not yet made finite. */
function windowVariance(past: Past, length: number, ddof: number): number {
  if (length <= ddof || hasNa(past, length)) return Number.NaN
  const parts = partsOf(past, length)
  const oldest = parts?.[0]
  if (!parts || !oldest) return Number.NaN
  const start = parts.length === 1 ? forwards(past, oldest) : backwards(past, oldest)
  const all = parts
    .slice(1)
    .reduce((sum, part) => join(sum, forwards(past, part), part.oldest - part.newest + 1), start)
  // Divided before it is multiplied: the square of a sum may overflow where the result does not.
  const squares = all.second - all.first * (all.first / length)
  return (squares < 0 ? 0 : squares) / (length - ddof)
}

/** A function of the variance: its definition, and the same as an expression over a name. */
interface Reading {
  readonly name: string
  readonly of: (variance: number) => number
  readonly text: (variance: string) => string
}

const moment = ({ name, of, text }: Reading): Window => ({
  family: 'window',
  name,
  parameters: 2,
  past: ([length = 1]) => length - 1,
  labelled: true,
  value: (past, [length = 1, ddof = 0]) => finiteOrNa(of(windowVariance(past, length, ddof))),
  kernel: {
    scheme: 'label-blocks',
    empty: ['0', '0'],
    add: ({ sums: [first, second], anchor }, value) =>
      `const distance = ${value} - ${anchor}; ${first} += distance; ${second} += distance * distance`,
    join: ({ sums: [first, second], anchor }, part, ticks) =>
      `const shift = ${part.anchor} - ${anchor}; ${first} += ${part.sums[0]} + ${ticks} * shift; ` +
      `${second} += ${part.sums[1]} + shift * (2 * ${part.sums[0]} + ${ticks} * shift)`,
    result: ({ sums: [first, second] }, length, divisor, out) =>
      `const squares = ${second} - ${first} * (${first} / ${length}); ` +
      `const variance = (squares < 0 ? 0 : squares) / ${divisor}; ` +
      `const moment = ${text('variance')}; ${out} = moment + 0 * moment`,
    divisor: ([length = 1, ddof = 0]) => (length > ddof ? length - ddof : Number.NaN),
  },
})

export const moments: readonly Window[] = [
  moment({ name: 'variance@1', of: (variance) => variance, text: (variance) => variance }),
  moment({ name: 'stdev@1', of: Math.sqrt, text: (variance) => `Math.sqrt(${variance})` }),
]

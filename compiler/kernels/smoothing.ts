// Exponential averages, in one written form: e + α(x − e). They start either with the first value or
// with the first mean of n values in a row, and keep their state over a tick without a value.
import type { Operation, Options, Parameters, Past, Recursion } from './operation.ts'
import { windowMean } from './sums.ts'

type Seed = 'sma' | 'first'

/** α of a length. */
type Weight = (length: number) => number

function smoothing(name: string, seed: Seed, weight: Weight): Recursion {
  const length = (parameters: Parameters): number => parameters[0] ?? 1
  const before = (parameters: Parameters): number => (seed === 'sma' ? length(parameters) - 1 : 0)
  return {
    family: 'recursion',
    name: `${name} ${seed}`,
    parameters: 1,
    past: before,
    labelled: seed === 'sma',
    slots: 1,
    warmup: before,
    step(past: Past, parameters: Parameters, state: Float64Array, at: number): number {
      const x = past.value(0)
      const e = state[at] ?? Number.NaN
      const next = Number.isNaN(e)
        ? seed === 'sma'
          ? windowMean(past, length(parameters))
          : x
        : e + weight(length(parameters)) * (x - e)
      if (!Number.isFinite(next)) return Number.NaN
      state[at] = next
      return next
    },
    kernel: {
      constants: (parameters) => [weight(length(parameters)), length(parameters)],
      steady: ({ x, slots: [e], constants: [alpha] }) => `${e} + ${alpha} * (${x} - ${e})`,
      first: ({ x, inRow, constants, mean }) =>
        seed === 'first' ? x : `${inRow} >= ${constants[1]} ? ${mean(constants[1] ?? '')} : NaN`,
    },
  }
}

function seeded(name: string, weight: Weight): (options: Options) => Operation | null {
  const variants = { sma: smoothing(name, 'sma', weight), first: smoothing(name, 'first', weight) }
  return ({ seed, ...others }) => {
    if (Object.keys(others).length > 0) return null
    if (seed === 'sma') return variants.sma
    return seed === 'first' ? variants.first : null
  }
}

/** By the name in a row; each takes the option `seed`. */
export const smoothings: ReadonlyMap<string, (options: Options) => Operation | null> = new Map([
  ['ema@1', seeded('ema@1', (length) => 2 / (length + 1))],
  ['rma@1', seeded('rma@1', (length) => 1 / length)],
])

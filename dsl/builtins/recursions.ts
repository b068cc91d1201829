// Functions whose memory reaches back to the first tick. A tick with an na operand gives na and
// leaves the state as it was.
import { length, series } from './declare.ts'
import type { Parameter, Primitive } from './declare.ts'

const SEED: Parameter = { name: 'seed', kind: 'option', among: ['sma', 'first'], default: 'sma' }

const shared = {
  params: [series('x'), length(), SEED],
  returns: 'float',
  memory: { kind: 'origin' },
  mayBeNa: true,
  cut: true,
  revision: 1,
  na: 'keeps its state and gives na; the seed needs n values in a row',
} as const

export const recursions: readonly Primitive[] = [
  {
    ...shared,
    name: 'ema',
    summary:
      'Exponential moving average: e + 2/(n + 1)·(x − e), started by the mean of the first n values (`seed: "first"`: by the first value).',
    examples: [
      { source: 'ema(x, 3)', given: { x: [1, 2, 3, 4] }, expect: [null, null, 2, 3] },
      { source: 'ema(x, 3, seed: "first")', given: { x: [1, 2, 3, 4] }, expect: [1, 1.5, 2.25, 3.125] },
    ],
  },
  {
    ...shared,
    name: 'rma',
    summary: "Wilder's moving average: e + 1/n·(x − e), started as `ema`.",
    examples: [{ source: 'rma(x, 2)', given: { x: [1, 3, 4, 5] }, expect: [null, 2, 3, 4] }],
  },
]

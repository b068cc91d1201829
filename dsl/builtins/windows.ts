// Functions of the last n ticks of their argument. A window with an na in it is na; before n ticks
// have come there is no value.
import { length, series } from './declare.ts'
import type { Parameter, Primitive } from './declare.ts'

const shared = {
  returns: 'float',
  memory: { kind: 'window', length: 'n' },
  mayBeNa: true,
  cut: true,
  revision: 1,
  na: 'an na inside the window gives na until it has left',
} as const

const DDOF: Parameter = { name: 'ddof', kind: 'constant', type: 'int', min: 0, max: 1_000_000, default: 0 }

export const windows: readonly Primitive[] = [
  {
    ...shared,
    name: 'sum',
    params: [series('x'), length()],
    summary: 'The sum of the last n values.',
    examples: [
      {
        source: 'sum(x, 2)',
        given: { x: [1, 2, 3, null, 5, 6, 7] },
        expect: [null, 3, 5, null, null, 11, 13],
      },
    ],
  },
  {
    ...shared,
    name: 'sma',
    params: [series('x'), length()],
    summary: 'Simple moving average: the mean of the last n values.',
    examples: [{ source: 'sma(x, 2)', given: { x: [1, 2, 4, 8] }, expect: [null, 1.5, 3, 6] }],
  },
  {
    ...shared,
    name: 'variance',
    params: [series('x'), length(), DDOF],
    summary: 'Variance of the last n values; `ddof` 0 is the population, 1 the sample.',
    examples: [
      { source: 'variance(x, 3)', given: { x: [7, 7, 7, 1] }, expect: [null, null, 0, 8] },
      { source: 'variance(x, 3, ddof: 1)', given: { x: [1, 3, 5] }, expect: [null, null, 4] },
    ],
  },
  {
    ...shared,
    name: 'stdev',
    params: [series('x'), length(), DDOF],
    summary: 'Standard deviation of the last n values; `ddof` 0 is the population, 1 the sample.',
    examples: [
      { source: 'stdev(x, 3)', given: { x: [7, 7, 7] }, expect: [null, null, 0] },
      { source: 'stdev(x, 3, ddof: 1)', given: { x: [1, 2, 3] }, expect: [null, null, 1] },
    ],
  },
  {
    ...shared,
    name: 'highest',
    params: [series('x'), length()],
    summary: 'The largest of the last n values, this tick included.',
    examples: [{ source: 'highest(x, 2)', given: { x: [1, 3, 2, 1] }, expect: [null, 3, 3, 2] }],
  },
  {
    ...shared,
    name: 'lowest',
    params: [series('x'), length()],
    summary: 'The smallest of the last n values, this tick included.',
    examples: [{ source: 'lowest(x, 2)', given: { x: [1, 3, 2, 4] }, expect: [null, 1, 2, 2] }],
  },
]

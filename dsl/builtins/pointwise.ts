// Functions of the current tick alone. Results that are not finite are na.
import { series } from './declare.ts'
import type { Primitive } from './declare.ts'

const shared = {
  returns: 'float',
  memory: { kind: 'point' },
  cut: false,
  revision: 1,
  na: 'any na operand gives na',
} as const

export const pointwise: readonly Primitive[] = [
  {
    ...shared,
    name: 'abs',
    params: [series('x')],
    mayBeNa: false,
    summary: 'The absolute value.',
    examples: [{ source: 'abs(x)', given: { x: [-2, 0, 3, null] }, expect: [2, 0, 3, null] }],
  },
  {
    ...shared,
    name: 'sqrt',
    params: [series('x')],
    mayBeNa: true,
    summary: 'The square root; na for negative numbers.',
    examples: [{ source: 'sqrt(x)', given: { x: [4, 0, -1, null] }, expect: [2, 0, null, null] }],
  },
  {
    ...shared,
    name: 'exp',
    params: [series('x')],
    mayBeNa: false,
    summary: 'The exponential function; na where the result is too large for a float.',
    examples: [{ source: 'exp(x)', given: { x: [0, 1000, null] }, expect: [1, null, null] }],
  },
  {
    ...shared,
    name: 'ln',
    params: [series('x')],
    mayBeNa: true,
    summary: 'The natural logarithm; na for zero and negative numbers.',
    examples: [{ source: 'ln(x)', given: { x: [1, 0, -1, null] }, expect: [0, null, null, null] }],
  },
  {
    ...shared,
    name: 'min',
    params: [series('x'), series('y')],
    variadic: true,
    mayBeNa: false,
    summary: 'The smallest of two or more values.',
    examples: [{ source: 'min(x, 2, 3)', given: { x: [1, 5, null] }, expect: [1, 2, null] }],
  },
  {
    ...shared,
    name: 'max',
    params: [series('x'), series('y')],
    variadic: true,
    mayBeNa: false,
    summary: 'The largest of two or more values.',
    examples: [{ source: 'max(x, 2, 3)', given: { x: [1, 5, null] }, expect: [3, 5, null] }],
  },
]

// Functions that are another way to write operators: they are rewritten before anything is hashed,
// so that the long form and the short form are the same computation.
import { length, series } from './declare.ts'
import type { Primitive } from './declare.ts'

const shared = { cut: false, revision: null } as const

export const sugar: readonly Primitive[] = [
  {
    ...shared,
    name: 'change',
    params: [series('x'), length('n', 1)],
    returns: 'float',
    memory: { kind: 'delay', by: 'n' },
    mayBeNa: true,
    na: 'na where x or x[n] is na',
    summary: 'x − x[n].',
    examples: [{ source: 'change(x)', given: { x: [1, 3, 2] }, expect: [null, 2, -1] }],
  },
  {
    ...shared,
    name: 'crossover',
    params: [series('a'), series('b')],
    returns: 'bool',
    memory: { kind: 'delay', by: 1 },
    mayBeNa: false,
    na: 'false where a comparison meets na',
    summary: 'Does a rise above b on this tick: a > b and a[1] <= b[1].',
    examples: [
      { source: 'crossover(x, 2)', given: { x: [1, 3, 4, 2, 3] }, expect: [false, true, false, false, true] },
    ],
  },
  {
    ...shared,
    name: 'crossunder',
    params: [series('a'), series('b')],
    returns: 'bool',
    memory: { kind: 'delay', by: 1 },
    mayBeNa: false,
    na: 'false where a comparison meets na',
    summary: 'Does a fall below b on this tick: a < b and a[1] >= b[1].',
    examples: [
      { source: 'crossunder(x, 2)', given: { x: [3, 1, 2, 1] }, expect: [false, true, false, true] },
    ],
  },
  {
    ...shared,
    name: 'clamp',
    params: [series('x'), series('lo'), series('hi')],
    returns: 'float',
    memory: { kind: 'point' },
    mayBeNa: false,
    na: 'any na operand gives na',
    summary: 'x held between lo and hi: min(max(x, lo), hi).',
    examples: [{ source: 'clamp(x, 0, 1)', given: { x: [-1, 0.5, 2] }, expect: [0, 0.5, 1] }],
  },
]

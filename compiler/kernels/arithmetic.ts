// + − × ÷ on floats and ints. Floats keep −0; whatever is not finite is na.
import { finiteOrNa, integerOrNa } from './finite.ts'
import type { Pointwise } from './operation.ts'

type Binary = (a: number, b: number) => number

/** Division hides an infinite divisor; every other infinite operand shows. */
const showing = { '+': [0, 1], '-': [0, 1], '*': [0, 1], '/': [0] } as const

function binary(
  name: string,
  sign: keyof typeof showing,
  range: 'finite' | 'integer',
  apply: Binary,
): Pointwise {
  const bound = range === 'finite' ? finiteOrNa : integerOrNa
  return {
    family: 'pointwise',
    name,
    operands: 2,
    result: 'number',
    step: (a, b) => bound(apply(a, b)),
    text: (a, b) => `${a} ${sign} ${b}`,
    range,
    ...(range === 'finite' && { shows: showing[sign] }),
  }
}

export const arithmetic: readonly Pointwise[] = [
  binary('add', '+', 'finite', (a, b) => a + b),
  binary('sub', '-', 'finite', (a, b) => a - b),
  binary('mul', '*', 'finite', (a, b) => a * b),
  binary('div', '/', 'finite', (a, b) => a / b),
  {
    family: 'pointwise',
    name: 'neg',
    operands: 1,
    result: 'number',
    step: (a) => -a,
    text: (a) => `-${a}`,
    range: 'kept',
    shows: [0],
  },
  binary('iadd', '+', 'integer', (a, b) => a + b),
  binary('isub', '-', 'integer', (a, b) => a - b),
  binary('imul', '*', 'integer', (a, b) => a * b),
  {
    family: 'pointwise',
    name: 'ineg',
    operands: 1,
    result: 'number',
    step: (a) => integerOrNa(-a),
    text: (a) => `-${a}`,
    range: 'integer',
  },
]

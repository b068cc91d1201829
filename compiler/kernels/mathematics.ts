// Functions of numbers at one tick. Outside their domain and where they overflow they are na.
import { finiteOrNa } from './finite.ts'
import type { Pointwise } from './operation.ts'

type MathName = 'abs' | 'sqrt' | 'exp' | 'log' | 'min' | 'max'

/** Functions of one number that are not finite where their operand is not. */
const showing: ReadonlySet<MathName> = new Set(['abs', 'sqrt', 'log'])

function mathematical(name: string, member: MathName, operands: 1 | 2, range: 'kept' | 'finite'): Pointwise {
  const apply: (...values: number[]) => number = Math[member]
  const bound = range === 'finite' ? finiteOrNa : (value: number) => value
  return {
    family: 'pointwise',
    name,
    operands,
    result: 'number',
    step: operands === 1 ? (a) => bound(apply(a)) : (a, b) => bound(apply(a, b)),
    text: operands === 1 ? (a) => `Math.${member}(${a})` : (a, b) => `Math.${member}(${a}, ${b})`,
    range,
    ...(showing.has(member) && { shows: [0] }),
  }
}

export const mathematics: readonly Pointwise[] = [
  mathematical('abs@1', 'abs', 1, 'kept'),
  mathematical('sqrt@1', 'sqrt', 1, 'kept'),
  mathematical('exp@1', 'exp', 1, 'finite'),
  mathematical('ln@1', 'log', 1, 'finite'),
  mathematical('min@1', 'min', 2, 'kept'),
  mathematical('max@1', 'max', 2, 'kept'),
]

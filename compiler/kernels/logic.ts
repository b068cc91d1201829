// Comparisons, connectives and choices. A comparison that meets na is false, `ne` too, so bools are
// two-valued throughout.
import type { Pointwise } from './operation.ts'

const bool = (value: boolean): number => (value ? 1 : 0)

function comparison(
  name: string,
  holds: (a: number, b: number) => boolean,
  text: (a: string, b: string) => string,
): Pointwise {
  return {
    family: 'pointwise',
    name,
    operands: 2,
    result: 'bool',
    step: (a, b) => bool(holds(a, b)),
    text,
    range: 'kept',
  }
}

export const logic: readonly Pointwise[] = [
  comparison(
    'lt',
    (a, b) => a < b,
    (a, b) => `${a} < ${b}`,
  ),
  comparison(
    'le',
    (a, b) => a <= b,
    (a, b) => `${a} <= ${b}`,
  ),
  comparison(
    'eq',
    (a, b) => a === b,
    (a, b) => `${a} === ${b}`,
  ),
  comparison(
    'ne',
    (a, b) => !Number.isNaN(a) && !Number.isNaN(b) && a !== b,
    (a, b) => `${a} < ${b} || ${a} > ${b}`,
  ),
  comparison(
    'and',
    (a, b) => a !== 0 && b !== 0,
    (a, b) => `${a} && ${b}`,
  ),
  comparison(
    'or',
    (a, b) => a !== 0 || b !== 0,
    (a, b) => `${a} || ${b}`,
  ),
  {
    family: 'pointwise',
    name: 'not',
    operands: 1,
    result: 'bool',
    step: (a) => bool(a === 0),
    text: (a) => `!${a}`,
    range: 'kept',
  },
  {
    family: 'pointwise',
    name: 'isna',
    operands: 1,
    result: 'bool',
    step: (a) => bool(Number.isNaN(a)),
    text: (a) => `${a} !== ${a}`,
    range: 'kept',
  },
  {
    family: 'pointwise',
    name: 'if',
    operands: 3,
    result: 'last',
    step: (condition, a, b) => (condition !== 0 ? a : b),
    text: (condition, a, b) => `${condition} ? ${a} : ${b}`,
    range: 'kept',
    shows: [1, 2],
  },
  {
    family: 'pointwise',
    name: 'coalesce',
    operands: 2,
    result: 'last',
    step: (a, b) => (Number.isNaN(a) ? b : a),
    text: (a, b) => `${a} === ${a} ? ${a} : ${b}`,
    range: 'kept',
    // What stands in for a missing value is there before it: the first operand need not be waited for.
    waits: [1],
  },
]

// Constants: what is known before anything runs, and the arithmetic that may be done on it.
// Only operations whose result is the same on every machine are folded: never exp, ln, pow.
import { CONST } from './clock.ts'
import type { Term, Terms } from './term.ts'

export type Constant =
  | { readonly kind: 'int' | 'float' | 'duration'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'na' }

const NA: Constant = { kind: 'na' }

/** The term of a constant; int, float, bool, string and duration terms carry `value`. */
export function constantTerm(terms: Terms, constant: Constant): Term {
  if (constant.kind === 'na') return terms.make('na', [], null, 'float', CONST)
  return terms.make(constant.kind, [], { value: constant.value }, constant.kind, CONST)
}

/** The constant that a literal term stands for, else null. */
export function literalOf(term: Term): Constant | null {
  if (term.op === 'na') return NA
  const value = term.attrs?.['value']
  switch (term.op) {
    case 'int':
    case 'float':
    case 'duration':
      return typeof value === 'number' ? { kind: term.op, value } : null
    case 'bool':
      return typeof value === 'boolean' ? { kind: 'bool', value } : null
    case 'string':
      return typeof value === 'string' ? { kind: 'string', value } : null
    default:
      return null
  }
}

const NUMERIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  iadd: (a, b) => a + b,
  isub: (a, b) => a - b,
  imul: (a, b) => a * b,
  'min@1': Math.min,
  'max@1': Math.max,
}

const UNARY: Readonly<Record<string, (a: number) => number>> = {
  neg: (a) => -a,
  ineg: (a) => -a,
  'sqrt@1': Math.sqrt,
  'abs@1': Math.abs,
}

const ORDER: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
}

function bool(value: boolean): Constant {
  return { kind: 'bool', value }
}

function isNumeric(constant: Constant): constant is { kind: 'int' | 'float' | 'duration'; value: number } {
  return constant.kind === 'int' || constant.kind === 'float' || constant.kind === 'duration'
}

/** A number of the operation's kind; what the kind cannot hold is na. */
function number(op: string, value: number): Constant {
  // An int has no −0: it would be another constant than 0.
  if (op.startsWith('i')) return Number.isSafeInteger(value) ? { kind: 'int', value: value + 0 } : NA
  return Number.isFinite(value) ? { kind: 'float', value } : NA
}

/**
 * The result of an operation on constants, or null when it is not one that may be folded.
 * na follows the language: arithmetic gives na, a comparison gives false.
 */
export function foldOperation(op: string, args: readonly Constant[]): Constant | null {
  const [a, b] = args
  if (a === undefined) return null
  if (op === 'isna') return bool(a.kind === 'na')
  if (op === 'not') return a.kind === 'bool' ? bool(!a.value) : null
  const unary = UNARY[op]
  if (unary !== undefined) {
    if (a.kind === 'na') return NA
    return isNumeric(a) ? number(op, unary(a.value)) : null
  }
  if (b === undefined) return null
  if (op === 'and' || op === 'or') {
    if (a.kind !== 'bool' || b.kind !== 'bool') return null
    return bool(op === 'and' ? a.value && b.value : a.value || b.value)
  }
  const numeric = NUMERIC[op]
  if (numeric !== undefined) {
    if (a.kind === 'na' || b.kind === 'na') return NA
    return isNumeric(a) && isNumeric(b) ? number(op, numeric(a.value, b.value)) : null
  }
  const order = ORDER[op]
  return order === undefined ? null : compare(op, order, a, b)
}

function compare(
  op: string,
  order: (a: number, b: number) => boolean,
  a: Constant,
  b: Constant,
): Constant | null {
  if (a.kind === 'na' || b.kind === 'na') return bool(false)
  if (isNumeric(a) && isNumeric(b)) return bool(order(a.value, b.value))
  if (a.kind === b.kind && !isNumeric(a) && !isNumeric(b)) {
    if (op === 'eq') return bool(a.value === b.value)
    if (op === 'ne') return bool(a.value !== b.value)
  }
  return null
}

/** What a term of any size folds to, or null; `memo` makes shared terms cost once. Iterative. */
export function constantOf(term: Term, memo: Map<Term, Constant | null>): Constant | null {
  const open = memo.has(term) ? [] : [term]
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const known = top.clock.kind === 'const'
    const waiting = known ? top.args.filter((arg) => !memo.has(arg)) : []
    if (waiting.length > 0) {
      open.push(...waiting)
      continue
    }
    open.pop()
    memo.set(top, literalOf(top) ?? (known ? foldTerm(top, memo) : null))
  }
  return memo.get(term) ?? null
}

function foldTerm(term: Term, memo: ReadonlyMap<Term, Constant | null>): Constant | null {
  const args = term.args.map((arg) => memo.get(arg) ?? null)
  const [first, second, third] = args
  if (term.op === 'if') {
    return first?.kind === 'bool' ? ((first.value ? second : third) ?? null) : null
  }
  if (term.op === 'coalesce') return first?.kind === 'na' ? (second ?? null) : (first ?? null)
  return args.every((arg) => arg !== null) ? foldOperation(term.op, args) : null
}

// Between which bounds the values of a term lie, as far as its operations say. Bounds are of real
// numbers; na is outside of all this.
import { literalOf } from '../term/constant.ts'
import { reachable } from '../term/term.ts'
import type { Term } from '../term/term.ts'

export interface Interval {
  readonly low: number
  readonly high: number
}

const ANYTHING: Interval = { low: -Infinity, high: Infinity }

/** The bounds of a term; what is not known to be bounded is not bounded. */
export function intervalOf(root: Term): Interval {
  const known = new Map<Term, Interval>()
  const find = (term: Term | undefined): Interval => (term && known.get(term)) ?? ANYTHING
  const settle = (): void => {
    for (const term of reachable([root])) known.set(term, ofTerm(term, find))
  }
  settle()
  return find(root)
}

function ofTerm(term: Term, find: (term: Term | undefined) => Interval): Interval {
  const literal = literalOf(term)
  if (literal?.kind === 'na') return { low: Infinity, high: -Infinity }
  if (literal?.kind === 'int' || literal?.kind === 'float') return { low: literal.value, high: literal.value }
  const [first, second, third] = term.args
  const [a, b, c] = [find(first), find(second), find(third)]
  switch (term.op) {
    case 'clamp':
      return smaller(greater(a, b), c)
    case 'min@1':
      return smaller(a, b)
    case 'max@1':
      return greater(a, b)
    case 'if':
      return hull(b, c)
    case 'coalesce':
      return hull(a, b)
    case 'neg':
    case 'ineg':
      return { low: -a.high, high: -a.low }
    case 'add':
    case 'iadd':
      return { low: a.low + b.low, high: a.high + b.high }
    case 'sub':
    case 'isub':
      return { low: a.low - b.high, high: a.high - b.low }
    case 'mul':
    case 'imul':
      return product(a, b)
    case 'abs@1':
      return { low: a.low > 0 ? a.low : 0, high: Math.max(-a.low, a.high) }
    // Each of these gives one of the values that it has seen.
    case 'delay':
    case 'hold':
    case 'mark':
    case 'float':
      return a
    case 'member':
      return ofMember(term, first)
    default:
      return ANYTHING
  }
}

/** A member that only ever keeps its value or takes a bounded one is bounded by these and its start. */
function ofMember(term: Term, rec: Term | undefined): Interval {
  const bodies = rec?.args ?? []
  const at = Number(/^m(\d+)$/.exec(String(term.attrs?.['member'] ?? ''))?.[1])
  const body = bodies[at]
  if (bodies.length !== 1 || body === undefined) return ANYTHING
  const inside = reachable([body])
  const inits = inside.flatMap((one) => (one.op === 'prev' && one.args[1] !== undefined ? [one.args[1]] : []))
  if (inits.some((init) => literalOf(init) === null)) return ANYTHING
  const start = inits.map(intervalOf).reduce(hull, { low: Infinity, high: -Infinity })
  const next = (assumed: Interval): Interval => {
    const known = new Map<Term, Interval>()
    for (const one of inside) {
      known.set(one, one.op === 'prev' ? assumed : ofTerm(one, (arg) => (arg && known.get(arg)) ?? ANYTHING))
    }
    return hull(assumed, known.get(body) ?? ANYTHING)
  }
  const once = next(start)
  const twice = next(once)
  return twice.low === once.low && twice.high === once.high ? once : ANYTHING
}

function hull(a: Interval, b: Interval): Interval {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) }
}

function smaller(a: Interval, b: Interval): Interval {
  return { low: Math.min(a.low, b.low), high: Math.min(a.high, b.high) }
}

function greater(a: Interval, b: Interval): Interval {
  return { low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) }
}

function product(a: Interval, b: Interval): Interval {
  const ends = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high]
  // 0 · ∞: a bound that is reached times one that is not is 0.
  const corners = ends.map((end) => (Number.isNaN(end) ? 0 : end))
  return { low: Math.min(...corners), high: Math.max(...corners) }
}

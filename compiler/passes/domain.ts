// Where a term ticks: at the ticks that all inputs which it reads have in common. That is part of what
// it means, so no pass may drop the last reading of an input, whatever the value depends on.
import type { Term } from '../../dsl/term/term.ts'

/** A set of inputs, one bit each. */
export type Domain = bigint

export interface Domains {
  /** Asked of operands before what uses them, as passes go. */
  of(term: Term): Domain
}

export function createDomains(): Domains {
  const inputs = new Map<Term, Domain>()
  const known = new Map<Term, Domain>()
  const inputBit = (term: Term): Domain => {
    const bit = inputs.get(term) ?? 1n << BigInt(inputs.size)
    inputs.set(term, bit)
    return bit
  }
  const domainOf = (root: Term): Domain => {
    const open = [root]
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const waiting = known.has(top) ? [] : top.args.filter((arg) => !known.has(arg))
      if (waiting.length > 0) {
        open.push(...waiting)
        continue
      }
      open.pop()
      const joined = top.args.reduce((sum, arg) => sum | (known.get(arg) ?? 0n), 0n)
      known.set(top, top.op === 'input' ? inputBit(top) : joined)
    }
    return known.get(root) ?? 0n
  }
  return { of: domainOf }
}

/** Does something that ticks on `outer` tick wherever all of `inner` do, and only there? */
export function covers(outer: Domain, inner: Domain): boolean {
  return (outer | inner) === outer
}

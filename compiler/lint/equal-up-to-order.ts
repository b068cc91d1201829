// Which terms are equal when the operands of commutative operators may swap.
import { COMMUTATIVE } from '../dag/operations.ts'
import { reachable } from '../../dsl/term/term.ts'
import type { Term } from '../../dsl/term/term.ts'

/** A number for each term that the roots reach: the same for terms that are equal so. */
export function equalUpToOrder(roots: readonly Term[]): ReadonlyMap<Term, number> {
  const classes = new Map<Term, number>()
  const known = new Map<string, number>()
  for (const term of reachable(roots)) {
    const args = term.args.map((arg) => classes.get(arg) ?? -1)
    const operands = COMMUTATIVE.has(term.op) ? args.toSorted((a, b) => a - b) : args
    // A leaf is equal to itself alone.
    const key =
      term.args.length === 0 ? `#${term.id}` : JSON.stringify([term.op, operands, term.attrs, term.type])
    const group = known.get(key) ?? known.size
    known.set(key, group)
    classes.set(term, group)
  }
  return classes
}

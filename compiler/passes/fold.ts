// Computes what depends on constants alone, and drops what makes no difference: the branch that is
// never chosen, a sign that is turned twice, a mark on what is a node anyway.
import { constantTerm, foldOperation, literalOf } from '../../dsl/term/constant.ts'
import type { Term } from '../../dsl/term/term.ts'
import { isCut } from './cut-rule.ts'
import { covers, createDomains } from './domain.ts'
import { rewrite, withArgs } from './rewrite.ts'
import type { Graph } from './rewrite.ts'

export function fold(graph: Graph): Graph {
  const { terms } = graph
  const domains = createDomains()

  /** The operand that the term always equals, if its ticks are those of the term. */
  const chosen = (term: Term, args: readonly Term[]): Term | null => {
    const [a, b, c] = args
    const literal = a === undefined ? null : literalOf(a)
    let choice: Term | undefined
    if (term.op === 'if' && literal?.kind === 'bool') choice = literal.value ? b : c
    if (term.op === 'coalesce' && literal !== null) choice = literal.kind === 'na' ? b : a
    if (choice === undefined) return null
    const whole = args.reduce((sum, arg) => sum | domains.of(arg), 0n)
    return covers(domains.of(choice), whole) ? choice : null
  }

  const computed = (term: Term, args: readonly Term[]): Term | null => {
    const known = args.flatMap((arg) => literalOf(arg) ?? [])
    if (args.length === 0 || known.length < args.length) return null
    const result = foldOperation(term.op, known)
    return result === null ? null : constantTerm(terms, result)
  }

  return rewrite(graph, (term, args) => {
    const [only] = args
    if (only !== undefined && (term.op === 'neg' || term.op === 'ineg') && only.op === term.op) {
      return only.args[0] ?? only
    }
    if (only !== undefined && term.op === 'mark' && isCut(only)) return only
    return chosen(term, args) ?? computed(term, args) ?? withArgs(terms, term, args)
  })
}

// Computes what depends on constants alone, and drops the branches that are never chosen.
import { constantTerm, foldOperation, literalOf } from '../../dsl/term/constant.ts'
import type { Term } from '../../dsl/term/term.ts'
import { rewrite, withArgs } from './rewrite.ts'
import type { Graph } from './rewrite.ts'

export function fold(graph: Graph): Graph {
  const { terms } = graph
  const folded = (term: Term, args: readonly Term[]): Term | null => {
    const constants = args.map(literalOf)
    const [first] = constants
    if (term.op === 'if') {
      if (first?.kind !== 'bool') return null
      return (first.value ? args[1] : args[2]) ?? null
    }
    if (term.op === 'coalesce') {
      if (first === null || first === undefined) return null
      return (first.kind === 'na' ? args[1] : args[0]) ?? null
    }
    const known = constants.flatMap((constant) => constant ?? [])
    if (args.length === 0 || known.length < args.length) return null
    const result = foldOperation(term.op, known)
    return result === null ? null : constantTerm(terms, result)
  }
  return rewrite(graph, (term, args) => folded(term, args) ?? withArgs(terms, term, args))
}

// Which terms are nodes of their own. A matter of the term alone: never of who else uses it.
import { OPERATIONS } from '../../dsl/builtins/registry.ts'
import type { Term } from '../../dsl/term/term.ts'

/** Is the term a node wherever it stands? (What a sink is bound to is one there besides.) */
export function isCut(term: Term): boolean {
  return term.op === 'input' || term.op === 'mark' || OPERATIONS.get(term.op)?.cut === true
}

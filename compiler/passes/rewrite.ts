// Rebuilds a graph of terms bottom-up under one local rule. What replaces a term inherits its place
// and names; sharing stays sharing.
import type { Span } from '../../dsl/source/span.ts'
import type { Provenance } from '../../dsl/term/provenance.ts'
import { reachable } from '../../dsl/term/term.ts'
import type { Term, Terms } from '../../dsl/term/term.ts'

/** What the passes work on: the roots of a program in the order of its sinks. */
export interface Graph {
  readonly terms: Terms
  readonly provenance: Provenance
  readonly roots: readonly Term[]
}

/** Gives the term that stands for `term`, whose operands have become `args`. */
export type Rule = (term: Term, args: readonly Term[]) => Term

/** The term with other operands; itself when they are the same. */
export function withArgs(terms: Terms, term: Term, args: readonly Term[]): Term {
  if (args.every((arg, i) => arg === term.args[i])) return term
  return terms.make(term.op, args, term.attrs, term.type, term.clock)
}

export function rewrite(graph: Graph, rule: Rule): Graph {
  const { provenance } = graph
  const replaced = new Map<Term, Term>()
  const current = (term: Term): Term => replaced.get(term) ?? term
  for (const term of reachable(graph.roots)) {
    const args = term.args.map(current)
    const result = rule(term, args)
    replaced.set(term, result)
    if (result === term) continue
    const span = provenance.spanOf(term)
    const constants = term.args.flatMap((arg, i) => {
      const at = provenance.constantSpan(term, arg)
      const to = args[i]
      return at === null || to === undefined ? [] : [[to, at] as const]
    })
    if (span !== null && result.args.length > 0) {
      provenance.place(result, span, constants, provenance.exactSpanOf(term) !== null)
      placeInner(provenance, result, span, constants)
    }
    if (result.args.length > 0) provenance.inherit(result, term)
  }
  return { ...graph, roots: graph.roots.map(current) }
}

/** What a rule puts between a term and its operands stands where the term was written. */
function placeInner(
  provenance: Provenance,
  term: Term,
  span: Span,
  constants: readonly (readonly [Term, Span])[],
): void {
  const open = [...term.args]
  for (let inner = open.pop(); inner !== undefined; inner = open.pop()) {
    if (provenance.spanOf(inner) !== null) continue
    provenance.place(inner, span, constants, false)
    open.push(...inner.args)
  }
}

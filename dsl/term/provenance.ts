// Where terms come from: the user's places and names, kept beside the terms so that nothing that a
// person may rename or move can reach an id. Of equal terms the first place that was noted counts.
import type { Span } from '../source/span.ts'
import type { Term } from './term.ts'

interface Origin {
  readonly span: Span | null
  /** Is `span` this very expression, and not a call inside which the term came to be? */
  readonly exact: boolean
  readonly names: readonly string[]
  /** Where each constant operand was written: `fast` in `ema(x, fast)` is its param's declaration. */
  readonly constants: ReadonlyMap<Term, Span>
}

export interface Provenance {
  /** Notes that `span` computes `term`, and where its constant operands were written. */
  place(term: Term, span: Span, constants?: Iterable<readonly [Term, Span]>, exact?: boolean): void
  /** Notes that `term` is better known as `span`: the call of a function rather than its body. */
  move(term: Term, span: Span): void
  /** Notes that the user calls the value `name`. */
  name(term: Term, name: string): void
  /** Lets `to`, which replaces `from`, inherit what is not known of it yet. */
  inherit(to: Term, from: Term): void
  spanOf(term: Term): Span | null
  /** The span that is this very expression; null where there is only a call that contains it. */
  exactSpanOf(term: Term): Span | null
  /** The place of a constant operand of `term`. */
  constantSpan(term: Term, constant: Term): Span | null
  /** Sorted, each once. */
  namesOf(term: Term): readonly string[]
}

const NOTHING: Origin = { span: null, exact: false, names: [], constants: new Map() }

export function createProvenance(): Provenance {
  const origins = new Map<Term, Origin>()
  const known = (term: Term): Origin => origins.get(term) ?? NOTHING
  return {
    place(term, span, constants = [], exact = true) {
      const old = known(term)
      origins.set(term, {
        span: old.span ?? span,
        exact: old.span === null ? exact : old.exact,
        names: old.names,
        constants: new Map([...constants, ...old.constants]),
      })
    },
    move(term, span) {
      origins.set(term, { ...known(term), span, exact: true })
    },
    name(term, name) {
      const old = known(term)
      if (!old.names.includes(name)) origins.set(term, { ...old, names: [...old.names, name].toSorted() })
    },
    inherit(to, from) {
      if (to === from) return
      const old = known(to)
      const source = known(from)
      origins.set(to, {
        span: old.span ?? source.span,
        exact: old.span === null ? source.exact : old.exact,
        names: [...new Set([...old.names, ...source.names])].toSorted(),
        constants: new Map([...source.constants, ...old.constants]),
      })
    },
    spanOf: (term) => known(term).span,
    exactSpanOf: (term) => (known(term).exact ? known(term).span : null),
    constantSpan: (term, constant) => known(term).constants.get(constant) ?? null,
    namesOf: (term) => known(term).names,
  }
}

// Lint: comparisons of the user's that come out false on every tick, whatever the data.
import { report } from '../../dsl/diagnostics/report.ts'
import type { Finding } from '../../dsl/diagnostics/finding.ts'
import type { Program } from '../../dsl/check/program.ts'
import type { Span } from '../../dsl/source/span.ts'
import { constantOf } from '../../dsl/term/constant.ts'
import type { Constant } from '../../dsl/term/constant.ts'
import { reachable } from '../../dsl/term/term.ts'
import type { Term } from '../../dsl/term/term.ts'

const COMPARISONS: ReadonlySet<string> = new Set(['lt', 'le', 'gt', 'ge', 'eq', 'ne'])

/**
 * `text` gives the user's text of a span. Comparisons of params alone are choices, not mistakes; one
 * in a function is a mistake only when no call makes sense of it.
 */
export function alwaysFalse(program: Program, text: (span: Span) => string): readonly Finding[] {
  const memo = new Map<Term, Constant | null>()
  const places = new Map<string, { readonly span: Span; never: boolean }>()
  for (const term of reachable(program.sinks.map((sink) => sink.term))) {
    const [a, b] = term.args
    if (!COMPARISONS.has(term.op) || a === undefined || b === undefined) continue
    const span = program.provenance.spanOf(term)
    if (term.clock.kind === 'const' || span === null || span.file !== program.file) continue
    const never =
      [a, b].some((side) => constantOf(side, memo)?.kind === 'na') ||
      (a === b && (term.op === 'lt' || term.op === 'gt' || term.op === 'ne'))
    const key = `${span.start} ${span.end}`
    const place = places.get(key)
    if (place === undefined) places.set(key, { span, never })
    else place.never &&= never
  }
  return [...places.values()]
    .filter((place) => place.never)
    .map(({ span }) => report('QD1102', span, { text: text(span) }))
}

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

/** `text` gives the user's text of a span. Comparisons of params alone are choices, not mistakes. */
export function alwaysFalse(program: Program, text: (span: Span) => string): readonly Finding[] {
  const memo = new Map<Term, Constant | null>()
  const found: Finding[] = []
  for (const term of reachable(program.sinks.map((sink) => sink.term))) {
    if (!COMPARISONS.has(term.op)) continue
    const [a, b] = term.args
    if (a === undefined || b === undefined || term.clock.kind === 'const') continue
    const never =
      [a, b].some((side) => constantOf(side, memo)?.kind === 'na') ||
      (a === b && (term.op === 'lt' || term.op === 'gt' || term.op === 'ne'))
    const span = program.provenance.spanOf(term)
    if (never && span !== null && span.file === program.file)
      found.push(report('QD1102', span, { text: text(span) }))
  }
  return found
}

// Comparisons of the user's that come out false on every tick, whatever the data. Comparisons of
// params alone are choices, not mistakes; one in a function is a mistake only when no call makes
// sense of it.
import { report } from '../diagnostics/report.ts'
import type { Span } from '../source/span.ts'
import { constantOf } from '../term/constant.ts'
import type { Constant } from '../term/constant.ts'
import type { Term } from '../term/term.ts'
import { computed } from './computed.ts'
import type { LintRule } from './rule.ts'

const COMPARISONS: ReadonlySet<string> = new Set(['lt', 'le', 'gt', 'ge', 'eq', 'ne'])

export const alwaysFalse: LintRule = {
  code: 'QD1102',
  check({ program, text }) {
    const memo = new Map<Term, Constant | null>()
    const places = new Map<string, { readonly span: Span; never: boolean }>()
    for (const term of computed(program)) {
      const [a, b] = term.args
      if (program === null || !COMPARISONS.has(term.op) || a === undefined || b === undefined) continue
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
  },
}

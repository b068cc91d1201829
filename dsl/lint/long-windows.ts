// Windows and look backs that keep more ticks than the project wants.
import { OPERATIONS } from '../builtins/registry.ts'
import { report } from '../diagnostics/report.ts'
import { literalOf } from '../term/constant.ts'
import type { Term } from '../term/term.ts'
import { computed, placeIn } from './computed.ts'
import type { LintRule } from './rule.ts'

/** The ticks that an operation keeps. */
function keeps(term: Term): number {
  if (term.op !== 'delay' && OPERATIONS.get(term.op)?.memory.kind !== 'window') return 0
  const lengths = term.args.slice(1).map(literalOf)
  return Math.max(0, ...lengths.map((literal) => (literal?.kind === 'int' ? literal.value : 0)))
}

export const longWindows: LintRule = {
  code: 'QD1203',
  check({ program, text, longestWindow }) {
    if (program === null) return []
    const seen = new Set<number>()
    return computed(program).flatMap((term) => {
      const ticks = keeps(term)
      const span = ticks > longestWindow ? placeIn(program, term) : null
      if (span === null || seen.has(span.start)) return []
      seen.add(span.start)
      return [report('QD1203', span, { text: text(span), ticks, limit: longestWindow })]
    })
  },
}

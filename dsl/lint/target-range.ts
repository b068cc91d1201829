// Targets that can leave −1..1: a weight of more than the whole account.
import { report } from '../diagnostics/report.ts'
import type { Term } from '../term/term.ts'
import { intervalOf } from './interval.ts'
import type { LintRule } from './rule.ts'

const bound = (value: number): string =>
  Number.isFinite(value) ? String(value) : value < 0 ? 'anything below 0' : 'anything above 0'

/** The weights that a target states: one, or one a leg. */
function weights(term: Term): readonly Term[] {
  return term.op === 'record' ? term.args : [term]
}

export const targetRange: LintRule = {
  code: 'QD1104',
  check({ program }) {
    const targets = (program?.sinks ?? []).filter((sink) => sink.kind === 'target')
    return targets.flatMap((sink) => {
      const wide = weights(sink.term)
        .map(intervalOf)
        .find(({ low, high }) => low < -1 || high > 1)
      if (wide === undefined) return []
      return [report('QD1104', sink.span, { name: sink.name, low: bound(wide.low), high: bound(wide.high) })]
    })
  },
}

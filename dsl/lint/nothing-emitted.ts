// Nothing emitted: a strategy without a sink, of which nothing runs.
import { report } from '../diagnostics/report.ts'
import type { LintRule } from './rule.ts'

export const nothingEmitted: LintRule = {
  code: 'QD1103',
  check({ file: { form, name, items } }) {
    if (form !== 'strategy' || items.some((item) => item.kind === 'emit')) return []
    return [report('QD1103', name.span, { name: name.text })]
  },
}

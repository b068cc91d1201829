// Nothing emitted: a strategy without a sink, of which nothing runs.
import { report } from '../diagnostics/report.ts'
import type { Finding } from '../diagnostics/finding.ts'
import type { File } from '../syntax/ast.ts'

export function nothingEmitted({ form, name, items }: File): readonly Finding[] {
  if (form !== 'strategy' || items.some((item) => item.kind === 'emit')) return []
  return [report('QD1103', name.span, { name: name.text })]
}

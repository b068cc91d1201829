// Findings as the goldens write them: one line each with its exact range, then its hint, labels and
// fix, indented.
import type { Finding } from '../../dsl/diagnostics/finding.ts'
import { positionAt } from '../../dsl/source/source-text.ts'
import type { SourceText } from '../../dsl/source/source-text.ts'
import type { Span } from '../../dsl/source/span.ts'

/** `none` where there is nothing to say. */
export function findingsText(findings: readonly Finding[], source: SourceText): string {
  if (findings.length === 0) return 'none'
  return findings.flatMap((finding) => lines(finding, source)).join('\n')
}

function lines(finding: Finding, source: SourceText): string[] {
  const { severity, code, span, message, hint, labels, fix } = finding
  return [
    `${severity}[${code}] ${place(source, span)} ${message}`,
    ...labels.map((label) => `  at ${place(source, label.span)}: ${label.text}`),
    ...(hint === undefined ? [] : [`  hint: ${hint}`]),
    ...(fix === undefined
      ? []
      : fix.edits.map((edit) => `  fix ${place(source, edit.span)}: ${JSON.stringify(edit.newText)}`)),
  ]
}

/** `3:5-9`, or `3:5-4:2` over lines; the end lies behind the last character. */
function place(source: SourceText, span: Span): string {
  const [start, end] = [positionAt(source, span.start), positionAt(source, span.end)]
  const to = start.line === end.line ? `${end.column}` : `${end.line}:${end.column}`
  return `${start.line}:${start.column}-${to}`
}

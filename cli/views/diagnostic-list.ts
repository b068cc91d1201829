// Diagnostics for people where no source text is at hand: code, place, message, hint.
import type { Diagnostic } from '../../dsl/diagnostics/diagnostic.ts'
import type { Screen } from '../screen.ts'
import { paintFor } from './paint.ts'
import { printable } from './printable.ts'

function place(diagnostic: Diagnostic): string {
  if (diagnostic.file === undefined) return ''
  const { range } = diagnostic
  return range === undefined
    ? diagnostic.file
    : `${diagnostic.file}:${range.start.line}:${range.start.column}`
}

/** One paragraph a diagnostic, each ended by a line break; empty for an empty list. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], screen: Pick<Screen, 'color'>): string {
  const paint = paintFor(screen)
  return printable(diagnostics)
    .map((diagnostic) => {
      const head = paint(diagnostic.severity, `${diagnostic.severity}[${diagnostic.code}]`)
      const at = place(diagnostic)
      const lines = [
        `${head}: ${diagnostic.message}`,
        ...(at === '' ? [] : [`  ${paint('muted', `at ${at}`)}`]),
        ...(diagnostic.hint === undefined ? [] : [`  ${paint('muted', 'hint:')} ${diagnostic.hint}`]),
      ]
      return `${lines.join('\n')}\n`
    })
    .join('')
}

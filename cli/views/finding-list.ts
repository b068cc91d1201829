// Findings for people, with the user's own text and carets.
import { renderDiagnostic } from '../../dsl/diagnostics/render.ts'
import type { Style } from '../../dsl/diagnostics/render.ts'
import type { LocatedFinding } from '../outcome.ts'
import type { Screen } from '../screen.ts'
import { paintFor } from './paint.ts'
import { printableText } from './printable.ts'

/** One picture a finding, a blank line between them; empty for an empty list. */
export function renderFindings(findings: readonly LocatedFinding[], screen: Screen): string {
  const paint = paintFor(screen)
  const style: Style = (role, raw) => {
    const text = printableText(raw)
    if (role === 'plain') return text
    return paint(role === 'frame' || role === 'hint' ? 'muted' : role, text)
  }
  return findings
    .map(
      ({ finding, sources }) => `${renderDiagnostic(finding, sources, { width: screen.width, style })}\n\n`,
    )
    .join('')
}

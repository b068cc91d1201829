// Findings as workflow commands of GitHub Actions, which shows them beside the changed lines.
import type { LintFinding, LintResult } from '../../operations/lint.ts'

const LEVELS = { error: 'error', warning: 'warning', note: 'notice' } as const

/** In the text of a command line breaks and the escape character itself are escaped. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** In a property also what separates properties. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

function command({ code, severity, title, message, hint, file, range }: LintFinding): string {
  const properties: readonly (readonly [string, string | number | undefined])[] = [
    ['file', file],
    ['line', range?.start.line],
    ['endLine', range?.end.line],
    ['col', range?.start.column],
    ['endColumn', range?.end.column],
    ['title', `${code} ${title}`],
  ]
  const given = properties.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${property(String(value))}`],
  )
  const text = hint === undefined ? message : `${message}\n${hint}`
  return `::${LEVELS[severity]} ${given.join(',')}::${data(text)}\n`
}

export function githubView({ findings }: LintResult): string {
  return findings.map(command).join('')
}

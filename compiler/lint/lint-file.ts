// Lints one file: runs the rules that are on, gives their findings the severity that the project wants,
// and leaves out what a comment silences. Files with errors have other worries.
import type { Severity } from '../../dsl/diagnostics/definition.ts'
import { compareFindings } from '../../dsl/diagnostics/finding.ts'
import type { Finding } from '../../dsl/diagnostics/finding.ts'
import { suppress } from '../../dsl/lint/suppressions.ts'
import type { SourceText } from '../../dsl/source/source-text.ts'
import { parse } from '../../dsl/syntax/parse.ts'
import type { Compiled } from '../compile.ts'
import { RULES } from './rules.ts'

export interface LintOptions {
  /** By code; a code that is left out has its own severity. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>
  /** Ticks of the longest window that needs no word. */
  readonly window: number
}

export const defaultLint: LintOptions = { rules: {}, window: 10_000 }

/** Rules that only some want to hear of: they are off until a project turns them on. */
const QUIET: ReadonlySet<string> = new Set(['QD1106'])

const CODES: ReadonlySet<string> = new Set(RULES.map((rule) => rule.code))

/** What the rules find in a file without errors, sorted by place. */
export function lintFile(
  source: SourceText,
  { file, program, findings }: Pick<Compiled, 'file' | 'program' | 'findings'>,
  { rules, window }: LintOptions,
): readonly Finding[] {
  if (file === null || findings.some((finding) => finding.severity === 'error')) return []
  const text = (span: { readonly file: string; readonly start: number; readonly end: number }): string =>
    span.file === source.path ? source.text.slice(span.start, span.end) : ''
  const isOn = (code: string): boolean => (rules[code] ?? (QUIET.has(code) ? 'off' : 'on')) !== 'off'
  const found = RULES.filter((rule) => isOn(rule.code)).flatMap((rule) =>
    rule.check({ file, program, text, longestWindow: window }),
  )
  // A comment silences lint alone: what the checker warns of stands in every command.
  return suppress(source, file, parse(source).comments, found, (code) => CODES.has(code), isOn)
    .filter((finding) => isOn(finding.code))
    .map((finding) => withSeverity(finding, rules[finding.code]))
    .toSorted(compareFindings)
}

function withSeverity(finding: Finding, severity: Severity | 'off' | undefined): Finding {
  return severity === undefined || severity === 'off' ? finding : { ...finding, severity }
}

// The form of a finding that other programs read (`--json`, editors). Lines and columns instead of
// offsets; field names are a contract.
import type { Span } from '../source/span.ts'
import { positionAt } from '../source/source-text.ts'
import type { Position, SourceText } from '../source/source-text.ts'
import type { Severity } from './definition.ts'
import type { Finding } from './finding.ts'

export interface Range {
  readonly start: Position
  readonly end: Position
}

export interface Diagnostic {
  readonly code: string
  readonly severity: Severity
  readonly title: string
  readonly message: string
  readonly file?: string
  readonly range?: Range
  readonly hint?: string
  readonly fix?: {
    readonly title: string
    readonly edits: readonly { readonly range: Range; readonly newText: string }[]
  }
  /** The command that prints the page of this code. */
  readonly docs: string
}

/** Finds the text of a path as spans name it; `undefined` when it is not at hand. */
export type SourceLookup = (path: string) => SourceText | undefined

/** Turns a finding into its public form. Without the source there is a file but no range, and no fix. */
export function toDiagnostic(finding: Finding, sources: SourceLookup): Diagnostic {
  const source = sources(finding.span.file)
  return {
    code: finding.code,
    severity: finding.severity,
    title: finding.title,
    message: finding.message,
    file: finding.span.file,
    ...(source === undefined ? {} : { range: rangeOf(source, finding.span) }),
    ...(finding.hint === undefined ? {} : { hint: finding.hint }),
    ...(finding.fix === undefined || source === undefined
      ? {}
      : {
          fix: {
            title: finding.fix.title,
            edits: finding.fix.edits.map((edit) => ({
              range: rangeOf(source, edit.span),
              newText: edit.newText,
            })),
          },
        }),
    docs: `qmtl explain ${finding.code}`,
  }
}

function rangeOf(source: SourceText, span: Span): Range {
  return { start: positionAt(source, span.start), end: positionAt(source, span.end) }
}

// A finding: what a stage of the compiler has to say about the user's text. Plain data, collected
// and never thrown; sorted when shown.
import type { Span } from '../source/span.ts'
import type { Code } from './catalog.ts'
import type { Severity } from './definition.ts'

/** A few words that stand under one span. A label on the finding's own span explains that span. */
export interface Label {
  readonly span: Span
  readonly text: string
}

/** Replacements in the finding's own file that do not overlap; applied together or not at all. */
export interface Fix {
  readonly title: string
  readonly edits: readonly { readonly span: Span; readonly newText: string }[]
}

export interface Finding {
  readonly code: Code
  readonly severity: Severity
  readonly title: string
  readonly message: string
  readonly hint?: string
  /** The smallest text that is guilty. */
  readonly span: Span
  readonly labels: readonly Label[]
  readonly fix?: Fix
}

/** Order of findings for people: by file, place, then code. */
export function compareFindings(a: Finding, b: Finding): number {
  if (a.span.file !== b.span.file) return a.span.file < b.span.file ? -1 : 1
  return (
    a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
  )
}

// Applies the fixes of findings to the text that they were found in.
import type { Span } from '../source/span.ts'
import type { Finding } from './finding.ts'

interface Edit {
  readonly span: Span
  readonly newText: string
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}

/** The text with every fix applied, and how many; of fixes that overlap the first one counts. */
export function applyFixes(
  text: string,
  findings: readonly Finding[],
): { readonly text: string; readonly fixed: number } {
  const edits: Edit[] = []
  let fixed = 0
  for (const { fix } of findings) {
    if (fix === undefined || fix.edits.some(({ span }) => edits.some((edit) => overlaps(edit.span, span))))
      continue
    edits.push(...fix.edits)
    fixed += 1
  }
  const fromTheEnd = edits.toSorted((a, b) => b.span.start - a.span.start)
  const changed = fromTheEnd.reduce(
    (rest, { span, newText }) => rest.slice(0, span.start) + newText + rest.slice(span.end),
    text,
  )
  return { text: changed, fixed }
}

// Applies the fixes of findings to the text that they were found in.
import type { SourceText } from '../source/source-text.ts'
import type { Span } from '../source/span.ts'
import type { Finding } from './finding.ts'

interface Edit {
  readonly span: Span
  readonly newText: string
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}

/**
 * The text with every fix of its own findings applied, and how many; of fixes that overlap the first one
 * counts. What was found in another file is mended there.
 */
export function applyFixes(
  { path, text }: SourceText,
  findings: readonly Finding[],
): { readonly text: string; readonly fixed: number } {
  const edits: Edit[] = []
  let fixed = 0
  for (const { fix, span: place } of findings) {
    if (place.file !== path || fix === undefined) continue
    if (fix.edits.some(({ span }) => edits.some((edit) => overlaps(edit.span, span)))) continue
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

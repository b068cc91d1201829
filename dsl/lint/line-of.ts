// The line of a place, for a message that points to another one.
import type { Span } from '../source/span.ts'
import type { File } from '../syntax/ast.ts'

/** Counted from 1. */
export function lineOf(file: File, text: (span: Span) => string, span: Span): number {
  return text({ file: file.span.file, start: 0, end: span.start }).split(/\r\n|\n|\r/).length
}

/** A half-open range of UTF-16 offsets in one source file. */
export interface Span {
  /** Path as it is shown to people: relative to the project, forward slashes. */
  readonly file: string
  readonly start: number
  readonly end: number
}

/** The smallest span that covers both; they lie in one file. */
export function joinSpans(first: Span, last: Span): Span {
  return {
    file: first.file,
    start: Math.min(first.start, last.start),
    end: Math.max(first.end, last.end),
  }
}

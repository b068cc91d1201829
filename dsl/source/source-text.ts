// A source file in memory with an index of its lines. Knows text and offsets, nothing of syntax.

/** A place in a text: both count from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

export interface SourceText {
  /** Path as it is shown to people: relative to the project, forward slashes. */
  readonly path: string
  readonly text: string
  /** Offsets at which lines begin; the first is 0. */
  readonly lineStarts: readonly number[]
}

/** Builds the line index. Lines end at `\n`, `\r\n` or a lone `\r`. */
export function createSource(path: string, text: string): SourceText {
  const lineStarts = [0]
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) lineStarts.push(i + 1)
  }
  return { path, text, lineStarts }
}

/** The place of an offset; offsets outside the text are moved to its nearest end. */
export function positionAt(source: SourceText, offset: number): Position {
  const at = Math.min(Math.max(offset, 0), source.text.length)
  let low = 0
  let high = source.lineStarts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((source.lineStarts[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: at - (source.lineStarts[low] ?? 0) + 1 }
}

/** Offset at which a line begins (1-based), the end of the text for lines after the last. */
export function lineStart(source: SourceText, line: number): number {
  return source.lineStarts[line - 1] ?? source.text.length
}

/** The text of one line (1-based) without its line break; empty outside the file. */
export function lineText(source: SourceText, line: number): string {
  const start = source.lineStarts[line - 1]
  if (start === undefined) return ''
  return source.text.slice(start, source.lineStarts[line]).replace(/[\r\n]+$/, '')
}

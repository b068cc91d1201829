// One source line with what stands under it: carets below spans and labels below carets. Columns
// only; knows no source and no finding.
import { textWidth } from './display-width.ts'

/** A span on one line, in columns from 0, and its words; the end lies behind the last column. */
export interface Mark {
  readonly from: number
  readonly to: number
  readonly text: string
}

/**
 * The rows below a line. The first has the carets and, behind the last of them, its label; labels of
 * spans further left follow on rows of their own, each below its span, as many on a row as fit.
 */
export function underline(marks: readonly Mark[]): string[] {
  const sorted = marks.toSorted((a, b) => a.from - b.from || a.to - b.to)
  const last = sorted.findLast((mark) => mark.text !== '')
  const end = Math.max(0, ...sorted.map((mark) => Math.max(mark.to, mark.from + 1)))
  const inline = last !== undefined && Math.max(last.to, last.from + 1) === end ? last : undefined
  const carets = Array.from({ length: end }, () => ' ')
  for (const mark of sorted)
    for (let at = mark.from; at < Math.max(mark.to, mark.from + 1); at++) carets[at] = '^'
  const rows = [carets.join('') + (inline === undefined ? '' : ` ${inline.text}`)]
  let waiting = sorted.filter((mark) => mark.text !== '' && mark !== inline)
  while (waiting.length > 0) {
    const left: Mark[] = []
    let row = ''
    let limit = Number.POSITIVE_INFINITY
    for (const mark of waiting.toReversed()) {
      // From the right: a label that would run into the one beside it waits for the next row.
      const width = textWidth(mark.text)
      if (mark.from + width + 1 > limit) left.unshift(mark)
      else {
        row = ' '.repeat(mark.from) + mark.text + row.slice(mark.from + width)
        limit = mark.from
      }
    }
    rows.push(row)
    waiting = left
  }
  return rows
}

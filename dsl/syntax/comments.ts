// Comments of a file, kept for the formatter. Blank lines are counted, not kept: the text has them.
import type { IToken } from 'chevrotain'
import type { Span } from '../source/span.ts'
import { endOf } from './lex.ts'
import * as t from './tokens.ts'

export interface Comment {
  /** `//!` describes the file, `///` the item behind it, `//` nothing in particular. */
  readonly kind: 'module' | 'item' | 'plain'
  /** As written, with its slashes. */
  readonly text: string
  readonly span: Span
  /** Whether nothing but blanks stands before it on its line. */
  readonly ownLine: boolean
  /** Empty lines between it and what stands before. */
  readonly blankLinesBefore: number
}

/** Comments in the order of the text. */
export function readComments(file: string, text: string, trivia: readonly IToken[]): Comment[] {
  return trivia.map((token) => {
    const start = blankStart(text, token.startOffset)
    const breaks = text.slice(start, token.startOffset).match(/\r\n|\n|\r/g)?.length ?? 0
    return {
      kind: token.tokenType === t.ModuleDoc ? 'module' : token.tokenType === t.ItemDoc ? 'item' : 'plain',
      text: token.image.trimEnd(),
      span: { file, start: token.startOffset, end: endOf(token) },
      ownLine: start === 0 || breaks > 0,
      blankLinesBefore: Math.max(0, breaks - (start === 0 ? 0 : 1)),
    }
  })
}

/** Where the blanks before an offset begin. */
function blankStart(text: string, offset: number): number {
  let start = offset
  while (start > 0 && ' \t\r\n\uFEFF'.includes(text.charAt(start - 1))) start--
  return start
}

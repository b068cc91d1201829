// The limits on nesting. They are kept before parsing where brackets make the depth, so that no
// program, however made, overflows the stack of the parser or of a later walk over the tree.
import type { IToken } from 'chevrotain'
import type { Finding } from '../diagnostics/finding.ts'
import { report } from '../diagnostics/report.ts'
import type { SourceText } from '../source/source-text.ts'
import { endOf } from './lex.ts'
import type { Shape } from './shape.ts'
import * as t from './tokens.ts'

/** Brackets, `if`s or types within each other. */
export const NESTING_LIMIT = 64
/** Levels of a whole expression: brackets, chains of `[k]`, `.field` and `not` together. */
export const TREE_LIMIT = 600

/** Replaces every bracket that is nested too deeply, with its content, by one token that nobody reports again. */
export function cutDeepBrackets(
  source: SourceText,
  tokens: IToken[],
  shape: Shape,
): { readonly tokens: IToken[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = []
  const kept: IToken[] = []
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    if (token === undefined) break
    if (shape.depth[index] === NESTING_LIMIT && shape.depth[index + 1] === NESTING_LIMIT + 1) {
      const end = endOfGroup(tokens, shape, index)
      const span = { file: source.path, start: token.startOffset, end: endOf(token) }
      findings.push(report('QD0106', span, { what: 'brackets nested', limit: NESTING_LIMIT }))
      const last = tokens[end] ?? token
      kept.push({
        image: source.text.slice(token.startOffset, endOf(last)),
        startOffset: token.startOffset,
        tokenType: t.Bad,
        tokenTypeIdx: t.Bad.tokenTypeIdx ?? 0,
      })
      index = end
    } else kept.push(token)
  }
  return { tokens: kept, findings }
}

/** Index of the last token of the bracket that begins at `index`. */
function endOfGroup(tokens: readonly IToken[], shape: Shape, index: number): number {
  const closer = shape.closer[index] ?? -1
  if (closer >= 0) return closer
  let end = index
  while (end + 1 < tokens.length && (shape.depth[end + 1] ?? 0) > NESTING_LIMIT) end++
  return end
}

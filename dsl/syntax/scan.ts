// Cuts a text into tokens. Gives what chevrotain's lexer gives for the same kinds of token, by one
// pattern that is ready at once: that lexer analyses each pattern first, which takes longer than
// reading a strategy.
import type { IToken, TokenType } from 'chevrotain'
import * as t from './tokens.ts'

/** Characters with which no token begins. */
export interface Gap {
  readonly offset: number
  readonly length: number
}

export interface Scanned {
  readonly tokens: readonly IToken[]
  /** Comments of all kinds in order. */
  readonly trivia: readonly IToken[]
  readonly gaps: readonly Gap[]
}

const signs = new Map<unknown, TokenType>(t.lexed.map((type) => [type.PATTERN, type]))
const patterned = t.lexed.filter(({ PATTERN }) => PATTERN instanceof RegExp)

let pattern: RegExp | undefined

/** A group for each kind, first match first; then all signs, the longest first. */
function createPattern(): RegExp {
  const groups = patterned.map(({ PATTERN }) => `(${PATTERN instanceof RegExp ? PATTERN.source : ''})`)
  const texts = [...signs.keys()].filter((text) => typeof text === 'string')
  const escaped = texts.toSorted((a, b) => b.length - a.length).map((text) => text.replace(/\W/g, '\\$&'))
  return new RegExp([...groups, ...escaped].join('|'), 'y')
}

export function scan(text: string): Scanned {
  pattern ??= createPattern()
  const tokens: IToken[] = []
  const trivia: IToken[] = []
  const gaps: Gap[] = []
  let seen = 0
  for (let at = 0; at < text.length;) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match === null) {
      at++
      continue
    }
    if (at > seen) gaps.push({ offset: seen, length: at - seen })
    const [image] = match
    const type = patterned[match.indexOf(image, 1) - 1] ?? signs.get(image) ?? t.Bad
    if (type.GROUP !== t.SKIPPED) {
      const token = { image, startOffset: at, tokenType: type, tokenTypeIdx: type.tokenTypeIdx ?? 0 }
      if (type.GROUP === t.TRIVIA) trivia.push(token)
      else tokens.push(token)
    }
    at += image.length
    seen = at
  }
  if (text.length > seen) gaps.push({ offset: seen, length: text.length - seen })
  return { tokens, trivia, gaps }
}

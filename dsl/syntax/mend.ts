// Misspelt keywords. A word that stands where only a keyword can stand is taken for the nearest one,
// after a finding, so that what follows is still understood.
import type { IToken, TokenType } from 'chevrotain'
import type { Finding } from '../diagnostics/finding.ts'
import { report } from '../diagnostics/report.ts'
import { suggest } from '../diagnostics/suggest.ts'
import { endOf, retype } from './lex.ts'
import { mayBegin } from './shape.ts'
import * as t from './tokens.ts'

const STARTERS: readonly string[] = t.starters.filter((type) => type !== t.Rec).map(t.spellingOf)

/** What other languages say. */
const ALIASES: Readonly<Record<string, string>> = {
  var: 'let',
  const: 'let',
  val: 'let',
  def: 'fn',
  func: 'fn',
  function: 'fn',
  library: 'lib',
  assert: 'expect',
}

/** The keyword that begins a definition which is most like `word`, if one is. */
export function likeStarter(word: string): string | undefined {
  return Object.hasOwn(ALIASES, word) ? ALIASES[word] : suggest(word, STARTERS)
}

/** Turns a misspelt word into the keyword that it was meant to be, and says so. */
export function mendWord(file: string, token: IToken, type: TokenType): Finding {
  const span = { file, start: token.startOffset, end: endOf(token) }
  const instead = t.spellingOf(type)
  retype(token, type)
  return report(
    'QD0111',
    span,
    { found: token.image, instead },
    { fix: { title: `write ${instead}`, edits: [{ span, newText: instead }] } },
  )
}

/**
 * Mends the words that begin a line and stand where only a definition can begin: a plain name with
 * another name, a text or a brace behind it, and nothing that could end an operator before it.
 */
export function mendStarters(file: string, text: string, tokens: readonly IToken[]): Finding[] {
  const findings: Finding[] = []
  let end = 0
  tokens.forEach((token, index) => {
    const next = tokens[index + 1]
    if (token.tokenType === t.Ident && (index === 0 || /[\n\r]/.test(text.slice(end, token.startOffset)))) {
      const type = t.words.get(likeStarter(token.image) ?? '')
      if (
        type !== undefined &&
        next?.tokenType !== t.OpenBracket &&
        mayBegin(type, next) &&
        !isOperator(tokens[index - 1])
      ) {
        findings.push(mendWord(file, token, type))
      }
    }
    end = endOf(token)
  })
  return findings
}

/** Whether a value is still to come after this token. */
function isOperator(token: IToken | undefined): boolean {
  if (token === undefined) return false
  const type = token.tokenType
  return (
    type.CATEGORIES?.includes(t.Infix) === true || [t.Comma, t.Equal, t.Colon, t.OpenParen].includes(type)
  )
}

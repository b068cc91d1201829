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

/** Behind one of these at the end of a line nothing is open: no operator, no word that wants a name. */
const ENDERS: ReadonlySet<TokenType> = new Set(
  [
    [t.Ident, t.Int, t.Float, t.Scaled, t.Duration, t.Text, t.OpenText, t.True, t.False, t.Na, t.Bad],
    [t.CloseParen, t.CloseBracket, t.CloseBrace],
  ].flat(),
)

/** What may stand behind a misspelt keyword; a word that is a keyword in its place could follow any name. */
const FOLLOWERS: ReadonlySet<TokenType> = new Set(
  [
    [t.Ident, t.Signal, t.Target, t.Order, t.Text, t.OpenText, t.OpenBrace],
    [t.Let, t.Fn, t.Type, t.Node, t.Rec],
  ].flat(),
)

/**
 * Mends the words that begin a line and stand where only a definition can begin. Line breaks mean
 * nothing, so the neighbours have to make sure that no right program is touched.
 */
export function mendStarters(file: string, text: string, tokens: readonly IToken[]): Finding[] {
  const findings: Finding[] = []
  let previous: IToken | undefined
  tokens.forEach((token, index) => {
    const next = tokens[index + 1]
    const closed = previous === undefined || ENDERS.has(previous.tokenType)
    if (token.tokenType === t.Ident && closed && next !== undefined && FOLLOWERS.has(next.tokenType)) {
      const fresh = previous === undefined || /[\n\r]/.test(text.slice(endOf(previous), token.startOffset))
      const type = fresh ? t.words.get(likeStarter(token.image) ?? '') : undefined
      if (type !== undefined && mayBegin(type, next)) findings.push(mendWord(file, token, type))
    }
    previous = token
  })
  return findings
}

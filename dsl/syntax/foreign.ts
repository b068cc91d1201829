// Signs that people bring along from other languages or from typeset text, and what this language
// writes instead. Data only.
import type { TokenType } from 'chevrotain'
import * as t from './tokens.ts'

export interface ForeignSign {
  readonly hint: string
  /** Replacement text where there is exactly one. */
  readonly instead?: string
  /** How parsing goes on: as this kind of token, or without it; otherwise the place is broken. */
  readonly readAs?: TokenType | 'nothing'
}

const none: ForeignSign = { hint: '' }

const TABLE: Readonly<Record<string, ForeignSign>> = {
  '&&': { hint: 'write `and`', instead: 'and', readAs: t.And },
  '||': { hint: 'write `or`', instead: 'or', readAs: t.Or },
  '!': { hint: 'write `not`', instead: 'not', readAs: t.Not },
  '===': { hint: 'write `==`', instead: '==', readAs: t.EqualEqual },
  '!==': { hint: 'write `!=`', instead: '!=', readAs: t.NotEqual },
  ':=': { hint: 'a name is defined once, by `let name = …`', instead: '=', readAs: t.Equal },
  '->': { hint: 'write `=>`', instead: '=>', readAs: t.Arrow },
  ';': { hint: 'nothing separates definitions; leave it out', instead: '', readAs: 'nothing' },
  '%': { hint: 'the remainder of a division is `mod(x, y)`; a percentage follows its number, as in `5%`' },
  '^': { hint: 'powers are `pow(x, y)`' },
  '**': { hint: 'powers are `pow(x, y)`' },
  '|>': { hint: 'write the call: `f(x)`' },
  '?': { hint: 'write `if a then b else c`; `x ?? y` is y where x is na' },
  '&': { hint: 'write `and`', instead: 'and', readAs: t.And },
  '|': { hint: 'write `or`', instead: 'or', readAs: t.Or },
  "'": { hint: 'texts stand in double quotes: "…"' },
  '`': { hint: 'texts stand in double quotes: "…"' },
  '−': { hint: 'write `-`', instead: '-', readAs: t.Minus },
  '–': { hint: 'write `-`', instead: '-', readAs: t.Minus },
  '—': { hint: 'write `-`', instead: '-', readAs: t.Minus },
  '×': { hint: 'write `*`', instead: '*', readAs: t.Star },
  '·': { hint: 'write `*`', instead: '*', readAs: t.Star },
  '÷': { hint: 'write `/`', instead: '/', readAs: t.Slash },
  '≤': { hint: 'write `<=`', instead: '<=', readAs: t.LessEqual },
  '≥': { hint: 'write `>=`', instead: '>=', readAs: t.GreaterEqual },
  '≠': { hint: 'write `!=`', instead: '!=', readAs: t.NotEqual },
  '⇒': { hint: 'write `=>`', instead: '=>', readAs: t.Arrow },
  '→': { hint: 'write `=>`', instead: '=>', readAs: t.Arrow },
  '…': { hint: 'a range is written `1..5`' },
  '“': { hint: 'texts stand in straight quotes: "…"' },
  '”': { hint: 'texts stand in straight quotes: "…"' },
  '‘': { hint: 'texts stand in straight double quotes: "…"' },
  '’': { hint: 'texts stand in straight double quotes: "…"' },
  '\u00A0': { hint: 'this blank is not the ordinary one', instead: ' ', readAs: 'nothing' },
  '\u200B': { hint: 'this character takes no room; leave it out', instead: '', readAs: 'nothing' },
  '\u2028': { hint: 'write an ordinary line break', instead: '\n', readAs: 'nothing' },
}

/** What is known about a sign, by its text as the lexer found it. */
export function foreignSign(text: string): ForeignSign {
  if (text.startsWith('#'))
    return { hint: 'comments begin with `//`', instead: `//${text.slice(1)}`, readAs: 'nothing' }
  if (text.startsWith('/*'))
    return { hint: 'comments begin with `//` and end with the line', readAs: 'nothing' }
  if (text.length > 1 && text.startsWith("'")) return quoted(text)
  return TABLE[text] ?? none
}

function quoted(text: string): ForeignSign {
  const hint = 'texts stand in double quotes: "…"'
  const inside = text.slice(1, -1)
  if (/["\\]/.test(inside)) return { hint }
  return { hint, instead: `"${inside}"`, readAs: t.Text }
}

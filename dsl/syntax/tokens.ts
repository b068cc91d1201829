// The kinds of token. Words are told apart after lexing, by a table; so the lexer has one pattern
// for all of them and no word can eat the beginning of another.
import { createToken, Lexer } from 'chevrotain'
import type { TokenType } from 'chevrotain'

/** Anything that cannot begin an item: lets the file loop swallow odd tokens instead of ending at them. */
export const Stray = category('odd token')
/** A name, or a word that means something only in its place and is a name elsewhere. */
export const Ident = createToken({
  name: 'Ident',
  // Letters of other alphabets are taken in, so that a word with one is one word and one message.
  pattern:
    /[A-Za-z_\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u1FFF\u3040-\uD7A3][A-Za-z0-9_\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u1FFF\u3040-\uD7A3]*/,
  label: 'a name',
  categories: [Stray],
})
/** What may stand before `:` in a record and after `.`: a name, or `type`, which orders need. */
export const FieldWord = category('a field name')
/** Operators between two operands. */
export const Infix = category('an operator')

function category(label: string): TokenType {
  return createToken({ name: label, pattern: Lexer.NA, label })
}

function literal(name: string, label: string, pattern: RegExp): TokenType {
  return createToken({ name, pattern, label, categories: [Stray] })
}

function sign(name: string, text: string, ...categories: TokenType[]): TokenType {
  return createToken({ name, pattern: text, label: `\`${text}\``, categories: [Stray, ...categories] })
}

function word(text: string, ...categories: TokenType[]): TokenType {
  // In capitals, because productions of the grammar are called `let` and `param`.
  return createToken({ name: text.toUpperCase(), pattern: Lexer.NA, label: `\`${text}\``, categories })
}

const contextual = (text: string): TokenType => word(text, Ident)
const inner = (text: string, ...categories: TokenType[]): TokenType => word(text, Stray, ...categories)

Ident.CATEGORIES = [Stray, FieldWord]

// ---- trivia and literals -----------------------------------------------------------------------

/** Group under which the lexer collects comments. */
export const TRIVIA = 'trivia'
/** Group of what means nothing. */
export const SKIPPED = Lexer.SKIPPED
const Blank = createToken({
  name: 'Blank',
  pattern: /[ \t\r\n\uFEFF]+/,
  group: SKIPPED,
  line_breaks: true,
})
export const ModuleDoc = createToken({ name: 'ModuleDoc', pattern: /\/\/![^\n\r]*/, group: TRIVIA })
export const ItemDoc = createToken({ name: 'ItemDoc', pattern: /\/\/\/(?!\/)[^\n\r]*/, group: TRIVIA })
const Comment = createToken({ name: 'Comment', pattern: /\/\/[^\n\r]*/, group: TRIVIA })

export const Text = literal('Text', 'a text in quotes', /"(?:[^"\\\n\r]|\\[^\n\r])*"/)
export const OpenText = literal('OpenText', 'a text in quotes', /"(?:[^"\\\n\r]|\\[^\n\r])*\\?/)
// A number ends where no letter, digit or single point follows: 2..200 is two numbers, 1.2.3 is none.
export const Duration = literal(
  'Duration',
  'a duration',
  /(?:0|[1-9][0-9_]*)(?:ms|s|m|h|d|w)(?![A-Za-z0-9_]|\.(?!\.))/,
)
export const Scaled = literal(
  'Scaled',
  'a number',
  /(?:0|[1-9][0-9_]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?:%|bps(?![A-Za-z0-9_]|\.(?!\.)))/,
)
export const Float = literal(
  'Float',
  'a number',
  /(?:0|[1-9][0-9_]*)(?:\.[0-9]+(?:[eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+)(?![A-Za-z0-9_]|\.(?!\.))/,
)
export const Int = literal('Int', 'a whole number', /(?:0|[1-9][0-9_]*)(?![A-Za-z0-9_]|\.(?!\.))/)
export const BadNumber = literal('BadNumber', 'a number', /\.?[0-9](?:[0-9A-Za-z_]|\.(?!\.))*/)

// ---- signs -------------------------------------------------------------------------------------

/** What other languages write and this one does not; see `foreign.ts`. */
export const Foreign = literal(
  'Foreign',
  'a sign of another language',
  /\/\*(?:[^*]|\*(?!\/))*\*\/|\/\*[^\n\r]*|'[^'\n\r]*'|#[^\n\r]*|===|!==|&&|\|\||\|>|\*\*|:=|->|[%^;&|~$\\'`]|!(?!=)|\?(?!\?)/,
)
export const OpenBrace = sign('OpenBrace', '{')
// The one sign that is no stray: it may end a test.
export const CloseBrace = createToken({ name: 'CloseBrace', pattern: '}', label: '`}`' })
export const OpenParen = sign('OpenParen', '(')
export const CloseParen = sign('CloseParen', ')')
export const OpenBracket = sign('OpenBracket', '[')
export const CloseBracket = sign('CloseBracket', ']')
export const Comma = sign('Comma', ',')
export const Colon = sign('Colon', ':')
export const DotDot = sign('DotDot', '..')
export const Dot = sign('Dot', '.')
export const At = sign('At', '@')
export const Arrow = sign('Arrow', '=>')
export const EqualEqual = sign('EqualEqual', '==', Infix)
export const NotEqual = sign('NotEqual', '!=', Infix)
export const LessEqual = sign('LessEqual', '<=', Infix)
export const Less = sign('Less', '<', Infix)
export const GreaterEqual = sign('GreaterEqual', '>=', Infix)
export const Greater = sign('Greater', '>', Infix)
export const Equal = sign('Equal', '=')
export const Coalesce = sign('Coalesce', '??', Infix)
export const Plus = sign('Plus', '+', Infix)
export const Minus = sign('Minus', '-', Infix)
export const Star = sign('Star', '*', Infix)
export const Slash = sign('Slash', '/', Infix)

/** Something that was reported already: later stages stay silent about it. */
export const Bad = category('something that could not be read')
Bad.CATEGORIES = [Stray]

// ---- words -------------------------------------------------------------------------------------

export const Strategy = word('strategy')
export const Lib = word('lib')
export const Import = word('import')
export const Export = word('export')
export const Type = word('type', FieldWord)
export const Param = word('param')
export const Input = word('input')
export const Let = word('let')
export const Node = word('node')
export const Fn = word('fn')
export const Emit = word('emit')
export const Test = word('test')
export const Given = word('given')
export const Expect = word('expect')
export const Rec = inner('rec')
export const If = inner('if')
export const Then = inner('then')
export const Else = inner('else')
export const And = inner('and', Infix)
export const Or = inner('or', Infix)
export const Not = inner('not')
export const Is = inner('is')
export const Na = inner('na')
export const True = inner('true')
export const False = inner('false')
export const In = inner('in')

/** Words that begin a definition or a part of one. */
export const starters: readonly TokenType[] = [
  [Strategy, Lib, Import, Export, Type, Param, Input, Let, Rec, Node, Fn, Emit, Test, Given, Expect],
].flat()

/** Words that are never names. */
export const reserved: readonly TokenType[] = [
  starters,
  [If, Then, Else, And, Or, Not, Is, Na, True, False, In],
].flat()

export const From = contextual('from')
export const As = contextual('as')
export const Where = contextual('where')
export const Stream = contextual('stream')
export const Tags = contextual('tags')
export const Missing = contextual('missing')
export const Since = contextual('since')
export const Offset = contextual('offset')
export const On = contextual('on')
export const When = contextual('when')
export const AtWord = contextual('at')
export const Last = contextual('last')
export const Within = contextual('within')
export const Signal = contextual('signal')
export const Target = contextual('target')
export const Order = contextual('order')

const contextualWords: readonly TokenType[] = [
  [
    From,
    As,
    Where,
    Stream,
    Tags,
    Missing,
    Since,
    Offset,
    On,
    When,
    AtWord,
    Last,
    Within,
    Signal,
    Target,
    Order,
  ],
].flat()

/** Kind of a word that is not a plain name. */
export const words: ReadonlyMap<string, TokenType> = new Map(
  [...reserved, ...contextualWords].map((type) => [spellingOf(type), type]),
)

/** The text of a word token. */
export function spellingOf(type: TokenType): string {
  return type.name.toLowerCase()
}

/** What the lexer looks for, first match first. */
export const lexed: readonly TokenType[] = [
  [Blank, ModuleDoc, ItemDoc, Comment, Text, OpenText, Ident, Duration, Scaled, Float, Int],
  [DotDot, BadNumber, Foreign, Arrow, EqualEqual, NotEqual, LessEqual, GreaterEqual, Coalesce],
  [OpenBrace, CloseBrace, OpenParen, CloseParen, OpenBracket, CloseBracket, Comma, Colon, Dot, At],
  [Less, Greater, Equal, Plus, Minus, Star, Slash],
].flat()

/** Everything that the grammar speaks of. */
export const vocabulary: readonly TokenType[] = [...lexed, Stray, FieldWord, Infix, Bad, ...words.values()]

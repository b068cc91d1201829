// What can be seen of a program before parsing: which brackets belong together, how deep every token
// lies, and where definitions begin. Recovery relies on it, so it is made to survive any mistake: a
// word that begins a definition ends every bracket that cannot contain one.
import type { IToken, TokenType } from 'chevrotain'
import { endOf } from './lex.ts'
import * as t from './tokens.ts'

export interface Shape {
  /** Brackets around each token, and 0 for the end of the file; both brackets lie outside themselves. */
  readonly depth: Int32Array
  /** For an opening bracket the index of the bracket that ends it, else −1. */
  readonly closer: Int32Array
  /** 1 where a definition begins, at any depth. */
  readonly begins: Uint8Array
  /** 1 where a token is the first on its line. */
  readonly freshLine: Uint8Array
}

const OPENERS: ReadonlyMap<TokenType, TokenType> = new Map([
  [t.OpenParen, t.CloseParen],
  [t.OpenBracket, t.CloseBracket],
  [t.OpenBrace, t.CloseBrace],
])
const CLOSERS: ReadonlyMap<TokenType, TokenType> = new Map([...OPENERS].map(([open, close]) => [close, open]))

type Follows = (next: TokenType, nextIsName: boolean) => boolean

/** What may follow a word for it to begin a definition in the middle of a line. */
const FOLLOWS: ReadonlyMap<TokenType, Follows> = new Map<TokenType, Follows>([
  [t.Strategy, (_, name) => name],
  [t.Lib, (_, name) => name],
  [t.Import, (next) => next === t.OpenBrace],
  [t.Export, (next) => next === t.Type || next === t.Fn || next === t.Node],
  [t.Type, (_, name) => name],
  [t.Param, (_, name) => name],
  [t.Input, (_, name) => name],
  [t.Let, (next, name) => name || next === t.Rec || next === t.OpenBrace],
  [t.Node, (next) => next === t.Let || next === t.Fn],
  [t.Fn, (_, name) => name],
  [t.Emit, (_, name) => name],
  [t.Test, (next) => next === t.Text || next === t.OpenText],
  [t.Given, (_, name) => name],
  [t.Expect, () => true],
])

/** Whether the token is a name, or a word that is a name outside its place. */
export function isName(token: IToken | undefined): boolean {
  return (
    token !== undefined &&
    (token.tokenType === t.Ident || token.tokenType.CATEGORIES?.includes(t.Ident) === true)
  )
}

/** Whether a token of this type would begin a definition where `next` follows. */
export function mayBegin(type: TokenType, next: IToken | undefined): boolean {
  return FOLLOWS.get(type)?.(next?.tokenType ?? t.Bad, isName(next)) ?? false
}

/** Linear in the number of tokens. */
export function shapeOf(text: string, tokens: readonly IToken[]): Shape {
  const shape = {
    depth: new Int32Array(tokens.length + 1),
    closer: new Int32Array(tokens.length + 1).fill(-1),
    begins: new Uint8Array(tokens.length + 1),
    freshLine: freshLines(text, tokens),
  }
  const open = new OpenBrackets(tokens, shape.closer)
  tokens.forEach((token, index) => {
    const type = token.tokenType
    if (FOLLOWS.has(type) && begins(tokens, index, shape.freshLine)) {
      shape.begins[index] = 1
      open.endBefore(index)
    }
    if (CLOSERS.has(type)) open.close(index)
    shape.depth[index] = open.depth
    if (OPENERS.has(type)) open.push(index)
  })
  return shape
}

function begins(tokens: readonly IToken[], index: number, freshLine: Uint8Array): boolean {
  const [token, next] = [tokens[index], tokens[index + 1]]
  // `type: "limit"` is a field.
  if (token === undefined || next?.tokenType === t.Colon) return false
  return freshLine[index] === 1 || mayBegin(token.tokenType, next)
}

function freshLines(text: string, tokens: readonly IToken[]): Uint8Array {
  const fresh = new Uint8Array(tokens.length + 1)
  let end = 0
  tokens.forEach((token, index) => {
    if (index === 0 || /[\n\r]/.test(text.slice(end, token.startOffset))) fresh[index] = 1
    end = endOf(token)
  })
  fresh[tokens.length] = 1
  return fresh
}

/** The stack of brackets that are open, and the rules by which mistakes are survived. */
class OpenBrackets {
  readonly #stack: number[] = []
  readonly #count = new Map<TokenType, number>()
  readonly #tokens: readonly IToken[]
  readonly #closer: Int32Array

  constructor(tokens: readonly IToken[], closer: Int32Array) {
    this.#tokens = tokens
    this.#closer = closer
  }

  get depth(): number {
    return this.#stack.length
  }

  push(index: number): void {
    this.#stack.push(index)
    this.#add(index, 1)
  }

  /** Ends the nearest bracket of the same kind, or else the nearest of any kind. */
  close(index: number): void {
    const wanted = CLOSERS.get(this.#typeAt(index))
    if (wanted !== undefined && (this.#count.get(wanted) ?? 0) > 0) {
      while (this.#typeAt(this.#stack.at(-1) ?? -1) !== wanted) this.#pop()
    }
    const opener = this.#pop()
    if (opener !== undefined) this.#closer[opener] = index
  }

  /** Gives up the brackets that cannot contain the definition which begins at `index`. */
  endBefore(index: number): void {
    const type = this.#typeAt(index)
    const isLet = type === t.Let || (type === t.Node && this.#typeAt(index + 1) === t.Let)
    const inTest = type === t.Given || type === t.Expect
    while (this.#stack.length > 0) {
      const top = this.#stack.at(-1) ?? -1
      if ((isLet || inTest) && this.#isTest(top)) return
      if (isLet && this.#isBlock(top)) return
      this.#pop()
    }
  }

  #isTest(brace: number): boolean {
    const title = this.#typeAt(brace - 1)
    return (
      this.#typeAt(brace) === t.OpenBrace &&
      (title === t.Text || title === t.OpenText) &&
      this.#typeAt(brace - 2) === t.Test
    )
  }

  #isBlock(brace: number): boolean {
    const first = this.#typeAt(brace + 1)
    return this.#typeAt(brace) === t.OpenBrace && (first === t.Let || first === t.Node)
  }

  #pop(): number | undefined {
    const index = this.#stack.pop()
    if (index !== undefined) this.#add(index, -1)
    return index
  }

  #add(index: number, by: number): void {
    const type = this.#typeAt(index)
    this.#count.set(type, (this.#count.get(type) ?? 0) + by)
  }

  #typeAt(index: number): TokenType {
    return this.#tokens[index]?.tokenType ?? t.Bad
  }
}

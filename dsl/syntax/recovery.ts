// The part of the parser that survives mistakes: it reports each once, in words, and finds the place
// where reading can go on. It knows tokens and their shape; the grammar is in the classes above it.
import { EmbeddedActionsParser, EOF, isRecognitionException } from 'chevrotain'
import type { IToken, ParserMethod, TokenType } from 'chevrotain'
import type { Finding } from '../diagnostics/finding.ts'
import { report } from '../diagnostics/report.ts'
import { suggest } from '../diagnostics/suggest.ts'
import type { SourceText } from '../source/source-text.ts'
import type { Span } from '../source/span.ts'
import type { Name } from './ast.ts'
import { describeToken, expectedWords } from './describe.ts'
import { habitHint } from './habits.ts'
import { endOf } from './lex.ts'
import { LazyLookahead } from './lazy-lookahead.ts'
import { mendWord } from './mend.ts'
import { isName } from './shape.ts'
import type { Shape } from './shape.ts'
import * as t from './tokens.ts'

export type Rule<R> = ParserMethod<[], R>

/** Ends a production after its finding was recorded; caught by the nearest guard. */
class Abandoned extends Error {
  override readonly name = 'Abandoned'
}

export interface ParserInput {
  readonly source: SourceText
  readonly tokens: IToken[]
  readonly trivia: readonly IToken[]
  readonly shape: Shape
  readonly mended: ReadonlyMap<number, string>
}

const NOTHING: ParserInput = {
  source: { path: '', text: '', lineStarts: [0] },
  tokens: [],
  trivia: [],
  shape: {
    depth: new Int32Array(1),
    closer: new Int32Array(1),
    begins: new Uint8Array(1),
    freshLine: new Uint8Array(1),
  },
  mended: new Map(),
}

/** Tokens by which the grammar is told apart where it does not say more. */
const LOOKAHEAD = 3

/** More findings than this are not collected. */
export const FINDING_LIMIT = 100

export abstract class RecoveringParser extends EmbeddedActionsParser {
  protected program: ParserInput = NOTHING
  readonly findings: Finding[] = []
  /** Index of the last token whose neighbourhood was reported; nothing up to it is reported again. */
  #quietUntil = -1
  /** Index of the token consumed last: chevrotain's own cursor, which its types leave out. */
  declare protected readonly currIdx: number

  /** `validate` looks for mistakes in the grammar itself; tests do that once, users need not wait for it. */
  constructor(validate: boolean) {
    super([...t.vocabulary], {
      maxLookahead: LOOKAHEAD,
      lookaheadStrategy: new LazyLookahead({ maxLookahead: LOOKAHEAD }),
      skipValidations: !validate,
      errorMessageProvider: {
        buildMismatchTokenMessage: ({ expected }) => expected.LABEL ?? expected.name,
        buildNotAllInputParsedMessage: () => 'the end of the file',
        buildNoViableAltMessage: ({ customUserDescription }) => customUserDescription ?? 'something else',
        buildEarlyExitMessage: ({ customUserDescription }) => customUserDescription ?? 'something else',
      },
    })
  }

  /** Declares a production whose type is what the annotation on its field says. */
  protected rule<R>(name: string, impl: () => R): Rule<R> {
    return this.RULE(name, impl)
  }

  /** Makes the parser ready for a text. */
  begin(program: ParserInput): void {
    this.program = program
    this.findings.length = 0
    this.#quietUntil = -1
    this.input = program.tokens
  }

  // ---- places ------------------------------------------------------------------------------------

  /** Index of the next token. */
  protected get at(): number {
    return this.currIdx + 1
  }

  protected spanOf(token: IToken): Span {
    return { file: this.program.source.path, start: token.startOffset, end: endOf(token) }
  }

  /** From an offset to the end of the last consumed token. */
  protected spanFrom(start: number): Span {
    const last = this.LA(0)
    return { file: this.program.source.path, start, end: Math.max(start, endOf(last)) }
  }

  /** Offset at which the next token begins. */
  protected get offset(): number {
    const next = this.LA(1)
    return next.tokenType === EOF ? this.program.source.text.length : next.startOffset
  }

  protected nextIs(...types: readonly TokenType[]): boolean {
    return types.includes(this.LA(1).tokenType)
  }

  protected nameOf(token: IToken): Name {
    return { text: token.image, span: this.spanOf(token) }
  }

  // ---- findings ----------------------------------------------------------------------------------

  protected add(finding: Finding): void {
    if (this.findings.length <= FINDING_LIMIT) this.findings.push(finding)
  }

  /** Adds a finding about the next token unless its neighbourhood was reported already. */
  protected addOnce(finding: () => Finding): void {
    if (this.at <= this.#quietUntil) return
    this.#quietUntil = this.at
    const [previous, next] = [this.LA(0).tokenType, this.LA(1).tokenType]
    if (next === t.Bad || previous === t.Bad || next === t.OpenText || previous === t.OpenText) return
    this.add(finding())
  }

  /** Reports that the next token is not what was expected, and ends the production. */
  protected unexpected(expected: string): never {
    this.note(expected)
    throw new Abandoned()
  }

  /** Ends a production about which everything has been said. */
  protected abandon(): never {
    throw new Abandoned()
  }

  protected note(expected: string): void {
    this.addOnce(() => this.#misfit(expected))
  }

  #misfit(expected: string): Finding {
    const [previous, next] = [this.LA(0), this.LA(1)]
    const type = next.tokenType
    const wrapped = type === EOF || this.program.shape.freshLine[this.at] === 1
    const habit = habitHint(expected, {
      before: this.LA(-1).tokenType,
      after: previous.tokenType,
      found: type,
    })
    const hint = habit === undefined ? {} : { hint: habit }
    if (wrapped && this.currIdx >= 0) {
      return report('QD0107', this.spanOf(previous), { expected, after: describeToken(previous), ...hint })
    }
    const span = type === EOF ? this.spanFrom(this.offset) : this.spanOf(next)
    const similar = type === t.Ident ? suggest(next.image, expectedWords(expected)) : undefined
    if (similar !== undefined) {
      const fix = { title: `write ${similar}`, edits: [{ span, newText: similar }] }
      return report('QD0111', span, { found: next.image, instead: similar }, { fix })
    }
    if (type === t.Equal && /value|`[a-z]+`|operator|[)\]]/.test(expected) && !/name/.test(expected)) {
      return report('QD0117', span, {}, { fix: { title: 'write ==', edits: [{ span, newText: '==' }] } })
    }
    const unusable = /name/.test(expected) ? t.reserved : /value/.test(expected) ? t.starters : []
    if (unusable.includes(type) && !this.beginsDefinition(this.at))
      return report('QD0115', span, { word: next.image })
    return report('QD0107', span, { expected, found: describeToken(next), ...hint })
  }

  // ---- going on ----------------------------------------------------------------------------------

  /**
   * Reads with `parse`; after a mistake skips to where `stop` holds at the depth at which reading
   * began, or to where that depth is left, and gives `broken` over what was skipped.
   */
  protected guard<T>(parse: () => T, stop: (index: number) => boolean, broken: (span: Span) => T): T {
    if (this.RECORDING_PHASE) return parse()
    const [depth, start] = [this.program.shape.depth[this.at] ?? 0, this.offset]
    try {
      return parse()
    } catch (error) {
      if (!(error instanceof Abandoned)) {
        if (!(error instanceof Error) || !isRecognitionException(error)) throw error
        this.note(error.message)
      }
      this.skip(depth, stop)
      return broken(this.spanFrom(start))
    }
  }

  /** Skips to where `stop` holds at `depth`, or the depth is left; what is found there is not reported again. */
  protected skip(depth: number, stop: (index: number) => boolean): void {
    const { shape, tokens } = this.program
    while (this.LA(1).tokenType !== EOF) {
      const here = shape.depth[this.at] ?? 0
      if (here < depth || (here === depth && stop(this.at))) break
      this.SKIP_TOKEN()
    }
    this.#quietUntil = Math.max(this.#quietUntil, Math.min(this.at, tokens.length))
  }

  protected readonly beginsDefinition = (index: number): boolean => this.program.shape.begins[index] === 1

  protected readonly endsElement = (index: number): boolean =>
    this.program.tokens[index]?.tokenType === t.Comma || this.beginsDefinition(index)

  /** Takes a misspelt word for the keyword that has to stand here. */
  protected mend(...types: readonly TokenType[]): void {
    if (this.RECORDING_PHASE) return
    const next = this.LA(1)
    if (next.tokenType !== t.Ident || this.at <= this.#quietUntil) return
    const type = t.words.get(suggest(next.image, types.map(t.spellingOf)) ?? '')
    if (type !== undefined) this.add(mendWord(this.program.source.path, next, type))
  }

  /**
   * Whether the bracket opened at `opener` (an index) ends here. If not, reports why and skips
   * behind its end where there is one. `element` is what the bracket has between commas, left out
   * where it holds one value.
   */
  protected endsHere(opener: number, close: TokenType, element?: string): boolean {
    if (this.RECORDING_PHASE || this.LA(1).tokenType === close) return true
    const { shape, tokens } = this.program
    const end = shape.closer[opener] ?? -1
    if (end < this.at) {
      const open = tokens[opener] ?? this.LA(0)
      const names = { open: describeToken(open), close: close.LABEL ?? close.name }
      const next = { span: this.spanOf(this.LA(1)), text: `${names.close} is missing before this` }
      const labels = this.LA(1).tokenType === EOF ? [] : [next]
      this.addOnce(() => report('QD0109', this.spanOf(open), names, { labels }))
      this.skip((shape.depth[opener] ?? 0) + 1, this.beginsDefinition)
      return false
    }
    const atElement = this.at === opener + 1 || this.LA(0).tokenType === t.Comma
    const more = element === undefined ? 'an operator' : atElement ? element : '`,`'
    this.note(`${more} or ${close.LABEL ?? close.name}`)
    while (this.at <= end) this.SKIP_TOKEN()
    this.#quietUntil = end
    return false
  }

  /** Reads a name that is being defined; a reserved word is reported and taken for one. */
  protected checkName(): void {
    if (this.RECORDING_PHASE || isName(this.LA(1))) return
    const [next, after] = [this.LA(1), this.LA(2)]
    if (!t.reserved.includes(next.tokenType) || this.beginsDefinition(this.at)) return
    if (![t.Colon, t.Equal, t.OpenParen, t.Comma, t.CloseBrace, t.CloseParen].includes(after.tokenType))
      return
    this.addOnce(() => report('QD0115', this.spanOf(next), { word: next.image }))
    next.tokenType = t.Ident
    next.tokenTypeIdx = t.Ident.tokenTypeIdx ?? next.tokenTypeIdx
  }
}

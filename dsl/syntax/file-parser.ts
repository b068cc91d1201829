// Files: their header, the items in them, tests, and what is none of these.
import { EOF } from 'chevrotain'
import type { IToken, TokenType } from 'chevrotain'
import { report } from '../diagnostics/report.ts'
import type * as ast from './ast.ts'
import { describeToken } from './describe.ts'
import { likeStarter } from './mend.ts'
import { readNumber } from './number-literal.ts'
import type { ParserInput, Rule } from './recovery.ts'
import { isName } from './shape.ts'
import { SurfaceParser } from './surface-parser.ts'
import * as t from './tokens.ts'

type TestEntry = ast.Given | ast.Let | ast.Expect
type Header = Pick<ast.File, 'form' | 'name'>
type At = NonNullable<ast.Expect['at']>

/** What may stand behind a finished item of each kind. */
const BEHIND: Readonly<Record<string, string>> = {
  param: 'an operator, `in`, `where` or the next definition',
  input: '`missing`, `since` or the next definition',
  let: 'an operator or the next definition',
  fn: 'an operator or the next definition',
  emit: 'an operator, `when`, `tags` or the next definition',
}

export class FileParser extends SurfaceParser {
  #header: Header | null = null
  /** Kind of the last item, for messages about what follows it. */
  #lastKind = ''
  /** Whether a test could not be read, so that its entries may lie about. */
  #brokenTest = false
  #triviaAt = 0

  constructor(validate = false) {
    super(validate)
    this.performSelfAnalysis()
  }

  override begin(program: ParserInput): void {
    super.begin(program)
    this.#header = null
    this.#lastKind = ''
    this.#brokenTest = false
    this.#triviaAt = 0
  }

  // ---- files -------------------------------------------------------------------------------------

  readonly file: Rule<ast.File> = this.rule('file', () => {
    const start = this.offset
    const docs = this.#docs(t.ModuleDoc)
    const items: ast.Item[] = []
    if (!this.RECORDING_PHASE) this.#checkHeader()
    this.MANY(() => {
      const item = this.SUBRULE(this.item)
      if (item !== null) items.push(item)
    })
    const span = this.spanFrom(start)
    const { form, name } = this.#header ?? {
      form: 'strategy',
      name: { text: '', span: { ...span, end: start } },
    }
    return { kind: 'file', form, name, docs, items, span }
  })

  /** An expression alone, as on a command line. */
  readonly lone: Rule<ast.Expr> = this.rule('lone', () => {
    const value = this.SUBRULE(this.element)
    if (this.RECORDING_PHASE || this.LA(1).tokenType === EOF) return value
    this.note('an operator or the end of the expression')
    this.skip(0, () => false)
    return value
  })

  /** Whether the file that was read last says what it is. */
  get headed(): boolean {
    return this.#header !== null
  }

  #checkHeader(): void {
    const next = this.LA(1)
    if (next.tokenType === t.Strategy || next.tokenType === t.Lib) return
    const span = next.tokenType === EOF ? this.spanFrom(this.offset) : this.spanOf(next)
    this.addOnce(() => report('QD0112', span, {}))
  }

  /** A definition, or `null` for what is none. */
  protected readonly item: Rule<ast.Item | null> = this.rule('item', () => {
    this.itemDocs = this.#docs(t.ItemDoc)
    this.names = []
    const isTest = this.LA(1).tokenType === t.Test
    if (isTest) this.#brokenTest = false
    const item = this.guard<ast.Item | null>(
      () =>
        this.OR<readonly { ALT: () => ast.Item | null }[]>([
          { ALT: () => this.SUBRULE(this.header) },
          { ALT: () => this.SUBRULE(this.importItem) },
          { ALT: () => this.SUBRULE(this.param) },
          { ALT: () => this.SUBRULE(this.inputItem) },
          { ALT: () => this.SUBRULE(this.declaration) },
          { ALT: () => this.SUBRULE(this.emit) },
          { ALT: () => this.SUBRULE(this.test) },
          { ALT: () => this.SUBRULE(this.stray) },
        ]),
      this.beginsDefinition,
      (span) => {
        this.#brokenTest ||= isTest
        return { kind: 'broken-item', names: this.names, span }
      },
    )
    this.#lastKind = item?.kind ?? this.#lastKind
    return item
  })

  protected readonly header: Rule<null> = this.rule('header', () => {
    this.OR([{ ALT: () => this.CONSUME(t.Strategy) }, { ALT: () => this.CONSUME(t.Lib) }])
    const word = this.LA(0)
    this.checkName()
    if (!this.RECORDING_PHASE && !isName(this.LA(1))) this.note('a name')
    const token = this.OPTION(() => this.CONSUME(t.Ident))
    this.ACTION(() => {
      if (this.#header !== null) return this.add(report('QD0118', this.spanOf(word), { word: word.image }))
      const after = this.spanFrom(this.LA(0).startOffset)
      const name =
        token === undefined ? { text: '', span: { ...after, start: after.end } } : this.nameOf(token)
      this.#header = { form: word.tokenType === t.Lib ? 'lib' : 'strategy', name }
    })
    return null
  })

  /** Reports text that is no definition, and skips to the next one. */
  protected readonly stray: Rule<null> = this.rule('stray', () => {
    if (!this.RECORDING_PHASE) this.#reportStray(this.LA(1))
    this.OR([
      { ALT: () => this.CONSUME(t.Stray) },
      { ALT: () => this.CONSUME(t.CloseBrace) },
      { ALT: () => this.CONSUME(t.Given) },
      { ALT: () => this.CONSUME(t.Expect) },
    ])
    if (!this.RECORDING_PHASE) this.skip(0, this.beginsDefinition)
    return null
  })

  #reportStray(token: IToken): void {
    const type = token.tokenType
    const isEntry = type === t.Given || type === t.Expect
    if (this.#brokenTest && (isEntry || type === t.CloseBrace)) return
    const span = this.spanOf(token)
    const opener = { ')': '`(`', ']': '`[`', '}': '`{`' }[token.image]
    if (isEntry) {
      this.add(report('QD0119', span, { word: token.image, where: 'stands in a `test` only' }))
    } else if (opener !== undefined) {
      this.addOnce(() => report('QD0110', span, { close: describeToken(token), open: opener }))
    } else if (this.program.shape.freshLine[this.at] !== 1) {
      this.note(BEHIND[this.#lastKind] ?? 'the next definition')
    } else {
      const instead = type === t.Ident ? likeStarter(token.image) : undefined
      this.addOnce(() =>
        instead === undefined
          ? report('QD0116', span, { found: describeToken(token), ...this.#unnamed(token) })
          : report('QD0111', span, { found: token.image, instead }),
      )
    }
  }

  /** A line `x = …` was meant to name a value. */
  #unnamed(token: IToken): { readonly hint?: string } {
    const named = token.tokenType === t.Ident && this.LA(2).tokenType === t.Equal
    return named
      ? { hint: `a value gets its name by \`let\`: \`let ${describeToken(token).slice(1, -1)} = …\`` }
      : {}
  }

  /** Joined text of the documentation comments of one kind before the next token. */
  #docs(kind: TokenType): string {
    const { trivia } = this.program
    const lines: string[] = []
    const [after, before] = [this.LA(0), this.offset]
    for (; (trivia[this.#triviaAt]?.startOffset ?? before) < before; this.#triviaAt++) {
      const comment = trivia[this.#triviaAt]
      if (comment?.tokenType !== kind || (after.tokenType !== EOF && comment.startOffset < after.startOffset))
        continue
      lines.push(comment.image.slice(3).replace(/^ /, '').trimEnd())
    }
    return lines.join('\n')
  }

  // ---- tests -------------------------------------------------------------------------------------

  protected readonly test: Rule<ast.Test> = this.rule('test', () => {
    const start = this.offset
    this.CONSUME(t.Test)
    const title = this.SUBRULE(this.text)
    const opener = this.at
    this.CONSUME(t.OpenBrace)
    const items: TestEntry[] = []
    this.MANY(() => {
      const entry = this.SUBRULE(this.testEntry)
      if (entry !== null) items.push(entry)
    })
    if (this.endsHere(opener, t.CloseBrace)) this.CONSUME(t.CloseBrace)
    else this.#brokenTest = true
    return { kind: 'test', title, items, span: this.spanFrom(start) }
  })

  protected readonly testEntry: Rule<TestEntry | null> = this.rule('testEntry', () =>
    this.guard<TestEntry | null>(
      () =>
        this.OR<readonly { ALT: () => TestEntry | null }[]>([
          { ALT: () => this.SUBRULE(this.given) },
          { ALT: () => this.SUBRULE(this.localLet) },
          { ALT: () => this.SUBRULE(this.expect) },
          { ALT: () => this.SUBRULE(this.strayEntry) },
        ]),
      this.beginsDefinition,
      () => null,
    ),
  )

  protected readonly given: Rule<ast.Given> = this.rule('given', () => {
    const start = this.offset
    this.CONSUME(t.Given)
    const name = this.SUBRULE(this.binder)
    const value = this.whole(() => {
      this.CONSUME(t.Equal)
      return this.SUBRULE(this.expr)
    })
    return { kind: 'given', name, value, span: this.spanFrom(start) }
  })

  protected readonly expect: Rule<ast.Expect> = this.rule('expect', () => {
    const start = this.offset
    this.CONSUME(t.Expect)
    const condition = this.whole(() => this.SUBRULE(this.expr))
    this.mend(t.Within, t.AtWord)
    const within = this.OPTION(() => {
      this.CONSUME(t.Within)
      return this.arithmetic(
        this.whole(() => this.SUBRULE2(this.expr)),
        '`within`',
      )
    })
    this.mend(t.AtWord)
    const at = this.OPTION2(() => {
      this.CONSUME(t.AtWord)
      return this.SUBRULE(this.ticks)
    })
    return { kind: 'expect', condition, within: within ?? null, at: at ?? null, span: this.spanFrom(start) }
  })

  protected readonly ticks: Rule<At> = this.rule('ticks', () => {
    this.mend(t.Last)
    if (!this.RECORDING_PHASE && !this.nextIs(t.Last, t.Int, t.Bad))
      this.unexpected('`last` or a tick number')
    return this.OR<readonly { ALT: () => At }[]>([
      {
        ALT: () => {
          this.CONSUME(t.Last)
          return { kind: 'last' }
        },
      },
      {
        ALT: () => {
          const first = this.#tick(this.CONSUME(t.Int))
          const last = this.OPTION(() => {
            this.CONSUME(t.DotDot)
            return this.#tick(this.CONSUME2(t.Int))
          })
          return { kind: 'ticks', first, last: last ?? first }
        },
      },
    ])
  })

  #tick(token: IToken): number {
    return this.ACTION(() => {
      const value = readNumber(this.program.mended.get(token.startOffset) ?? token.image)
      return value?.kind === 'int' ? value.value : 0
    })
  }

  /** Reports what no test has, and skips to the next entry. */
  protected readonly strayEntry: Rule<null> = this.rule('strayEntry', () => {
    const depth = this.program.shape.depth[this.at] ?? 0
    if (!this.RECORDING_PHASE) {
      if (this.program.shape.freshLine[this.at] === 1) {
        const found = describeToken(this.LA(1))
        this.addOnce(() =>
          report('QD0107', this.spanOf(this.LA(1)), { expected: '`given`, `let` or `expect`', found }),
        )
      } else this.note('an operator, `within`, `at` or the next `expect`')
    }
    this.CONSUME(t.Stray)
    if (!this.RECORDING_PHASE) this.skip(depth, this.beginsDefinition)
    return null
  })
}

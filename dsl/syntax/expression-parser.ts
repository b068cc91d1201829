// Types and expressions. Operators are read as a flat row and put in order by `operators.ts`, so
// that neither a long row nor a long `else if` chain makes the parser or the tree deep.
import type { IToken, TokenType } from 'chevrotain'
import { report } from '../diagnostics/report.ts'
import type { Span } from '../source/span.ts'
import type * as ast from './ast.ts'
import type { ChainOp, CompareOp } from './ast.ts'
import { NESTING_LIMIT } from './nesting.ts'
import { readNumber } from './number-literal.ts'
import { assemble } from './operators.ts'
import type { Operand, Prefix, Step } from './operators.ts'
import { RecoveringParser } from './recovery.ts'
import type { ParserInput, Rule } from './recovery.ts'
import { isName } from './shape.ts'
import { readText } from './text-literal.ts'
import * as t from './tokens.ts'

const NO_PREFIX: readonly Prefix[] = []

const beginsValue: ReadonlySet<unknown> = new Set([
  ...[t.Int, t.Float, t.Scaled, t.Duration, t.Text, t.OpenText, t.True, t.False, t.Na, t.Bad],
  ...[t.OpenParen, t.OpenBracket, t.OpenBrace, t.If, t.Not, t.Minus],
])

export const broken = (span: Span): ast.Broken => ({ kind: 'broken', span })

export abstract class ExpressionParser extends RecoveringParser {
  /** How many `if`s and types are being read within each other. */
  #ifs = 0
  #types = 0

  override begin(program: ParserInput): void {
    super.begin(program)
    this.#ifs = 0
    this.#types = 0
  }

  // ---- lists and names ---------------------------------------------------------------------------

  /** Elements between commas, with or without one behind the last. One list a rule. */
  protected list<T>(element: Rule<T>, what: string): T[] {
    const items: T[] = []
    this.OPTION8(() => {
      items.push(this.SUBRULE8(element))
      this.MANY8(() => {
        this.CONSUME8(t.Comma)
        if (!this.RECORDING_PHASE && this.LA(1).tokenType === t.Comma) this.note(what)
        this.OPTION9(() => items.push(this.SUBRULE9(element)))
      })
    })
    return items
  }

  /** A name that is being defined. */
  protected readonly binder: Rule<ast.Name> = this.rule('binder', () => {
    this.checkName()
    return this.nameOf(this.CONSUME(t.Ident))
  })

  protected readonly fieldName: Rule<ast.Name> = this.rule('fieldName', () => {
    if (!this.RECORDING_PHASE && this.LA(1).tokenType !== t.Type) this.checkName()
    return this.nameOf(this.CONSUME(t.FieldWord))
  })

  // ---- types -------------------------------------------------------------------------------------

  readonly type: Rule<ast.TypeNode> = this.rule('type', () => {
    if (!this.RECORDING_PHASE) this.#checkType()
    this.#types++
    try {
      return this.OR([
        { ALT: () => this.SUBRULE(this.namedType) },
        { ALT: () => this.SUBRULE(this.recordType) },
      ])
    } finally {
      this.#types--
    }
  })

  #checkType(): void {
    const next = this.LA(1)
    if (!isName(next) && next.tokenType !== t.OpenBrace) this.unexpected('a type')
    if (this.#types < NESTING_LIMIT) return
    this.addOnce(() => report('QD0106', this.spanOf(next), { what: 'types nested', limit: NESTING_LIMIT }))
    this.abandon()
  }

  protected readonly namedType: Rule<ast.TypeNode> = this.rule('namedType', () => {
    const name = this.nameOf(this.CONSUME(t.Ident))
    const argument = this.OPTION(() => {
      this.CONSUME(t.Less)
      const inner = this.SUBRULE(this.type)
      this.CONSUME(t.Greater)
      return inner
    })
    return { kind: 'named', name, argument: argument ?? null, span: this.spanFrom(name.span.start) }
  })

  protected readonly recordType: Rule<ast.TypeNode> = this.rule('recordType', () => {
    const [start, opener] = [this.offset, this.at]
    this.CONSUME(t.OpenBrace)
    const fields = this.list(this.typeField, 'a field')
    if (!this.endsHere(opener, t.CloseBrace, 'a field')) this.abandon()
    this.CONSUME(t.CloseBrace)
    return { kind: 'record', fields, span: this.spanFrom(start) }
  })

  protected readonly typeField: Rule<{ name: ast.Name; type: ast.TypeNode }> = this.rule('typeField', () => {
    const name = this.SUBRULE(this.fieldName)
    this.CONSUME(t.Colon)
    return { name, type: this.SUBRULE(this.type) }
  })

  // ---- operators ---------------------------------------------------------------------------------

  readonly expr: Rule<ast.Expr> = this.rule('expr', () => {
    const rest: Step[] = []
    const first = this.SUBRULE(this.operand)
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            const sign = this.CONSUME(t.Infix)
            const operand = this.SUBRULE2(this.operand)
            this.ACTION(() => rest.push({ kind: 'infix', op: infix(sign), span: this.spanOf(sign), operand }))
          },
        },
        {
          ALT: () => {
            const start = this.offset
            this.CONSUME(t.Is)
            const negated = this.OPTION(() => this.CONSUME(t.Not)) !== undefined
            this.CONSUME(t.Na)
            rest.push({ kind: 'isna', negated, span: this.spanFrom(start) })
          },
        },
      ])
    })
    return this.ACTION(() => this.#assemble(first, rest))
  })

  #assemble(first: Operand, rest: readonly Step[]): ast.Expr {
    if (first.prefixes.length > 0) this.#checkBareIf(first.expr)
    for (const step of rest) if (step.kind === 'infix') this.#checkBareIf(step.operand.expr)
    return assemble(first, rest, (span, after) => this.add(report('QD0114', span, { after })))
  }

  #checkBareIf(expr: ast.Expr): void {
    if (expr.kind !== 'if') return
    const { file, start, end } = expr.span
    const edits = [
      { span: { file, start, end: start }, newText: '(' },
      { span: { file, start: end, end }, newText: ')' },
    ]
    const keyword = { file, start, end: start + 2 }
    this.add(report('QD0113', keyword, {}, { fix: { title: 'add the parentheses', edits } }))
  }

  protected readonly operand: Rule<Operand> = this.rule('operand', () => {
    let prefixes: Prefix[] | undefined
    this.MANY(() => {
      this.OR1([{ ALT: () => this.CONSUME(t.Not) }, { ALT: () => this.CONSUME(t.Minus) }])
      const sign = this.LA(0)
      prefixes ??= []
      prefixes.push({ op: sign.tokenType === t.Not ? 'not' : '-', span: this.spanOf(sign) })
    })
    if (!this.RECORDING_PHASE && !this.atValue()) this.unexpected('a value')
    const expr: ast.Expr = this.OR2([
      { ALT: () => this.SUBRULE(this.conditional) },
      { ALT: () => this.SUBRULE(this.postfix) },
    ])
    return { prefixes: prefixes ?? NO_PREFIX, expr }
  })

  /** Whether a value, or the sign before one, comes next. */
  protected atValue(): boolean {
    const next = this.LA(1)
    return beginsValue.has(next.tokenType) || isName(next)
  }

  protected readonly conditional: Rule<ast.Expr> = this.rule('conditional', () => {
    const [start, keyword] = [this.offset, this.LA(1)]
    const branches: { condition: ast.Expr; value: ast.Expr }[] = []
    if (this.#ifs >= NESTING_LIMIT) {
      this.addOnce(() =>
        report('QD0106', this.spanOf(keyword), { what: '`if`s nested', limit: NESTING_LIMIT }),
      )
      this.abandon()
    }
    this.#ifs++
    try {
      this.CONSUME(t.If)
      const condition = this.SUBRULE(this.expr)
      this.mend(t.Then)
      this.CONSUME(t.Then)
      branches.push({ condition, value: this.SUBRULE2(this.expr) })
      this.#checkElse(keyword)
      this.CONSUME(t.Else)
      // One token decides: the value behind `else` may itself begin with `if`, and it is this chain.
      this.MANY({
        MAX_LOOKAHEAD: 1,
        DEF: () => {
          const again = this.CONSUME2(t.If)
          const next = this.SUBRULE3(this.expr)
          this.mend(t.Then)
          this.CONSUME2(t.Then)
          branches.push({ condition: next, value: this.SUBRULE4(this.expr) })
          this.#checkElse(again)
          this.CONSUME2(t.Else)
        },
      })
      const otherwise = this.SUBRULE5(this.expr)
      return { kind: 'if', branches, otherwise, span: this.spanFrom(start) }
    } finally {
      this.#ifs--
    }
  })

  #checkElse(keyword: IToken): void {
    this.mend(t.Else)
    if (this.RECORDING_PHASE || this.LA(1).tokenType === t.Else) return
    this.addOnce(() => report('QD0108', this.spanOf(keyword), {}))
    this.abandon()
  }

  // ---- values ------------------------------------------------------------------------------------

  protected readonly postfix: Rule<ast.Expr> = this.rule('postfix', () => {
    const start = this.offset
    let value = this.SUBRULE(this.atom)
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(t.Dot)
            const name = this.SUBRULE(this.fieldName)
            const args = this.OPTION(() => this.SUBRULE(this.args))
            const [of, span] = [value, this.spanFrom(start)]
            value =
              args === undefined
                ? { kind: 'field', of, name, span }
                : { kind: 'method', of, name, args, span }
          },
        },
        {
          ALT: () => {
            const index = this.SUBRULE(this.subscript)
            value = { kind: 'index', of: value, index, span: this.spanFrom(start) }
          },
        },
      ])
    })
    return value
  })

  protected readonly subscript: Rule<ast.Expr> = this.rule('subscript', () => {
    const opener = this.at
    this.CONSUME(t.OpenBracket)
    return this.#enclosed(opener, t.CloseBracket, this.SUBRULE(this.element), () =>
      this.CONSUME(t.CloseBracket),
    )
  })

  protected readonly paren: Rule<ast.Expr> = this.rule('paren', () => {
    const [start, opener] = [this.offset, this.at]
    this.CONSUME(t.OpenParen)
    const value = this.SUBRULE(this.element)
    const inner = this.#enclosed(opener, t.CloseParen, value, () => this.CONSUME(t.CloseParen))
    return { kind: 'paren', inner, span: this.spanFrom(start) }
  })

  #enclosed(opener: number, type: TokenType, value: ast.Expr, consume: () => void): ast.Expr {
    const start = this.offset
    if (!this.endsHere(opener, type)) return broken(this.spanFrom(start))
    consume()
    return value
  }

  protected readonly atom: Rule<ast.Expr> = this.rule('atom', () =>
    this.OR<readonly { ALT: () => ast.Expr }[]>([
      { ALT: () => this.SUBRULE(this.reference) },
      { ALT: () => this.#number(this.CONSUME(t.Int)) },
      { ALT: () => this.#number(this.CONSUME(t.Float)) },
      { ALT: () => this.#number(this.CONSUME(t.Scaled)) },
      { ALT: () => this.SUBRULE(this.duration) },
      { ALT: () => this.SUBRULE(this.text) },
      { ALT: () => ({ kind: 'bool', value: true, span: this.spanOf(this.CONSUME(t.True)) }) },
      { ALT: () => ({ kind: 'bool', value: false, span: this.spanOf(this.CONSUME(t.False)) }) },
      { ALT: () => ({ kind: 'na', span: this.spanOf(this.CONSUME(t.Na)) }) },
      { ALT: () => this.SUBRULE(this.paren) },
      { ALT: () => this.SUBRULE(this.braces) },
      { ALT: () => this.SUBRULE(this.listExpr) },
      { ALT: () => broken(this.spanOf(this.CONSUME(t.Bad))) },
    ]),
  )

  protected readonly reference: Rule<ast.Expr> = this.rule('reference', () => {
    const name = this.nameOf(this.CONSUME(t.Ident))
    const args = this.OPTION(() => this.SUBRULE(this.args))
    if (args === undefined) return { kind: 'ref', name, span: name.span }
    return { kind: 'call', callee: name, args, span: this.spanFrom(name.span.start) }
  })

  #number(token: IToken): ast.Expr {
    return this.ACTION(() => {
      const [span, text] = [this.spanOf(token), token.image]
      const value = readNumber(this.program.mended.get(token.startOffset) ?? text)
      if (value === null || value.kind === 'duration') return broken(span)
      return value.kind === 'int'
        ? { kind: 'int', value: value.value, span }
        : { kind: 'float', value: value.value, text, span }
    })
  }

  readonly duration: Rule<ast.DurationLiteral> = this.rule('duration', () => {
    const token = this.CONSUME(t.Duration)
    return this.ACTION(() => {
      const value = readNumber(this.program.mended.get(token.startOffset) ?? token.image)
      const ms = value?.kind === 'duration' ? value.ms : 0
      return { kind: 'duration', ms, text: token.image, span: this.spanOf(token) }
    })
  })

  readonly text: Rule<ast.StringLiteral> = this.rule('text', () => {
    this.OR([{ ALT: () => this.CONSUME(t.Text) }, { ALT: () => this.CONSUME(t.OpenText) }])
    const token = this.LA(0)
    return this.ACTION(() => ({
      kind: 'string',
      value: readText(token.image).value,
      span: this.spanOf(token),
    }))
  })

  readonly listExpr: Rule<ast.ListExpr> = this.rule('listExpr', () => {
    const [start, opener] = [this.offset, this.at]
    this.CONSUME(t.OpenBracket)
    const items = this.list(this.element, 'a value')
    if (this.endsHere(opener, t.CloseBracket, 'a value')) this.CONSUME(t.CloseBracket)
    else items.push(broken(this.spanFrom(this.offset)))
    return { kind: 'list', items, span: this.spanFrom(start) }
  })

  /** An expression between brackets or commas: a mistake in it stays in it. */
  protected readonly element: Rule<ast.Expr> = this.rule('element', () =>
    this.guard(() => this.SUBRULE(this.expr), this.endsElement, broken),
  )

  // ---- braces ------------------------------------------------------------------------------------

  protected readonly braces: Rule<ast.Expr> = this.rule('braces', () => {
    const [start, opener] = [this.offset, this.at]
    this.CONSUME(t.OpenBrace)
    if (!this.RECORDING_PHASE) this.#checkBraces()
    return this.OR<readonly { ALT: () => ast.Expr }[]>([
      {
        ALT: () => {
          const lets: ast.Let[] = []
          this.AT_LEAST_ONE(() => {
            const one = this.SUBRULE(this.localLet)
            if (one !== null) lets.push(one)
          })
          const last = this.SUBRULE(this.element)
          const value = this.#enclosed(opener, t.CloseBrace, last, () => this.CONSUME(t.CloseBrace))
          return { kind: 'block', lets, value, span: this.spanFrom(start) }
        },
      },
      {
        ALT: () => {
          const fields = this.list(this.recordField, 'a field')
          if (this.endsHere(opener, t.CloseBrace, 'a field')) this.CONSUME2(t.CloseBrace)
          else this.abandon()
          return { kind: 'record', fields, span: this.spanFrom(start) }
        },
      },
    ])
  })

  #checkBraces(): void {
    const next = this.LA(1)
    if (next.tokenType === t.Let || next.tokenType === t.Node || next.tokenType === t.Type || isName(next))
      return
    if (this.LA(2).tokenType === t.Colon) this.checkName()
    if (!isName(this.LA(1))) this.unexpected('a field name or `let`')
  }

  protected readonly recordField: Rule<{ name: ast.Name; value: ast.Expr }> = this.rule('recordField', () => {
    const name = this.SUBRULE(this.fieldName)
    this.CONSUME(t.Colon)
    return { name, value: this.SUBRULE(this.element) }
  })

  /** A `let` inside braces; `null` when not even its name could be read. */
  protected abstract readonly localLet: Rule<ast.Let | null>

  // ---- calls -------------------------------------------------------------------------------------

  readonly args: Rule<ast.Arg[]> = this.rule('args', () => {
    const opener = this.at
    this.CONSUME(t.OpenParen)
    const args = this.list(this.arg, 'a value')
    if (this.endsHere(opener, t.CloseParen, 'a value')) this.CONSUME(t.CloseParen)
    else
      args.push({ name: null, value: broken(this.spanFrom(this.offset)), span: this.spanFrom(this.offset) })
    return args
  })

  protected readonly arg: Rule<ast.Arg> = this.rule('arg', () => {
    const start = this.offset
    const name = this.OPTION({
      MAX_LOOKAHEAD: 2,
      DEF: () => {
        const token = this.CONSUME(t.Ident)
        this.CONSUME(t.Colon)
        return this.nameOf(token)
      },
    })
    const value = this.guard(() => this.#argValue(), this.endsElement, broken)
    return { name: name ?? null, value, span: this.spanFrom(start) }
  })

  /** The grammar tells a lambda by four tokens; on wrong programs its brackets tell it better. */
  #argValue(): ast.Expr | ast.Lambda {
    if (!this.RECORDING_PHASE) return this.#atLambda() ? this.SUBRULE(this.lambda) : this.SUBRULE(this.expr)
    return this.OR({
      MAX_LOOKAHEAD: 4,
      DEF: [{ ALT: () => this.SUBRULE(this.lambda) }, { ALT: () => this.SUBRULE(this.expr) }],
    })
  }

  #atLambda(): boolean {
    const { shape, tokens } = this.program
    const end = isName(this.LA(1)) ? this.at : (shape.closer[this.at] ?? -1)
    if (this.LA(1).tokenType !== t.OpenParen && end !== this.at) return false
    return end >= 0 && tokens[end + 1]?.tokenType === t.Arrow
  }

  protected readonly lambda: Rule<ast.Lambda> = this.rule('lambda', () => {
    const start = this.offset
    const params = this.OR([
      { ALT: () => [this.SUBRULE(this.binder)] },
      {
        ALT: () => {
          const opener = this.at
          this.CONSUME(t.OpenParen)
          const names = this.list(this.binder, 'a name')
          if (!this.RECORDING_PHASE && names.length === 0) this.unexpected('a name')
          if (!this.endsHere(opener, t.CloseParen, 'a name')) this.abandon()
          this.CONSUME(t.CloseParen)
          return names
        },
      },
    ])
    this.CONSUME(t.Arrow)
    const body = this.SUBRULE(this.expr)
    return { kind: 'lambda', params, body, span: this.spanFrom(start) }
  })
}

const INFIX: ReadonlyMap<TokenType, ChainOp | CompareOp> = new Map<TokenType, ChainOp | CompareOp>([
  [t.Or, 'or'],
  [t.And, 'and'],
  [t.EqualEqual, '=='],
  [t.NotEqual, '!='],
  [t.Less, '<'],
  [t.LessEqual, '<='],
  [t.Greater, '>'],
  [t.GreaterEqual, '>='],
  [t.Coalesce, '??'],
  [t.Plus, '+'],
  [t.Minus, '-'],
  [t.Star, '*'],
  [t.Slash, '/'],
])

function infix(sign: IToken): ChainOp | CompareOp {
  return INFIX.get(sign.tokenType) ?? '+'
}

// Values: literals, names, calls, brackets of all kinds.
import type { IToken, TokenType } from 'chevrotain'
import type { Span } from '../source/span.ts'
import type * as ast from './ast.ts'
import { readNumber } from './number-literal.ts'
import { OperatorParser } from './operator-parser.ts'
import type { Rule } from './recovery.ts'
import { isName } from './shape.ts'
import { readText } from './text-literal.ts'
import * as t from './tokens.ts'

export const broken = (span: Span): ast.Broken => ({ kind: 'broken', span })

export abstract class ExpressionParser extends OperatorParser {
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
    if (!this.RECORDING_PHASE && !this.nextIs(t.Text, t.OpenText)) this.unexpected('a text in quotes')
    this.OR([{ ALT: () => this.CONSUME(t.Text) }, { ALT: () => this.CONSUME(t.OpenText) }])
    const token = this.LA(0)
    return this.ACTION(() => {
      const spelling = token.tokenType === t.OpenText ? `${token.image}"` : token.image
      return { kind: 'string', value: readText(spelling).value, span: this.spanOf(token) }
    })
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
          const fields = this.list(this.recordField, 'a field', 'named')
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
          const names = this.list(this.binder, 'a name', 'named')
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

// Operators and `if`. Operators are read as a flat row and put in order by `operators.ts`, so that
// neither a long row nor a long `else if` chain makes the parser or the tree deep.
import type { IToken, TokenType } from 'chevrotain'
import { report } from '../diagnostics/report.ts'
import type * as ast from './ast.ts'
import type { ChainOp, CompareOp } from './ast.ts'
import { NESTING_LIMIT } from './nesting.ts'
import { assemble } from './operators.ts'
import type { Operand, Prefix, Step } from './operators.ts'
import type { ParserInput, Rule } from './recovery.ts'
import { isName } from './shape.ts'
import * as t from './tokens.ts'
import { TypeParser } from './type-parser.ts'

const NO_PREFIX: readonly Prefix[] = []

const beginsValue: ReadonlySet<TokenType> = new Set(
  [
    [t.Int, t.Float, t.Scaled, t.Duration, t.Text, t.OpenText, t.True, t.False, t.Na, t.Bad],
    [t.OpenParen, t.OpenBracket, t.OpenBrace, t.If, t.Not, t.Minus],
  ].flat(),
)

export abstract class OperatorParser extends TypeParser {
  /** How many `if`s are being read within each other. */
  #ifs = 0

  override begin(program: ParserInput): void {
    super.begin(program)
    this.#ifs = 0
  }

  /** A value with its fields, calls and subscripts. */
  protected abstract readonly postfix: Rule<ast.Expr>

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

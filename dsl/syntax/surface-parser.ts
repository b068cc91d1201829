// What a strategy shows to the outside: parameters, inputs and sinks.
import type { IToken } from 'chevrotain'
import { report } from '../diagnostics/report.ts'
import type * as ast from './ast.ts'
import { DefinitionParser } from './definition-parser.ts'
import type { Rule } from './recovery.ts'
import { isName } from './shape.ts'
import * as t from './tokens.ts'

type Within = NonNullable<ast.Param['within']>
type Leg = Extract<ast.Emit['value'], { kind: 'legs' }>['legs'][number]

export abstract class SurfaceParser extends DefinitionParser {
  protected readonly param: Rule<ast.Param> = this.rule('param', () => {
    const [start, docs] = [this.offset, this.takeDocs()]
    this.CONSUME(t.Param)
    const name = this.define(this.SUBRULE(this.binder))
    this.CONSUME(t.Colon, { ERR_MSG: '`:` and a type' })
    const type = this.SUBRULE(this.type)
    const value = this.whole(() => {
      this.CONSUME(t.Equal, { ERR_MSG: '`=` and a default' })
      return this.SUBRULE(this.expr)
    })
    this.mend(t.In, t.Where)
    const within = this.OPTION(() => this.SUBRULE(this.bounds))
    this.mend(t.Where)
    const where = this.OPTION2(() => {
      this.CONSUME(t.Where)
      return this.whole(() => this.SUBRULE2(this.expr))
    })
    return {
      kind: 'param',
      name,
      type,
      value,
      within: within ?? null,
      where: where ?? null,
      docs,
      span: this.spanFrom(start),
    }
  })

  protected readonly bounds: Rule<Within> = this.rule('bounds', () => {
    this.CONSUME(t.In)
    const low = this.whole(() => this.SUBRULE(this.expr))
    const high = this.OPTION(() => {
      this.CONSUME(t.DotDot)
      return this.whole(() => this.SUBRULE2(this.expr))
    })
    return this.ACTION(() => {
      this.arithmetic(low, '`in`')
      return high === undefined
        ? { kind: 'choice', among: low }
        : { kind: 'range', low, high: this.arithmetic(high, '`..`') }
    })
  })

  protected readonly inputItem: Rule<ast.Input> = this.rule('inputItem', () => {
    const [start, docs] = [this.offset, this.takeDocs()]
    this.CONSUME(t.Input)
    const name = this.define(this.SUBRULE(this.binder))
    this.CONSUME(t.Colon, { ERR_MSG: '`:` and a type' })
    const type = this.SUBRULE(this.type)
    this.mend(t.From)
    this.CONSUME(t.From)
    this.mend(t.Stream, t.Tags)
    if (!this.RECORDING_PHASE && !this.nextIs(t.Stream, t.Tags)) this.unexpected('`stream` or `tags`')
    this.OR([{ ALT: () => this.CONSUME(t.Stream) }, { ALT: () => this.CONSUME(t.Tags) }])
    const source = this.LA(0).tokenType === t.Tags ? 'tags' : 'stream'
    const args = this.SUBRULE(this.args)
    this.CONSUME(t.At, { ERR_MSG: '`@` and a clock, such as `@ 5m`' })
    const clock = this.SUBRULE(this.clock)
    let missing: ast.Policy | null = null
    let since: ast.StringLiteral | null = null
    this.mend(t.Missing, t.Since)
    this.MANY(() => {
      this.#checkRepeated(this.LA(1), missing, since)
      this.OR2([
        {
          ALT: () => {
            this.CONSUME(t.Missing)
            missing = this.SUBRULE(this.policy)
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.Since)
            since = this.SUBRULE(this.text)
          },
        },
      ])
      this.mend(t.Missing, t.Since)
    })
    return {
      kind: 'input',
      name,
      type,
      source,
      args,
      clock,
      missing,
      since,
      docs,
      span: this.spanFrom(start),
    }
  })

  #checkRepeated(token: IToken, missing: ast.Policy | null, since: ast.StringLiteral | null): void {
    if ((token.tokenType === t.Missing ? missing : since) === null || this.RECORDING_PHASE) return
    this.add(report('QD0123', this.spanOf(token), { word: token.image }))
  }

  protected readonly clock: Rule<ast.ClockNode> = this.rule('clock', () => {
    const start = this.offset
    if (!this.RECORDING_PHASE && !isName(this.LA(1)) && !this.nextIs(t.Duration, t.Bad)) {
      this.unexpected('a duration, such as `5m`, or `events`')
    }
    return this.OR<readonly { ALT: () => ast.ClockNode }[]>([
      {
        ALT: () => {
          const every = this.SUBRULE(this.duration)
          const offset = this.OPTION(() => {
            this.CONSUME(t.Offset)
            return this.SUBRULE2(this.duration)
          })
          const calendar = this.OPTION2(() => {
            this.CONSUME(t.In)
            return this.SUBRULE(this.text)
          })
          const span = this.spanFrom(start)
          return { kind: 'every', every, offset: offset ?? null, calendar: calendar ?? null, span }
        },
      },
      {
        ALT: () => ({ kind: 'named', name: this.nameOf(this.CONSUME(t.Ident)), span: this.spanFrom(start) }),
      },
    ])
  })

  protected readonly policy: Rule<ast.Policy> = this.rule('policy', () => {
    const [start, word] = [this.offset, this.LA(1)]
    if (!this.RECORDING_PHASE && !isName(this.LA(1)) && !this.nextIs(t.Na)) {
      this.unexpected('a policy: `skip`, `fail`, `hold(…)`, `interpolate(…)` or `na`')
    }
    const args = this.OR([
      {
        ALT: () => {
          this.CONSUME(t.Na)
          return undefined
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.Ident)
          return this.OPTION(() => this.SUBRULE(this.args))
        },
      },
    ])
    return { kind: 'policy', name: this.nameOf(word), args: args ?? [], span: this.spanFrom(start) }
  })

  // ---- sinks -------------------------------------------------------------------------------------

  protected readonly emit: Rule<ast.Emit> = this.rule('emit', () => {
    const [start, docs] = [this.offset, this.takeDocs()]
    this.CONSUME(t.Emit)
    this.mend(t.Signal, t.Target, t.Order)
    if (!this.RECORDING_PHASE && !this.nextIs(t.Signal, t.Target, t.Order))
      this.unexpected('`signal`, `target` or `order`')
    const sink = this.OR<readonly { ALT: () => ast.Emit['sink'] }[]>([
      { ALT: () => (this.CONSUME(t.Signal), 'signal') },
      { ALT: () => (this.CONSUME(t.Target), 'target') },
      { ALT: () => (this.CONSUME(t.Order), 'order') },
    ])
    const name = this.define(this.SUBRULE(this.binder))
    this.mend(t.On)
    const on = this.OPTION(() => {
      this.CONSUME(t.On)
      return this.nameOf(this.CONSUME(t.Ident))
    })
    if (!this.RECORDING_PHASE && !this.nextIs(t.Equal, t.OpenBrace))
      this.unexpected(on === undefined ? '`=`, `{` or `on`' : '`=` or `{`')
    const value = this.OR2<readonly { ALT: () => ast.Emit['value'] }[]>([
      {
        ALT: () => {
          this.CONSUME(t.Equal)
          return { kind: 'expr', expr: this.whole(() => this.SUBRULE(this.expr)) }
        },
      },
      { ALT: () => this.SUBRULE(this.legs) },
    ])
    this.mend(t.When, t.Tags)
    const when = this.OPTION2(() => {
      this.CONSUME(t.When)
      return this.whole(() => this.SUBRULE2(this.expr))
    })
    this.mend(t.Tags)
    const tags = this.OPTION3(() => {
      this.CONSUME(t.Tags)
      return this.SUBRULE(this.listExpr)
    })
    const span = this.spanFrom(start)
    return {
      kind: 'emit',
      sink,
      name,
      on: on ?? null,
      value,
      when: when ?? null,
      tags: tags ?? null,
      docs,
      span,
    }
  })

  protected readonly legs: Rule<ast.Emit['value']> = this.rule('legs', () => {
    const [start, opener] = [this.offset, this.at]
    this.CONSUME(t.OpenBrace)
    const legs = this.list(this.leg, 'a leg', 'named')
    if (!this.RECORDING_PHASE && legs.length === 0) this.unexpected('a leg, such as `a: 0.5`')
    if (!this.endsHere(opener, t.CloseBrace, 'a leg')) this.abandon()
    this.CONSUME(t.CloseBrace)
    return { kind: 'legs', legs, span: this.spanFrom(start) }
  })

  protected readonly leg: Rule<Leg> = this.rule('leg', () => {
    const key = this.OR<readonly { ALT: () => Leg['key'] }[]>([
      { ALT: () => this.SUBRULE(this.text) },
      { ALT: () => this.SUBRULE(this.fieldName) },
    ])
    this.CONSUME(t.Colon)
    return { key, value: this.SUBRULE(this.element) }
  })

  /** Reports an expression that is weaker than arithmetic where only arithmetic may stand. */
  protected arithmetic(value: ast.Expr, where: string): ast.Expr {
    const loose =
      value.kind === 'if' ||
      value.kind === 'compare' ||
      value.kind === 'isna' ||
      (value.kind === 'unary' && value.op === 'not') ||
      (value.kind === 'chain' && value.level !== '+' && value.level !== '*')
    if (loose) this.add(report('QD0120', value.span, { where }))
    return value
  }
}

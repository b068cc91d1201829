// From a flat row of operands and operators to the tree that the precedence table asks for. One
// function a level, weakest first; each takes what binds more strongly from the next. No recursion
// but through the levels, so that a row may be as long as it likes.
import type { Span } from '../source/span.ts'
import type { ChainOp, CompareOp, Expr } from './ast.ts'

export interface Prefix {
  readonly op: 'not' | '-'
  readonly span: Span
}

/** An operand with the `not`s and minus signs before it, in the order of the text. */
export interface Operand {
  readonly prefixes: readonly Prefix[]
  readonly expr: Expr
}

export type Step =
  | {
      readonly kind: 'infix'
      readonly op: ChainOp | CompareOp
      readonly span: Span
      readonly operand: Operand
    }
  | { readonly kind: 'isna'; readonly negated: boolean; readonly span: Span }

/** Called for a `not` behind an operator that binds more strongly; `after` is that operator. */
export type MisplacedNot = (span: Span, after: string) => void

/** Builds the tree of one row. */
export function assemble(first: Operand, rest: readonly Step[], misplacedNot: MisplacedNot): Expr {
  if (rest.length === 0 && first.prefixes.length === 0) return first.expr
  return new Assembly(first, rest, misplacedNot).row()
}

type Chain = Extract<Expr, { kind: 'chain' }>
type Compare = Extract<Expr, { kind: 'compare' }>

const COMPARES: readonly CompareOp[] = ['==', '!=', '<', '<=', '>', '>=']

class Assembly {
  #at = 0
  #operand: Operand
  /** Prefixes of the operand that were taken already. */
  #taken = 0
  readonly #rest: readonly Step[]
  readonly #misplacedNot: MisplacedNot

  constructor(first: Operand, rest: readonly Step[], misplacedNot: MisplacedNot) {
    this.#operand = first
    this.#rest = rest
    this.#misplacedNot = misplacedNot
  }

  row(): Expr {
    return this.#chain('or', ['or'], () => this.#chain('and', ['and'], () => this.#not()))
  }

  #chain(level: Chain['level'], ops: readonly ChainOp[], operand: () => Expr): Expr {
    const first = operand()
    const rest: Chain['rest'][number][] = []
    let end = first.span.end
    for (let op = this.#infix(ops); op !== undefined; op = this.#infix(ops)) {
      const link = operand()
      rest.push({ op: op.op, opSpan: op.span, operand: link })
      end = link.span.end
    }
    return rest.length === 0 ? first : { kind: 'chain', level, first, rest, span: { ...first.span, end } }
  }

  #not(): Expr {
    const nots: Prefix[] = []
    for (let next = this.#prefix(); next?.op === 'not'; next = this.#prefix()) {
      nots.push(next)
      this.#taken++
    }
    return wrap(nots, this.#compare())
  }

  #compare(): Expr {
    let left = this.#coalesce()
    for (;;) {
      const step = this.#rest[this.#at]
      if (step?.kind === 'isna') {
        this.#at++
        left = {
          kind: 'isna',
          operand: left,
          negated: step.negated,
          span: { ...left.span, end: step.span.end },
        }
      } else {
        const compared = this.#comparison(left)
        if (compared === undefined) return left
        left = compared
      }
    }
  }

  #comparison(first: Expr): Expr | undefined {
    const rest: Compare['rest'][number][] = []
    let end = first.span.end
    for (let op = this.#infix(COMPARES); op !== undefined; op = this.#infix(COMPARES)) {
      const operand = this.#coalesce()
      rest.push({ op: op.op, opSpan: op.span, operand })
      end = operand.span.end
    }
    return rest.length === 0 ? undefined : { kind: 'compare', first, rest, span: { ...first.span, end } }
  }

  #coalesce(): Expr {
    return this.#chain('??', ['??'], () =>
      this.#chain('+', ['+', '-'], () => this.#chain('*', ['*', '/'], () => this.#unary())),
    )
  }

  /** The operand with what is left of its prefixes; a `not` among them binds too weakly for its place. */
  #unary(): Expr {
    const left = this.#operand.prefixes.slice(this.#taken)
    const misplaced = left.findIndex((prefix) => prefix.op === 'not')
    const stray = left[misplaced]
    if (stray !== undefined) {
      const step = this.#rest[this.#at - 1]
      this.#misplacedNot(stray.span, left[misplaced - 1]?.op ?? (step?.kind === 'infix' ? step.op : 'not'))
    }
    return wrap(left, this.#operand.expr)
  }

  #prefix(): Prefix | undefined {
    return this.#operand.prefixes[this.#taken]
  }

  #infix<Op extends ChainOp | CompareOp>(ops: readonly Op[]): { op: Op; span: Span } | undefined {
    const step = this.#rest[this.#at]
    if (step?.kind !== 'infix') return undefined
    const op = ops.find((one) => one === step.op)
    if (op === undefined) return undefined
    this.#at++
    this.#operand = step.operand
    this.#taken = 0
    return { op, span: step.span }
  }
}

function wrap(prefixes: readonly Prefix[], operand: Expr): Expr {
  let value = operand
  for (const { op, span } of prefixes.toReversed()) {
    value = { kind: 'unary', op, operand: value, span: { ...span, end: operand.span.end } }
  }
  return value
}

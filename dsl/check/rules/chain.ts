// Chains of operators of one level: `or`, `and`, `+ -`, `* /` from the left, `??` from the right.
import { joinSpans } from '../../source/span.ts'
import type { Span } from '../../source/span.ts'
import type { Chain, ChainOp } from '../../syntax/ast.ts'
import { isNumber, showType } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { asFloat } from '../convert.ts'
import { make } from '../make.ts'
import type { Scope } from '../scope.ts'
import { isUnknown, unknownValue } from '../value.ts'
import type { MayBeNa, Value } from '../value.ts'
import { coalesce } from './coalesce.ts'

const FLOAT_OPS = { '+': 'add', '-': 'sub', '*': 'mul', '/': 'div' } as const
const INT_OPS = { '+': 'iadd', '-': 'isub', '*': 'imul' } as const

export function chain(check: Checker, expr: Chain, scope: Scope): Value {
  const first = check.expr(expr.first, scope)
  const rest = expr.rest.map(({ op, operand }) => ({ op, value: check.expr(operand, scope) }))
  if (expr.level === '??') {
    return coalesce(check, [first, ...rest.map(({ value }) => value)])
  }
  let result = first
  for (const { op, value } of rest) {
    const span = joinSpans(result.span, value.span)
    result =
      expr.level === 'or' || expr.level === 'and'
        ? logic(check, op, result, value, span)
        : arithmetic(check, op, result, value, span)
  }
  return result
}

function logic(check: Checker, op: ChainOp, a: Value, b: Value, span: Span): Value {
  const wrong = [a, b].filter((value) => !isUnknown(value) && value.type !== 'bool')
  for (const value of wrong) {
    check.report('QD0302', value.span, { operator: op, needs: 'bools', found: showType(value.type) })
  }
  if (wrong.length > 0 || isUnknown(a) || isUnknown(b)) return unknownValue(check.terms, span)
  return make(check, { op, args: [a, b], type: 'bool', span })
}

function arithmetic(check: Checker, op: ChainOp, a: Value, b: Value, span: Span): Value {
  const wrong = [a, b].filter((value) => !isUnknown(value) && !isNumber(value.type))
  for (const value of wrong) {
    check.report('QD0302', value.span, { operator: op, needs: 'numbers', found: showType(value.type) })
  }
  if (wrong.length > 0 || isUnknown(a) || isUnknown(b)) return unknownValue(check.terms, span)
  if (a.type === 'int' && b.type === 'int' && (op === '+' || op === '-' || op === '*')) {
    return make(check, { op: INT_OPS[op], args: [a, b], type: 'int', span })
  }
  if (op !== '+' && op !== '-' && op !== '*' && op !== '/') return unknownValue(check.terms, span)
  const args = [asFloat(check, a), asFloat(check, b)]
  return make(check, {
    op: FLOAT_OPS[op],
    args,
    type: 'float',
    span,
    na: op === '/' ? divisionNa(check, b, span) : null,
  })
}

/** A division may be na unless its divisor is a constant other than zero. */
function divisionNa(check: Checker, divisor: Value, span: Span): MayBeNa | null {
  const constant = check.constant(divisor)
  const safe = (constant?.kind === 'int' || constant?.kind === 'float') && constant.value !== 0
  return safe ? null : { because: `\`${check.excerpt(span)}\` is na where the divisor is zero`, span }
}

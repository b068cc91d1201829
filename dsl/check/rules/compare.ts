// Comparisons. They are false where a side is na, so their result always has a value.
import { joinSpans } from '../../source/span.ts'
import type { Span } from '../../source/span.ts'
import type { Compare, CompareOp, Expr } from '../../syntax/ast.ts'
import { isNumber, isRecord, showType } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { common } from '../convert.ts'
import { make } from '../make.ts'
import type { Scope } from '../scope.ts'
import { isUnknown, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'

const OPS: Readonly<Record<CompareOp, string>> = {
  '==': 'eq',
  '!=': 'ne',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
}

function isNaLiteral(expr: Expr): boolean {
  return expr.kind === 'paren' ? isNaLiteral(expr.inner) : expr.kind === 'na'
}

export function compare(check: Checker, expr: Compare, scope: Scope): Value {
  const [first, second] = expr.rest
  if (first === undefined) return check.expr(expr.first, scope)
  if (second !== undefined) return refuseChain(check, expr)
  if (isNaLiteral(expr.first) || isNaLiteral(first.operand))
    return refuseNa(check, expr, first.op, first.operand)
  return comparison(check, first.op, check.expr(expr.first, scope), check.expr(first.operand, scope))
}

/** The value of `a op b`. */
export function comparison(check: Checker, op: CompareOp, a: Value, b: Value): Value {
  const span = joinSpans(a.span, b.span)
  if (isUnknown(a) || isUnknown(b)) return unknownValue(check.terms, span)
  const fitted = common(check, a, b)
  if (fitted === null) {
    return check.refuse('QD0301', b.span, { expected: showType(a.type), found: showType(b.type) })
  }
  const equality = op === '==' || op === '!='
  if (isRecord(fitted.type) || (!equality && !isNumber(fitted.type) && fitted.type !== 'duration')) {
    const needs = equality ? 'numbers, bools and strings' : 'numbers'
    return check.refuse('QD0302', span, { operator: op, needs, found: showType(fitted.type) })
  }
  return make(check, { op: OPS[op], args: [fitted.a, fitted.b], type: 'bool', span })
}

function refuseNa(check: Checker, expr: Compare, op: CompareOp, right: Expr): Value {
  const other = isNaLiteral(expr.first) ? right : expr.first
  if (op !== '==' && op !== '!=') return check.refuse('QD0303', expr.span, {})
  const asks = `is ${op === '!=' ? 'not ' : ''}na`
  const edits = [{ span: expr.span, newText: `${check.text(other.span)} ${asks}` }]
  const fix = { title: `Write ${check.excerpt(other.span)} ${asks}`, edits }
  return check.refuse('QD0303', expr.span, {}, { fix })
}

function refuseChain(check: Checker, expr: Compare): Value {
  const operands = [expr.first, ...expr.rest.map(({ operand }) => operand)]
  const written = (text: (span: Span) => string): string => {
    const parts = expr.rest.map(({ op, operand }, i) => {
      const left = operands[i]
      return `${left === undefined ? '' : text(left.span)} ${op} ${text(operand.span)}`
    })
    return parts.join(' and ')
  }
  const rewrite = written((span) => check.excerpt(span))
  const newText = `(${written((span) => check.text(span))})`
  const fix = { title: `Write ${rewrite}`, edits: [{ span: expr.span, newText }] }
  return check.refuse('QD0304', expr.span, { rewrite }, { fix })
}

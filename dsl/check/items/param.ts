// `param name: type = value in low..high where condition`.
import type { Span } from '../../source/span.ts'
import type { Expr, Param } from '../../syntax/ast.ts'
import { constantTerm } from '../../term/constant.ts'
import type { Constant } from '../../term/constant.ts'
import { isRecord } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { convert } from '../convert.ts'
import type { Scope } from '../scope.ts'
import { typeOf } from '../type-node.ts'
import { isUnknown, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'

/** A value for a param from outside the file: a flag, or a line of the project's configuration. */
export interface Override {
  readonly expr: Expr
  /** Where it stands, and what is shown for it. */
  readonly span: Span
  readonly text: string
}

export interface BoundParam {
  readonly item: Param
  readonly value: Value
  readonly constant: Constant | null
  readonly text: string
  readonly overridden: boolean
}

/** Binds a param: what comes from outside first, else the default. */
export function bindParam(
  check: Checker,
  item: Param,
  override: Override | undefined,
  scope: Scope,
): BoundParam {
  const type = typeOf(check, item.type)
  const expr = override?.expr ?? item.value
  const text = override?.text ?? check.text(item.value.span)
  const raw = check.expr(expr, scope)
  const fitted = isRecord(type) ? refuseRecord(check, item) : convert(check, raw, type)
  const constant = check.constant(fitted)
  if (isUnknown(fitted) || (constant === null && fitted.clock.kind !== 'const')) {
    if (!isUnknown(fitted)) check.report('QD0310', expr.span, { what: 'the value of a param' })
    return {
      item,
      value: unknownValue(check.terms, item.span),
      constant: null,
      text,
      overridden: override !== undefined,
    }
  }
  if (constant === null) check.report('QD0310', expr.span, { what: 'the value of a param' })
  const term = constant === null ? fitted.term : constantTerm(check.terms, constant)
  const value = { ...fitted, term, na: null, written: override?.span ?? item.value.span }
  return { item, value, constant, text, overridden: override !== undefined }
}

function refuseRecord(check: Checker, item: Param): Value {
  return check.refuse('QD0319', item.type.span, { what: 'a record', place: 'as a param' })
}

/** Holds a bound param against its `in` and its `where`. */
export function checkLimits(check: Checker, bound: BoundParam, scope: Scope): void {
  const { item, constant, text } = bound
  if (constant === null) return
  const { within, where } = item
  const name = item.name.text
  const place = bound.value.written
  if (within?.kind === 'range') {
    const low = numberOf(check, within.low, scope)
    const high = numberOf(check, within.high, scope)
    if (low === null || high === null) return
    const range = `${check.text(within.low.span)}..${check.text(within.high.span)}`
    if (low > high) {
      check.report('QD0208', within.low.span, {
        low: check.text(within.low.span),
        high: check.text(within.high.span),
      })
    } else if (
      typeof constant.kind === 'string' &&
      'value' in constant &&
      typeof constant.value === 'number'
    ) {
      if (constant.value < low || constant.value > high)
        check.report('QD0206', place, { name, value: text, range })
    } else check.report('QD0301', item.value.span, { expected: 'a number', found: constant.kind })
  }
  if (within?.kind === 'choice') checkChoice(check, bound, within.among, scope)
  if (where !== null) {
    const condition = check.expr(where, scope)
    const holds = check.constant(condition)
    if (isUnknown(condition)) return
    if (holds?.kind !== 'bool') check.report('QD0310', where.span, { what: 'the condition of a param' })
    else if (!holds.value)
      check.report('QD0207', place, { name, value: text, condition: check.text(where.span) })
  }
}

function numberOf(check: Checker, expr: Expr, scope: Scope): number | null {
  const value = check.expr(expr, scope)
  const constant = check.constant(value)
  if (constant?.kind === 'int' || constant?.kind === 'float' || constant?.kind === 'duration')
    return constant.value
  if (!isUnknown(value)) check.report('QD0310', expr.span, { what: 'the bound of a range' })
  return null
}

function checkChoice(check: Checker, bound: BoundParam, among: Expr, scope: Scope): void {
  if (among.kind !== 'list') {
    check.report('QD0319', among.span, { what: 'this', place: 'after `in`: write a range or a list' })
    return
  }
  const choices = among.items.map((item) => check.constant(check.expr(item, scope)))
  const same = (choice: Constant | null): boolean =>
    choice !== null &&
    'value' in choice &&
    bound.constant !== null &&
    'value' in bound.constant &&
    choice.value === bound.constant.value
  if (!choices.some(same)) {
    const range = among.items.map((item) => check.text(item.span)).join(', ')
    check.report('QD0206', bound.value.written, {
      name: bound.item.name.text,
      value: bound.text,
      range: `[${range}]`,
    })
  }
}

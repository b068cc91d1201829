// `param name: type = value in low..high where condition`.
import type { Span } from '../../source/span.ts'
import type { Expr, Param } from '../../syntax/ast.ts'
import { constantTerm } from '../../term/constant.ts'
import type { Constant } from '../../term/constant.ts'
import { isNumber, isRecord, showType } from '../../term/type.ts'
import type { Type } from '../../term/type.ts'
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
  const type = typeOf(check, item.type, scope)
  const expr = override?.expr ?? item.value
  const text = override?.text ?? check.text(item.value.span)
  const raw = outsideWord(check, item, override, type, scope) ?? check.expr(expr, scope)
  const fitted = isRecord(type) ? refuseRecord(check, item) : convert(check, raw, type)
  const constant = check.constant(fitted)
  const overridden = override !== undefined
  if (isUnknown(fitted) || constant === null) {
    if (!isUnknown(fitted)) check.report('QD0310', expr.span, { what: 'the value of a param' })
    return { item, value: unknownValue(check.terms, item.span), constant: null, text, overridden }
  }
  const term = constantTerm(check.terms, constant)
  const na = constant.kind === 'na' ? { because: `\`${item.name.text}\` is na`, span: expr.span } : null
  const value = { ...fitted, term, na, written: override?.span ?? item.value.span }
  return { item, value, constant, text, overridden }
}

/** Refuses a bare word from outside that is no value of the file; null for anything else. */
function outsideWord(
  check: Checker,
  item: Param,
  override: Override | undefined,
  type: Type,
  scope: Scope,
): Value | null {
  if (override?.expr.kind !== 'ref') return null
  const word = override.expr.name.text
  if (scope.value(word) !== null || scope.faulty.has(word)) return null
  const name = item.name.text
  const quoted = type === 'string' ? `it with its quotes, in a shell as \`'${name}="${word}"'\`` : undefined
  return check.refuse('QD0301', override.span, {
    expected: showType(type),
    found: `the word \`${word}\``,
    hint: `\`${name}\` is of type ${showType(type)}: write ${quoted ?? `it as in \`${name}=${check.excerpt(item.value.span)}\``}.`,
  })
}

function refuseRecord(check: Checker, item: Param): Value {
  return check.refuse('QD0319', item.type.span, { what: 'a record', place: 'as a param' })
}

/** Holds a bound param against its `in` and its `where`. */
export function checkLimits(check: Checker, bound: BoundParam, scope: Scope): void {
  const { item, constant, text, value } = bound
  if (constant === null) return
  const { within, where } = item
  const name = item.name.text
  const place = value.written
  if (within?.kind === 'range') checkRange(check, bound, within, scope)
  if (within?.kind === 'choice') checkChoice(check, bound, within.among, scope)
  if (where === null) return
  const condition = check.expr(where, scope)
  if (isUnknown(condition)) return
  const holds = check.constant(condition)
  if (condition.type !== 'bool') {
    check.report('QD0301', where.span, { expected: 'bool', found: showType(condition.type) })
  } else if (holds?.kind !== 'bool') {
    check.report('QD0310', where.span, { what: 'the condition of a param' })
  } else if (!holds.value) {
    check.report('QD0207', place, { name, value: text, condition: check.excerpt(where.span) })
  }
}

/** A constant of the param's own type, or null after a report. */
function limit(check: Checker, bound: BoundParam, expr: Expr, scope: Scope, what: string): Constant | null {
  const value = check.expr(expr, scope)
  const fitted = isUnknown(value) ? value : convert(check, value, bound.value.type)
  if (isUnknown(fitted)) return null
  const constant = check.constant(fitted)
  if (constant === null) check.report('QD0310', expr.span, { what })
  return constant
}

function checkRange(
  check: Checker,
  bound: BoundParam,
  { low, high }: { readonly low: Expr; readonly high: Expr },
  scope: Scope,
): void {
  const { type } = bound.value
  if (!isNumber(type) && type !== 'duration') {
    check.report('QD0319', low.span, { what: 'a range', place: `after a param of type ${showType(type)}` })
    return
  }
  const [from, to] = [low, high].map((end) => limit(check, bound, end, scope, 'the bound of a range'))
  const [least, most] = [numberOf(from), numberOf(to)]
  if (least === null || most === null) return
  const [lowText, highText] = [check.excerpt(low.span), check.excerpt(high.span)]
  const found = numberOf(bound.constant)
  if (least > most) check.report('QD0208', low.span, { low: lowText, high: highText })
  else if (found === null || found < least || found > most) {
    const range = `${lowText}..${highText}`
    check.report('QD0206', bound.value.written, { name: bound.item.name.text, value: bound.text, range })
  }
}

function numberOf(constant: Constant | null | undefined): number | null {
  return typeof constant === 'object' &&
    constant !== null &&
    'value' in constant &&
    typeof constant.value === 'number'
    ? constant.value
    : null
}

function checkChoice(check: Checker, bound: BoundParam, among: Expr, scope: Scope): void {
  if (among.kind !== 'list') {
    check.report('QD0319', among.span, { what: 'this', place: 'after `in`: write a range or a list' })
    return
  }
  const choices = among.items.map((item) => limit(check, bound, item, scope, 'a choice of a param'))
  const { constant } = bound
  if (choices.includes(null) || constant === null) return
  if (choices.some((choice) => choice !== null && sameConstant(choice, constant))) return
  const range = `[${among.items.map((item) => check.excerpt(item.span)).join(', ')}]`
  check.report('QD0206', bound.value.written, { name: bound.item.name.text, value: bound.text, range })
}

function sameConstant(a: Constant, b: Constant): boolean {
  return 'value' in a && 'value' in b ? a.value === b.value : a.kind === b.kind
}

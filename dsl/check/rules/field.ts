// `r.name` and record expressions.
import { suggest } from '../../diagnostics/suggest.ts'
import type { Field, RecordExpr } from '../../syntax/ast.ts'
import { fieldType, isRecord, showType } from '../../term/type.ts'
import type { Type } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { make } from '../make.ts'
import type { Scope } from '../scope.ts'
import { isUnknown, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'

export function field(check: Checker, expr: Field, scope: Scope): Value {
  const of = check.expr(expr.of, scope)
  const name = expr.name.text
  if (isUnknown(of)) return unknownValue(check.terms, expr.span)
  const found = showType(of.type)
  if (!isRecord(of.type))
    return check.refuse('QD0311', expr.name.span, { name, found, suggestion: undefined })
  const type = fieldType(of.type, name)
  if (type === null) {
    const suggestion = suggest(name, Object.keys(of.type.record))
    return check.refuse('QD0311', expr.name.span, { name, found, suggestion })
  }
  return make(check, { op: 'field', args: [of], attrs: { name }, type, span: expr.span })
}

/** A record; its fields tick together and stand in the order of their names. */
export function record(check: Checker, expr: RecordExpr, scope: Scope): Value {
  const fields = new Map<string, Value>()
  for (const { name, value } of expr.fields) {
    if (fields.has(name.text)) check.report('QD0314', name.span, { name: name.text })
    else fields.set(name.text, check.expr(value, scope))
  }
  if ([...fields.values()].some(isUnknown)) return unknownValue(check.terms, expr.span)
  const names = [...fields.keys()].toSorted()
  const args = names.flatMap((name) => fields.get(name) ?? [])
  const type: Type = {
    record: Object.fromEntries(names.map((name, i) => [name, args[i]?.type ?? 'unknown'])),
  }
  return make(check, { op: 'record', args, attrs: { names }, type, span: expr.span })
}

// `r.name` and record expressions.
import { suggest } from '../../diagnostics/suggest.ts'
import type { Field, RecordExpr } from '../../syntax/ast.ts'
import { fieldType, isRecord, showType } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { fieldOf, recordOf } from '../records.ts'
import type { Scope } from '../scope.ts'
import { isUnknown, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'
import { refuseNamespace } from './foreign.ts'

export function field(check: Checker, expr: Field, scope: Scope): Value {
  const refused = refuseNamespace(check, expr, scope)
  if (refused !== null) return { ...refused, span: expr.span }
  const of = check.expr(expr.of, scope)
  const name = expr.name.text
  if (isUnknown(of)) return unknownValue(check.terms, expr.span)
  const found = showType(of.type)
  if (!isRecord(of.type))
    return check.refuse('QD0311', expr.name.span, { name, found, suggestion: undefined })
  if (fieldType(of.type, name) !== null) return fieldOf(check, of, name, expr.span)
  const suggestion = suggest(name, Object.keys(of.type.record))
  return check.refuse('QD0311', expr.name.span, { name, found, suggestion })
}

export function record(check: Checker, expr: RecordExpr, scope: Scope): Value {
  const fields = new Map<string, Value>()
  for (const { name, value } of expr.fields) {
    if (fields.has(name.text)) check.report('QD0314', name.span, { name: name.text })
    else fields.set(name.text, check.expr(value, scope))
  }
  if ([...fields.values()].some(isUnknown)) return unknownValue(check.terms, expr.span)
  return recordOf(check, fields, expr.span)
}

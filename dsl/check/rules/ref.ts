// A name that stands for a value.
import { suggest } from '../../diagnostics/suggest.ts'
import type { Ref } from '../../syntax/ast.ts'
import type { Checker } from '../checker.ts'
import { isBuiltinFunction } from './call.ts'
import type { Scope } from '../scope.ts'
import { unknownValue } from '../value.ts'
import type { Value } from '../value.ts'

export function ref(check: Checker, expr: Ref, scope: Scope): Value {
  const name = expr.name.text
  const value = scope.value(name)
  if (value !== null) return { ...value, span: expr.span }
  if (scope.faulty.has(name)) return unknownValue(check.terms, expr.span)
  if (scope.fn(name) !== null || isBuiltinFunction(name)) return check.refuse('QD0317', expr.span, { name })
  return check.refuse('QD0204', expr.span, { name, suggestion: suggest(name, scope.valueNames()) })
}

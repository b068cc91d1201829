// A name that stands for a value.
import { suggest } from '../../diagnostics/suggest.ts'
import type { Ref } from '../../syntax/ast.ts'
import type { Checker } from '../checker.ts'
import type { Scope } from '../scope.ts'
import { unknownValue } from '../value.ts'
import type { Value } from '../value.ts'
import { isBuiltinFunction } from './builtin-function.ts'
import { insteadOfValue } from './foreign.ts'

export function ref(check: Checker, expr: Ref, scope: Scope): Value {
  const name = expr.name.text
  const value = scope.value(name)
  if (value !== null) return { ...value, span: expr.span }
  if (scope.faulty.has(name)) return unknownValue(check.terms, expr.span)
  if (scope.fn(name) !== null || isBuiltinFunction(name)) return check.refuse('QD0317', expr.span, { name })
  const suggestion = suggest(name, scope.valueNames())
  const miscased = suggestion?.toLowerCase() === name.toLowerCase()
  const instead = miscased ? undefined : insteadOfValue(name, scope)
  return check.refuse('QD0204', expr.span, { name, suggestion, instead })
}

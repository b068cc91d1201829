// `x.name(…)`: values have no methods; the finding says how the call is written.
import type { Method } from '../../syntax/ast.ts'
import type { Checker } from '../checker.ts'
import type { Scope } from '../scope.ts'
import { isUnknown, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'
import { insteadOfMethod, refuseNamespace } from './foreign.ts'

export function method(check: Checker, expr: Method, scope: Scope): Value {
  const refused = refuseNamespace(check, expr, scope)
  if (refused !== null) {
    for (const arg of expr.args) if (arg.value.kind !== 'lambda') check.expr(arg.value, scope)
    return { ...refused, span: expr.span }
  }
  if (isUnknown(check.expr(expr.of, scope))) return unknownValue(check.terms, expr.span)
  const name = expr.name.text
  const instead = insteadOfMethod(name, scope)
  return check.refuse('QD0316', expr.name.span, { name, found: 'this value', instead })
}

// `x.name(…)`: only groups have methods; for other values the finding says how the call is written.
import type { Method } from '../../syntax/ast.ts'
import type { Checker } from '../checker.ts'
import type { Scope } from '../scope.ts'
import { isUnknown, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'
import { isGroup } from '../../term/type.ts'
import { groupMethod } from './group.ts'
import { insteadOfMethod, refuseNamespace } from './foreign.ts'

export function method(check: Checker, expr: Method, scope: Scope): Value {
  const refused = refuseNamespace(check, expr, scope)
  if (refused !== null) {
    for (const arg of expr.args) if (arg.value.kind !== 'lambda') check.expr(arg.value, scope)
    return { ...refused, span: expr.span }
  }
  const of = check.expr(expr.of, scope)
  if (isUnknown(of)) return unknownValue(check.terms, expr.span)
  if (isGroup(of.type)) return groupMethod(check, expr, of, scope)
  const name = expr.name.text
  const instead = insteadOfMethod(name, scope)
  return check.refuse('QD0316', expr.name.span, { name, found: 'this value', instead })
}

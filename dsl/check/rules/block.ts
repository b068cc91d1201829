// `{ let … expr }`: definitions that only one expression sees.
import type { Block } from '../../syntax/ast.ts'
import type { Checker } from '../checker.ts'
import { checkLocalLets } from '../local-lets.ts'
import { withValues } from '../scope.ts'
import type { Scope } from '../scope.ts'
import type { Value } from '../value.ts'

export function block(check: Checker, expr: Block, scope: Scope): Value {
  const locals = checkLocalLets(check, expr.lets, scope)
  return { ...check.expr(expr.value, withValues(scope, locals)), span: expr.span }
}

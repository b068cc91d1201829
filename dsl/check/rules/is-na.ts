// `x is na`, `x is not na`.
import type { IsNa } from '../../syntax/ast.ts'
import { isRecord, showType } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { make } from '../make.ts'
import type { Scope } from '../scope.ts'
import { isUnknown } from '../value.ts'
import type { Value } from '../value.ts'

export function isNa(check: Checker, expr: IsNa, scope: Scope): Value {
  const operand = check.expr(expr.operand, scope)
  if (isUnknown(operand)) return operand
  const { span } = expr
  if (isRecord(operand.type)) {
    return check.refuse('QD0302', span, {
      operator: 'is na',
      needs: 'single values',
      found: showType(operand.type),
    })
  }
  const asked = make(check, { op: 'isna', args: [operand], type: 'bool', span })
  return expr.negated ? make(check, { op: 'not', args: [asked], type: 'bool', span }) : asked
}

// `x is na`, `x is not na`. Only numbers can be na.
import type { IsNa } from '../../syntax/ast.ts'
import { isNumber, showType } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { make } from '../make.ts'
import type { Scope } from '../scope.ts'
import { isUnknown } from '../value.ts'
import type { Value } from '../value.ts'

export function isNa(check: Checker, expr: IsNa, scope: Scope): Value {
  const operand = check.expr(expr.operand, scope)
  if (isUnknown(operand)) return operand
  const { span } = expr
  if (!isNumber(operand.type)) {
    const found = showType(operand.type)
    return check.refuse('QD0302', span, { operator: 'is na', needs: 'a number', found })
  }
  const asked = make(check, { op: 'isna', args: [operand], type: 'bool', span })
  return expr.negated ? make(check, { op: 'not', args: [asked], type: 'bool', span }) : asked
}

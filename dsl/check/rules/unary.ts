// `-x` and `not b`.
import type { Unary } from '../../syntax/ast.ts'
import { isNumber, showType } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { make } from '../make.ts'
import type { Scope } from '../scope.ts'
import { isUnknown } from '../value.ts'
import type { Value } from '../value.ts'

export function unary(check: Checker, expr: Unary, scope: Scope): Value {
  const operand = check.expr(expr.operand, scope)
  if (isUnknown(operand)) return operand
  const { span } = expr
  if (expr.op === 'not') {
    if (operand.type !== 'bool') {
      return check.refuse('QD0302', span, { operator: 'not', needs: 'a bool', found: showType(operand.type) })
    }
    return make(check, { op: 'not', args: [operand], type: 'bool', span })
  }
  if (!isNumber(operand.type)) {
    return check.refuse('QD0302', span, { operator: '-', needs: 'a number', found: showType(operand.type) })
  }
  const op = operand.type === 'int' ? 'ineg' : 'neg'
  return make(check, { op, args: [operand], type: operand.type, span })
}

// `if c then a else b`. Only the chosen branch's na counts; where the condition asks whether a name
// is na, the name has a value in the other branch.
import type { Expr, If } from '../../syntax/ast.ts'
import { showType } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { common } from '../convert.ts'
import { make } from '../make.ts'
import { withValues } from '../scope.ts'
import type { Scope } from '../scope.ts'
import { isUnknown, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'

/** The scope in which the name that `condition` asks about is known to have a value. */
function knowing(condition: Expr, whenTrue: boolean, scope: Scope): Scope {
  if (condition.kind === 'paren') return knowing(condition.inner, whenTrue, scope)
  if (condition.kind !== 'isna' || condition.negated !== whenTrue || condition.operand.kind !== 'ref')
    return scope
  const name = condition.operand.name.text
  const value = scope.value(name)
  return value === null ? scope : withValues(scope, new Map([[name, { ...value, na: null }]]))
}

export function choice(check: Checker, expr: If, scope: Scope): Value {
  let seen = scope
  const branches = expr.branches.map((branch) => {
    const condition = check.expr(branch.condition, seen)
    const value = check.expr(branch.value, knowing(branch.condition, true, seen))
    seen = knowing(branch.condition, false, seen)
    return { condition, value }
  })
  return branches.reduceRight(
    (otherwise, { condition, value }) => pick(check, expr, condition, value, otherwise),
    check.expr(expr.otherwise, seen),
  )
}

function pick(check: Checker, expr: If, condition: Value, value: Value, otherwise: Value): Value {
  const { span } = expr
  if (!isUnknown(condition) && condition.type !== 'bool') {
    return check.refuse('QD0301', condition.span, { expected: 'bool', found: showType(condition.type) })
  }
  if (isUnknown(condition) || isUnknown(value) || isUnknown(otherwise)) return unknownValue(check.terms, span)
  const fitted = common(check, value, otherwise)
  if (fitted === null) {
    return check.refuse('QD0301', otherwise.span, {
      expected: showType(value.type),
      found: showType(otherwise.type),
    })
  }
  const made = make(check, { op: 'if', args: [condition, fitted.a, fitted.b], type: fitted.type, span })
  return isUnknown(made) ? made : { ...made, na: possibleNa(check, condition, value, otherwise) }
}

/** The branches' na; of a branch that is never chosen, none. */
function possibleNa(check: Checker, condition: Value, value: Value, otherwise: Value): Value['na'] {
  const known = check.constant(condition)
  if (known?.kind === 'bool') return known.value ? value.na : otherwise.na
  return value.na ?? otherwise.na
}

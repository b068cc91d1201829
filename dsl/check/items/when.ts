// `emit … when c`: the sink ticks only where c is true.
import type { Emit } from '../../syntax/ast.ts'
import { isTicking } from '../../term/clock.ts'
import { showType } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { commonClock } from '../make.ts'
import type { Scope } from '../scope.ts'
import { isUnknown } from '../value.ts'
import type { Value } from '../value.ts'

/** The condition; null where there is none, undefined after a report. */
export function conditionOf(
  check: Checker,
  item: Emit,
  scope: Scope,
  value: Value,
): Value | null | undefined {
  if (item.when === null) return null
  const condition = check.expr(item.when, scope)
  if (isUnknown(condition)) return undefined
  if (condition.type !== 'bool' || !isTicking(condition.clock)) {
    const found = condition.type === 'bool' ? 'a constant' : showType(condition.type)
    check.report('QD0709', item.when.span, { found })
    return undefined
  }
  return commonClock(check, [value, condition]) === null ? undefined : condition
}

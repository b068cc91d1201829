// `{ let … expr }`: definitions that only one expression sees. Their order means nothing, and no name
// of a block hides one from around it.
import type { Block, Let } from '../../syntax/ast.ts'
import type { Checker } from '../checker.ts'
import { namesOf, needsOf, reportCycle, reportTwice, valueKey } from '../file-names.ts'
import { checkLet } from '../items/let.ts'
import { orderDefinitions } from '../order-definitions.ts'
import { withValues } from '../scope.ts'
import type { Scope } from '../scope.ts'
import { unknownValue } from '../value.ts'
import type { Value } from '../value.ts'

export function block(check: Checker, expr: Block, scope: Scope): Value {
  const lets = new Map<string, Let>()
  for (const item of expr.lets) {
    for (const name of namesOf(item)) {
      const first = lets.get(valueKey(name.text))
      if (first !== undefined || scope.value(name.text) !== null)
        reportTwice(check, name, first === undefined ? [] : namesOf(first))
      else lets.set(valueKey(name.text), item)
    }
  }
  const needs = new Map([...lets].map(([key, item]) => [key, item.rec ? [] : needsOf(item)]))
  const { order, cycles } = orderDefinitions(needs)
  for (const cycle of cycles) reportCycle(check, lets, cycle)
  const circular = new Set(cycles.flat().flatMap((key) => lets.get(key) ?? []))
  const locals = new Map<string, Value>()
  for (const key of order) {
    const item = lets.get(key)
    if (item === undefined || namesOf(item).some((name) => locals.has(name.text))) continue
    const made = circular.has(item)
      ? namesOf(item).map((name) => ({ name: name.text, value: unknownValue(check.terms, item.span) }))
      : checkLet(check, item, withValues(scope, locals))
    for (const { name, value } of made) locals.set(name, value)
  }
  return { ...check.expr(expr.value, withValues(scope, locals)), span: expr.span }
}

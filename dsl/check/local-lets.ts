// Lets that only one place sees: a block, a test. Their order means nothing, as everywhere, and no
// name of theirs hides one from around them.
import type { Let } from '../syntax/ast.ts'
import type { Checker } from './checker.ts'
import { namesOf, needsOf, reportCycle, reportTwice, valueKey } from './file-names.ts'
import { checkLet } from './items/let.ts'
import { orderDefinitions } from './order-definitions.ts'
import { withValues } from './scope.ts'
import type { Scope } from './scope.ts'
import { unknownValue } from './value.ts'
import type { Value } from './value.ts'

/** Their values by name; `outer` is what they see beside each other. */
export function checkLocalLets(
  check: Checker,
  items: readonly Let[],
  outer: Scope,
): ReadonlyMap<string, Value> {
  const lets = new Map<string, Let>()
  for (const item of items) {
    for (const name of namesOf(item)) {
      const first = lets.get(valueKey(name.text))
      if (first !== undefined) reportTwice(check, name, namesOf(first))
      else if (outer.value(name.text) !== null) reportTwice(check, name, [])
      else lets.set(valueKey(name.text), item)
    }
  }
  const { order, cycles } = orderDefinitions(
    new Map([...lets].map(([key, item]) => [key, item.rec ? [] : needsOf(item)])),
  )
  for (const cycle of cycles) reportCycle(check, lets, cycle)
  const circular = new Set(cycles.flat().flatMap((key) => lets.get(key) ?? []))
  const locals = new Map<string, Value>()
  for (const key of order) {
    const item = lets.get(key)
    if (item === undefined || namesOf(item).some((name) => locals.has(name.text))) continue
    if (circular.has(item)) {
      for (const name of namesOf(item)) locals.set(name.text, unknownValue(check.terms, item.span))
    } else {
      const made = checkLet(check, item, withValues(outer, locals))
      for (const { name, value } of made) locals.set(name, value)
    }
  }
  return locals
}

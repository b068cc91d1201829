// The lets of a test, which only its expectations see. Their order means nothing, as everywhere.
import type { Let, Test } from '../../syntax/ast.ts'
import type { Checker } from '../checker.ts'
import { reportCycle } from '../file-names.ts'
import { namesOf, needsOf, reportTwice, valueKey } from '../file-names.ts'
import { orderDefinitions } from '../order-definitions.ts'
import { withValues } from '../scope.ts'
import type { Scope } from '../scope.ts'
import { unknownValue } from '../value.ts'
import type { Value } from '../value.ts'
import { checkLet } from './let.ts'

/** The values by name. `outer` sees the file and its sinks, whose names stay theirs. */
export function checkTestLets(check: Checker, test: Test, outer: Scope): ReadonlyMap<string, Value> {
  const lets = new Map<string, Let>()
  for (const item of test.items) {
    if (item.kind !== 'let') continue
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

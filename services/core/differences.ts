// Create-or-compare: in what the thing that exists is not the thing that is wanted.
import { canonicalJson } from '../../compiler/identity/canonical-json.ts'
import type { Difference } from './failures.ts'

/** One entry a member of `wanted` that `found` has otherwise; both are plain data. */
export function differencesOf(subject: string, wanted: object, found: object): readonly Difference[] {
  const others = new Map<string, unknown>(Object.entries(found))
  return Object.entries<unknown>({ ...wanted }).flatMap(([field, value]) => {
    const [a, b] = [canonicalJson(value), canonicalJson(others.get(field) ?? null)]
    return a === b ? [] : [{ subject, field, wanted: a, found: b }]
  })
}

/** The differences in one line. */
export function showDifferences(differences: readonly Difference[]): string {
  return differences.map((d) => `${d.subject}: ${d.field} is ${d.found}, wanted ${d.wanted}`).join('; ')
}

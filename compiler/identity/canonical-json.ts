// Canonical JSON: one text for one value, after RFC 8785 (keys by UTF-16 code unit, no white space,
// JSON's shortest escapes). Callers encode floats that are hashed as `f64:` strings beforehand.
import { InternalError } from '../internal-error.ts'

/** What canonical JSON can say; an `undefined` member is left out, as JSON.stringify does. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

/**
 * The canonical text of a value.
 *
 * Throws InternalError on a number that is not finite, and on values that JSON does not have: those
 * are the caller's bugs, never a user's.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value)
    case 'number':
      if (!Number.isFinite(value)) throw new InternalError(`canonical JSON has no ${value}`)
      return JSON.stringify(value)
    case 'object':
      if (value === null) return 'null'
      return Array.isArray(value) ? `[${value.map(canonicalJson).join(',')}]` : canonicalObject(value)
    default:
      throw new InternalError(`canonical JSON has no ${typeof value}`)
  }
}

function canonicalObject(value: object): string {
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`
}

// Reads untrusted JSON member by member. Every object has a closed list of keys; every text and
// list has a limit; a refusal names the path.
import { hasUnseen, isIdentifier } from './plain-text.ts'
import { refuse } from './refusal.ts'

export interface Members {
  readonly path: string
  get(key: string): unknown
  has(key: string): boolean
}

/** An object with these keys and no others; keys that end in `?` may be missing. */
export function object(value: unknown, path: string, keys: readonly string[]): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(path, 'must be an object')
  const members = new Map<string, unknown>(Object.entries(value))
  const known = new Set(keys.map((key) => key.replace(/\?$/, '')))
  for (const key of members.keys())
    if (!known.has(key)) refuse(path, `unknown member ${JSON.stringify(key.slice(0, 80))}`)
  for (const key of keys)
    if (!key.endsWith('?') && !members.has(key)) refuse(path, `member "${key}" is missing`)
  return { path, get: (key) => members.get(key), has: (key) => members.has(key) }
}

export function list(value: unknown, path: string, most: number): readonly unknown[] {
  if (!Array.isArray(value)) refuse(path, 'must be a list')
  if (value.length > most) refuse(path, `has ${value.length} entries; the limit is ${most}`)
  return value
}

export function text(value: unknown, path: string, longest = 1_000): string {
  if (typeof value !== 'string') return refuse(path, 'must be a text')
  if (value.length > longest) return refuse(path, `is longer than ${longest} characters`)
  return value
}

/** A text of one line that people read as it is. */
export function name(value: unknown, path: string, longest = 1_000): string {
  const found = text(value, path, longest)
  return hasUnseen(found) ? refuse(path, 'holds a control character') : found
}

/** A name as the language spells them. */
export function identifier(value: unknown, path: string, longest = 1_000): string {
  const found = text(value, path, longest)
  return isIdentifier(found) ? found : refuse(path, 'must be a name: letters, digits and _')
}

export function integer(value: unknown, path: string, min = 0, max = Number.MAX_SAFE_INTEGER): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return refuse(path, 'must be an integer')
  // JSON can spell −0; it is another value than 0, with the hash of 0.
  if (Object.is(value, -0)) return refuse(path, 'must be 0, not -0')
  if (value < min || value > max) return refuse(path, `must be between ${min} and ${max}`)
  return value
}

export function oneOf<T extends string>(value: unknown, path: string, among: readonly T[]): T {
  return among.find((candidate) => candidate === value) ?? refuse(path, `must be one of ${among.join(', ')}`)
}

/** An object used as a table from names to values. */
export function table(value: unknown, path: string, most: number): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse(path, 'must be an object')
  const entries = Object.entries(value)
  if (entries.length > most) return refuse(path, `has ${entries.length} members; the limit is ${most}`)
  for (const [key] of entries) text(key, path, 200)
  return entries
}

const HASH = /^[0-9a-f]{64}$/

export function hash(value: unknown, path: string): string {
  const found = text(value, path, 64)
  return HASH.test(found) ? found : refuse(path, 'must be 64 lower-case hex digits')
}

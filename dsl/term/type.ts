// The types of values. Records are structural: names of types are never part of a type.

export type Scalar = 'float' | 'int' | 'bool' | 'string' | 'duration'

/** `unknown` stands where a finding has already been reported: it agrees with everything. */
export type Type = Scalar | 'unknown' | RecordType | GroupType

export interface RecordType {
  /** Field types by name, in the order of declaration; the order means nothing. */
  readonly record: Readonly<Record<string, Type>>
}

/** The members of a tag query, each of one type. */
export interface GroupType {
  readonly group: Type
}

/** The frozen bar record. */
const BAR: RecordType = {
  record: { open: 'float', high: 'float', low: 'float', close: 'float', volume: 'float' },
}

/** The frozen trade record. */
const TRADE: RecordType = { record: { price: 'float', size: 'float' } }

/** The frozen quote record. */
const QUOTE: RecordType = {
  record: { bid: 'float', ask: 'float', bid_size: 'float', ask_size: 'float' },
}

export function isRecord(type: Type): type is RecordType {
  return typeof type !== 'string' && 'record' in type
}

export function isGroup(type: Type): type is GroupType {
  return typeof type !== 'string' && 'group' in type
}

export function isNumber(type: Type): boolean {
  return type === 'float' || type === 'int'
}

/** The type of a record's field, or null when it has none of that name. */
export function fieldType(type: RecordType, name: string): Type | null {
  return Object.hasOwn(type.record, name) ? (type.record[name] ?? null) : null
}

/** Equality by structure; `unknown` equals everything. */
export function sameType(a: Type, b: Type): boolean {
  if (a === 'unknown' || b === 'unknown') return true
  if (isGroup(a) && isGroup(b)) return sameType(a.group, b.group)
  if (!isRecord(a) || !isRecord(b)) return a === b
  const names = Object.keys(a.record)
  return (
    names.length === Object.keys(b.record).length &&
    names.every((name) => {
      const left = fieldType(a, name)
      const right = fieldType(b, name)
      return left !== null && right !== null && sameType(left, right)
    })
  )
}

const sizes = new WeakMap<RecordType, number>()

/** How many scalars and records a type consists of. */
export function sizeOf(type: Type): number {
  if (isGroup(type)) return sizeOf(type.group)
  if (!isRecord(type)) return 1
  const known = sizes.get(type)
  if (known !== undefined) return known
  const size = Object.values(type.record).reduce((sum, field) => sum + sizeOf(field), 1)
  sizes.set(type, size)
  return size
}

/** The records that the language names. */
export const FROZEN: ReadonlyMap<string, RecordType> = new Map([
  ['Bar', BAR],
  ['Trade', TRADE],
  ['Quote', QUOTE],
])

/** How a message names a type: `float`, `{close: float, volume: float}`, `Bar`. */
export function showType(type: Type): string {
  if (isGroup(type)) return `group<${showType(type.group)}>`
  if (!isRecord(type)) return type
  const frozen = [...FROZEN].find(([, record]) => sameType(type, record))
  if (frozen !== undefined) return frozen[0]
  const fields = Object.entries(type.record).map(([name, field]) => `${name}: ${showType(field)}`)
  return `{${fields.join(', ')}}`
}

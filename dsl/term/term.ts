// The term algebra: what a strategy computes, as a graph in which equal computations are one object.
// Both surfaces of the language make terms; the compiler's passes rewrite them. Terms know nothing of
// names, files or positions: those are kept beside them (provenance.ts).
import type { Clock } from './clock.ts'
import { isGroup, isRecord } from './type.ts'
import type { RecordType, Type } from './type.ts'

/** What an operation needs beside its operands: a field's name, an option, a constant's value. */
export type Attributes = Readonly<Record<string, string | number | boolean | readonly string[]>>

export interface Term {
  /** Dense number in order of making: operands always come before what uses them. */
  readonly id: number
  readonly op: string
  readonly args: readonly Term[]
  readonly attrs: Attributes | null
  readonly type: Type
  readonly clock: Clock
}

/** A table of terms; `make` returns the term that exists already when there is one. */
export interface Terms {
  make(op: string, args: readonly Term[], attrs: Attributes | null, type: Type, clock: Clock): Term
  readonly size: number
}

/** Attribute texts must tell −0 from 0, which JSON does not. */
function attributeKey(attrs: Attributes | null): string {
  if (attrs === null) return ''
  return JSON.stringify(attrs, (_, value: unknown) => (Object.is(value, -0) ? '-0' : value))
}

const typeKeys = new WeakMap<RecordType, string>()

/** The type is no consequence of the operands: an int may stand for a float. Fields have no order. */
function typeKey(type: Type): string {
  if (isGroup(type)) return `group<${typeKey(type.group)}>`
  if (!isRecord(type)) return type
  const known = typeKeys.get(type)
  if (known !== undefined) return known
  const fields = Object.entries(type.record).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const key = `{${fields.map(([name, field]) => `${name}:${typeKey(field)}`).join(',')}}`
  typeKeys.set(type, key)
  return key
}

/** The clock of an operation follows from its operands; that of a leaf is its own. */
function clockKey(args: readonly Term[], clock: Clock): string {
  return args.length > 0 ? '' : JSON.stringify(clock)
}

export function createTerms(): Terms {
  const known = new Map<string, Term>()
  return {
    make(op, args, attrs, type, clock) {
      const operands = args.map((arg) => arg.id).join(',')
      const key = `${op}|${operands}|${attributeKey(attrs)}|${typeKey(type)}|${clockKey(args, clock)}`
      const found = known.get(key)
      if (found !== undefined) return found
      const term: Term = { id: known.size, op, args, attrs, type, clock }
      known.set(key, term)
      return term
    },
    get size() {
      return known.size
    },
  }
}

/** All terms that the roots reach, operands first; ids give the order, so no walk is recursive. */
export function reachable(roots: readonly Term[]): readonly Term[] {
  const seen = new Set<Term>(roots)
  const open = [...seen]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const arg of next.args) {
      if (seen.has(arg)) continue
      seen.add(arg)
      open.push(arg)
    }
  }
  return [...seen].toSorted((a, b) => a.id - b.id)
}

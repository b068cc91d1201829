// Records as values: made of parts, and taken apart again.
import type { Span } from '../source/span.ts'
import { fieldType, isRecord, sizeOf } from '../term/type.ts'
import type { Type } from '../term/type.ts'
import type { Checker } from './checker.ts'
import { make } from './make.ts'
import { isUnknown, unknownValue } from './value.ts'
import type { Value } from './value.ts'

const LARGEST = 1_000

/** Is the type small enough for a record? Reports at `span` where it is not. */
export function fitsRecord(check: Checker, type: Type, span: Span): boolean {
  if (sizeOf(type) <= LARGEST) return true
  const text = `a record holds at most ${LARGEST} values, those of inner records included`
  check.report('QD0312', span, { text })
  return false
}

/**
 * The record of some values by name, or an unknown after a report. Its fields tick together and stand
 * in the order of their names.
 */
export function recordOf(check: Checker, fields: ReadonlyMap<string, Value>, span: Span): Value {
  const names = [...fields.keys()].toSorted()
  const args = names.flatMap((name) => fields.get(name) ?? [])
  const type: Type = {
    record: Object.fromEntries(names.map((name, i) => [name, args[i]?.type ?? 'unknown'])),
  }
  if (!fitsRecord(check, type, span)) return unknownValue(check.terms, span)
  const made = make(check, { op: 'record', args, attrs: { names }, type, span })
  return isUnknown(made) ? made : { ...made, parts: fields }
}

/** A field that the record is known to have. */
export function fieldOf(check: Checker, record: Value, name: string, span: Span): Value {
  const part = record.parts?.get(name)
  if (part !== undefined && record.clock.kind === 'const') return { ...part, span }
  const type = isRecord(record.type) ? fieldType(record.type, name) : null
  const made = make(check, { op: 'field', args: [record], attrs: { name }, type: type ?? 'unknown', span })
  return part === undefined || isUnknown(made) ? made : withPart(made, part)
}

/** A field is na where its own part is, whatever the other fields are. */
function withPart(made: Value, part: Value): Value {
  return { ...made, na: part.na, ...(part.parts === undefined ? {} : { parts: part.parts }) }
}

// A member of a recursion as its own bodies see it: scalars of which only the type is known. A member
// that is a record is one scalar for each of its fields.
import type { Span } from '../../source/span.ts'
import { ANY } from '../../term/clock.ts'
import type { Term } from '../../term/term.ts'
import { isRecord } from '../../term/type.ts'
import type { Type } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { fieldOf, recordOf } from '../records.ts'
import type { Value } from '../value.ts'

/** Hands out the scalars of one group: `m0`, `m1`, … */
export interface Scalars {
  readonly rec: string
  next(): string
}

export function createScalars(check: Checker): Scalars {
  // A group makes terms at once, so the number of terms names it.
  const rec = String(check.terms.size)
  let count = 0
  return { rec, next: () => `m${count++}` }
}

/** The value at the tick at hand; `mayBeNa` says whether a tick may be without one. */
export function selfValue(
  check: Checker,
  scalars: Scalars,
  type: Type,
  mayBeNa: boolean,
  name: string,
  span: Span,
): Value {
  if (isRecord(type)) {
    const parts = Object.keys(type.record)
      .toSorted()
      .map(
        (field) =>
          [
            field,
            selfValue(check, scalars, type.record[field] ?? 'unknown', mayBeNa, `${name}.${field}`, span),
          ] as const,
      )
    return { ...recordOf(check, new Map(parts), span), self: true }
  }
  const attrs = { rec: scalars.rec, member: scalars.next() }
  const term = check.terms.make('self', [], attrs, type, ANY)
  check.provenance.name(term, name)
  const na = mayBeNa && type !== 'bool' ? { because: `\`${name}\` may be na`, span } : null
  return { term, type, clock: ANY, na, memory: 'origin', span, written: span, self: true }
}

/** The scalars of a body, in the order in which those of its `selfValue` were handed out. */
export function scalarsOf(check: Checker, body: Value): readonly Term[] {
  if (!isRecord(body.type)) return [body.term]
  return Object.keys(body.type.record)
    .toSorted()
    .flatMap((field) => scalarsOf(check, fieldOf(check, body, field, body.span)))
}

// Fits a value to a type that is asked for. An int where a float stands is that float, with no
// operation in between: an int literal becomes a float literal, through the branches of `if` and `??`.
import { constantTerm } from '../term/constant.ts'
import type { Term } from '../term/term.ts'
import { isRecord, sameType, showType } from '../term/type.ts'
import type { Type } from '../term/type.ts'
import type { Checker } from './checker.ts'
import type { Value } from './value.ts'

/** The value as a float where it is an int, else as it is. */
export function asFloat(check: Checker, value: Value): Value {
  if (value.type !== 'int') return value
  const constant = check.constant(value)
  if (constant?.kind === 'int') {
    const term = constantTerm(check.terms, { kind: 'float', value: constant.value })
    check.provenance.inherit(term, value.term)
    return { ...value, term, type: 'float' }
  }
  return { ...value, term: floatTerm(check, value.term), type: 'float' }
}

/** Turns the int literals in the branches of a chosen value into floats. */
function floatTerm(check: Checker, term: Term): Term {
  if (term.op === 'int') {
    const value = term.attrs?.['value']
    return typeof value === 'number' ? constantTerm(check.terms, { kind: 'float', value }) : term
  }
  if (term.op !== 'if' && term.op !== 'coalesce') return term
  const args = term.args.map((arg, i) => (term.op === 'if' && i === 0 ? arg : floatTerm(check, arg)))
  const result = check.terms.make(term.op, args, term.attrs, 'float', term.clock)
  const places = term.args.flatMap(
    (arg, i): [Term, NonNullable<ReturnType<typeof check.provenance.constantSpan>>][] => {
      const span = check.provenance.constantSpan(term, arg)
      const to = args[i]
      return span === null || to === undefined ? [] : [[to, span]]
    },
  )
  const span = check.provenance.spanOf(term)
  if (span !== null) check.provenance.place(result, span, places)
  check.provenance.inherit(result, term)
  return result
}

/** Does a value of type `found` do where `wanted` is asked for? Records may bring more fields. */
export function accepts(wanted: Type, found: Type): boolean {
  if (wanted === 'float' && found === 'int') return true
  if (!isRecord(wanted) || !isRecord(found)) return sameType(wanted, found)
  return Object.entries(wanted.record).every(([name, type]) => {
    const field = Object.hasOwn(found.record, name) ? found.record[name] : undefined
    return field !== undefined && accepts(type, field)
  })
}

/** The value fitted to `wanted`, or an unknown after a report. */
export function convert(check: Checker, value: Value, wanted: Type): Value {
  if (!accepts(wanted, value.type)) {
    return check.refuse('QD0301', value.span, { expected: showType(wanted), found: showType(value.type) })
  }
  return wanted === 'float' ? asFloat(check, value) : value
}

/** Fits two values to one common type, or null when there is none. */
export function common(check: Checker, a: Value, b: Value): { a: Value; b: Value; type: Type } | null {
  if (a.type === 'unknown') return { a, b, type: b.type }
  if (b.type === 'unknown' || sameType(a.type, b.type)) return { a, b, type: a.type }
  if (accepts('float', a.type) && accepts('float', b.type)) {
    return { a: asFloat(check, a), b: asFloat(check, b), type: 'float' }
  }
  return null
}

// Fits a value to a type that is asked for. An int where a float stands is that float, with no
// operation in between: an int literal becomes a float literal, through the branches of `if` and `??`.
import type { Span } from '../source/span.ts'
import { constantTerm } from '../term/constant.ts'
import type { Term } from '../term/term.ts'
import { fieldType, isNumber, isRecord, sameType, showType } from '../term/type.ts'
import type { Type } from '../term/type.ts'
import type { Checker } from './checker.ts'
import { fieldOf, recordOf } from './records.ts'
import { isUnknown } from './value.ts'
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

/** Int terms as they stand in a float position; long chains of choices are converted once. */
const made = new WeakMap<Term, Term>()

/** Turns the int constants in the branches of a chosen value into floats. Iterative. */
function floatTerm(check: Checker, root: Term): Term {
  const open = [root]
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const waiting = branches(top).filter((branch) => !made.has(branch))
    if (waiting.length > 0) {
      open.push(...waiting)
      continue
    }
    open.pop()
    if (!made.has(top)) made.set(top, asFloatTerm(check, top))
  }
  return made.get(root) ?? root
}

/** The parts of a chosen value of which one is the result. */
function branches(term: Term): readonly Term[] {
  if (term.type !== 'int') return []
  return term.op === 'if' ? term.args.slice(1) : term.op === 'coalesce' ? term.args : []
}

function asFloatTerm(check: Checker, term: Term): Term {
  const { terms, provenance } = check
  const constant = check.constant({ term, clock: term.clock })
  if (constant?.kind === 'int') return constantTerm(terms, { kind: 'float', value: constant.value })
  const chosen = branches(term)
  if (chosen.length === 0) return term
  const args = term.args.map((arg) => (chosen.includes(arg) ? (made.get(arg) ?? arg) : arg))
  const result = terms.make(term.op, args, term.attrs, 'float', term.clock)
  const places = term.args.flatMap((arg, i): [Term, Span][] => {
    const span = provenance.constantSpan(term, arg)
    const to = args[i]
    return span === null || to === undefined ? [] : [[to, span]]
  })
  const span = provenance.spanOf(term)
  if (span !== null) provenance.place(result, span, places)
  provenance.inherit(result, term)
  return result
}

/** Does a value of type `found` do where `wanted` is asked for? Records may bring more fields. */
function accepts(wanted: Type, found: Type): boolean {
  if (wanted === 'float' && found === 'int') return true
  if (!isRecord(wanted) || !isRecord(found)) return sameType(wanted, found)
  return Object.entries(wanted.record).every(([name, type]) => {
    const field = Object.hasOwn(found.record, name) ? found.record[name] : undefined
    return field !== undefined && accepts(type, field)
  })
}

/**
 * The value fitted to `wanted`, or an unknown after a report. Of a record, the fields asked for.
 * `hint` is what the place has to say of a value that does not fit.
 */
export function convert(check: Checker, value: Value, wanted: Type, hint?: string): Value {
  if (!accepts(wanted, value.type)) {
    const [expected, found] = [showType(wanted), showType(value.type)]
    return check.refuse('QD0301', value.span, {
      expected,
      found,
      hint: hint ?? fitting(check, value, wanted),
    })
  }
  if (wanted === 'float') return asFloat(check, value)
  if (!isRecord(wanted) || isUnknown(value) || sameType(wanted, value.type)) return value
  const fields = Object.entries(wanted.record).map(
    ([name, type]) => [name, convert(check, fieldOf(check, value, name, value.span), type)] as const,
  )
  return { ...recordOf(check, new Map(fields), value.span), written: value.written }
}

/** How a value is made to fit, where there is one way. */
function fitting(check: Checker, value: Value, wanted: Type): string | undefined {
  if (value.type !== 'bool' || !isNumber(wanted)) return undefined
  return `Write \`if ${check.excerpt(value.span)} then 1 else 0\`.`
}

/** The type that both can stand for: a float for an int and a float, in records field by field. */
function commonType(a: Type, b: Type): Type | null {
  if (!isRecord(a) || !isRecord(b)) {
    if (sameType(a, b)) return a === 'unknown' ? b : a
    return accepts('float', a) && accepts('float', b) ? 'float' : null
  }
  const names = Object.keys(a.record)
  if (names.length !== Object.keys(b.record).length) return null
  const fields: (readonly [string, Type])[] = []
  for (const name of names) {
    const [left, right] = [fieldType(a, name), fieldType(b, name)]
    const type = left === null || right === null ? null : commonType(left, right)
    if (type === null) return null
    fields.push([name, type])
  }
  return { record: Object.fromEntries(fields) }
}

/** Fits two values to one common type, or null when there is none. */
export function common(check: Checker, a: Value, b: Value): { a: Value; b: Value; type: Type } | null {
  const type = commonType(a.type, b.type)
  return type === null ? null : { a: convert(check, a, type), b: convert(check, b, type), type }
}

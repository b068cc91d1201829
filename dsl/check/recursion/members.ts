// From the bodies of a recursion to its values: one `rec` term for the group, a `member` of it for
// each scalar.
import type { Span } from '../../source/span.ts'
import { isTicking } from '../../term/clock.ts'
import type { Clock } from '../../term/clock.ts'
import { reachable } from '../../term/term.ts'
import type { Term } from '../../term/term.ts'
import { isRecord } from '../../term/type.ts'
import type { Type } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { recordOf } from '../records.ts'
import type { Value } from '../value.ts'

export interface Body {
  readonly name: string
  readonly type: Type
  readonly mayBeNa: boolean
  readonly terms: readonly Term[]
  readonly span: Span
}

/** The members' values, in the order of the bodies. */
export function memberValues(
  check: Checker,
  rec: string,
  clock: Clock,
  bodies: readonly Body[],
): readonly Value[] {
  const terms = bodies.flatMap((body) => body.terms)
  const type: Type = { record: Object.fromEntries(terms.map((term, i) => [`m${i}`, term.type])) }
  const group = check.terms.make('rec', terms, { rec }, type, clock)
  for (const { span } of bodies.slice(0, 1)) check.provenance.place(group, span)
  let next = 0
  const valueOf = (wanted: Type, body: Body): Value => {
    const { span, name } = body
    if (isRecord(wanted)) {
      const parts = Object.keys(wanted.record)
        .toSorted()
        .map((field) => [field, valueOf(wanted.record[field] ?? 'unknown', body)] as const)
      return recordOf(check, new Map(parts), span)
    }
    const term = check.terms.make('member', [group], { member: `m${next++}` }, wanted, clock)
    check.provenance.place(term, span)
    const na = body.mayBeNa && wanted !== 'bool' ? { because: `\`${name}\` may be na`, span } : null
    return { term, type: wanted, clock, na, memory: 'origin', span, written: span }
  }
  return bodies.map((body) => valueOf(body.type, body))
}

/** The members of the group that the terms read at the same tick. */
export function readNow(roots: readonly Term[], rec: string): ReadonlySet<string> {
  const found = new Set<string>()
  const open = [...roots]
  const seen = new Set<Term>(open)
  for (let term = open.pop(); term !== undefined; term = open.pop()) {
    if (term.op === 'self' && term.attrs?.['rec'] === rec) found.add(String(term.attrs['member']))
    const isPast = term.op === 'delay' || term.op === 'prev'
    const inside = isPast ? term.args.slice(1) : term.args
    for (const arg of inside) {
      if (seen.has(arg)) continue
      seen.add(arg)
      open.push(arg)
    }
  }
  return found
}

/** Does something tick in the bodies, and does nothing leave that clock? Reports where not. */
export function staysOnClock(
  check: Checker,
  terms: readonly Term[],
  rec: string,
  clock: Clock,
  { name, span }: { readonly name: string; readonly span: Span },
): boolean {
  // A parameter of a function that nobody has called: a stream may come in.
  const isOpen = (term: Term): boolean => term.op === 'parameter' || term.op === 'unknown'
  if (!isTicking(clock) && !reachable(terms).some(isOpen)) {
    check.report('QD0504', span, { name })
    return false
  }
  const change = clockChangeOfSelf(terms, rec)
  if (change === null) return true
  check.report('QD0506', check.provenance.spanOf(change) ?? span, { what: change.op })
  return false
}

/** The first operation that changes the clock of something that reads the group's members. */
function clockChangeOfSelf(roots: readonly Term[], rec: string): Term | null {
  const open = new Set<Term>()
  for (const term of reachable(roots)) {
    const self = term.op === 'self' && term.attrs?.['rec'] === rec
    if (!self && !term.args.some((arg) => open.has(arg))) continue
    if (['resample', 'hold', 'map', 'rec'].includes(term.op)) return term
    open.add(term)
  }
  return null
}

// `resample(x, every, agg)`: closed buckets of a coarser clock.
import type { Span } from '../../source/span.ts'
import type { Call } from '../../syntax/ast.ts'
import { periodic, SECOND, showClock, showDuration, WEEK } from '../../term/clock.ts'
import type { Clock } from '../../term/clock.ts'
import type { Attributes } from '../../term/term.ts'
import { fieldType, isGroup, isNumber, isRecord, showType } from '../../term/type.ts'
import type { Type } from '../../term/type.ts'
import { argumentsOf } from '../call-arguments.ts'
import { calendarClock } from '../calendar-clock.ts'
import type { Checker } from '../checker.ts'
import { durationOf, textOf } from '../constant-argument.ts'
import { resampledMemory } from '../memory.ts'
import type { Scope } from '../scope.ts'
import { isUnknown, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'

const SIGNATURE = {
  callee: 'resample',
  params: [
    { name: 'x', optional: false },
    { name: 'every', optional: false },
    { name: 'agg', optional: true },
    { name: 'calendar', optional: true },
  ],
  variadic: false,
  text: 'resample(x, every: duration, agg?: string, calendar?: string)',
} as const

/** What a bucket of numbers can come to. */
const NUMBER_AGGREGATES = ['last', 'first', 'min', 'max', 'sum', 'mean', 'count'] as const
const BOOL_AGGREGATES = ['last', 'first'] as const
const BAR_FIELDS = ['open', 'high', 'low', 'close', 'volume']

export function resample(check: Checker, expr: Call, scope: Scope): Value {
  const unknown = unknownValue(check.terms, expr.span)
  const given = argumentsOf(check, SIGNATURE, expr, scope)
  const x = given?.get('x') ?? unknown
  const every = given?.get('every') ?? unknown
  const agg = given?.get('agg') ?? null
  const calendar = given?.get('calendar') ?? null
  const everyMs = durationOf(check, every, '`every`')
  if (isUnknown(x) || everyMs === null || (calendar !== null && isUnknown(calendar))) return unknown
  if (isGroup(x.type)) return check.refuse('QD0320', x.span, { found: showType(x.type) })
  if (x.clock.kind === 'const') return check.refuse('QD0315', x.span, { what: 'a resampling' })
  const to = everyMs === 'open' ? x.clock : targetClock(check, everyMs, every.span, calendar)
  if (to === null || !fits(check, x, to, every.span)) return unknown
  const taken = takenFrom(check, x, agg, expr.span)
  if (taken === null) return unknown
  const term = check.terms.make(
    'resample',
    [x.term],
    { agg: taken.agg, ...clockAttributes(to) },
    taken.type,
    to,
  )
  check.provenance.place(term, expr.span)
  return {
    term,
    type: taken.type,
    clock: to,
    na: taken.type === 'bool' || taken.agg === 'count' ? null : x.na,
    memory: resampledMemory(x.memory, x.clock, to),
    span: expr.span,
    written: expr.span,
  }
}

/** Terms with operands are not told apart by their clocks: this one's is its own, so it is an attribute. */
function clockAttributes(clock: Clock): Attributes {
  if (clock.kind === 'periodic') return { every: clock.everyMs, phase: clock.phaseMs }
  if (clock.kind === 'calendar') return { calendar: `${clock.id}@${clock.version}`, rule: clock.every }
  return {}
}

function targetClock(check: Checker, everyMs: number, span: Span, calendar: Value | null): Clock | null {
  if (calendar !== null) {
    const id = textOf(check, calendar, '`calendar`')
    if (id === null) return null
    const clock = calendarClock(check, { id, idSpan: calendar.span, everyMs, everySpan: span })
    return clock.kind === 'any' ? null : clock
  }
  if (everyMs >= SECOND && everyMs <= WEEK) return periodic(everyMs, 0)
  check.report('QD0402', span, { found: showDuration(everyMs) })
  return null
}

/** Every bucket must consist of whole ticks. */
function fits(check: Checker, x: Value, to: Clock, span: Span): boolean {
  const from = x.clock
  if (from.kind === 'any' || from.kind === 'events' || from.kind === 'const') return true
  const whole =
    from.kind === 'periodic'
      ? to.kind === 'calendar' ||
        (to.kind === 'periodic' &&
          to.everyMs % from.everyMs === 0 &&
          to.phaseMs % from.everyMs === from.phaseMs)
      : to.kind === 'calendar' && to.id === from.id && from.every === '1d'
  if (whole) return true
  const down = from.kind === 'periodic' && to.kind === 'periodic' && to.everyMs < from.everyMs
  check.report(
    'QD0404',
    span,
    { from: showClock(from), to: showClock(to), down },
    {
      labels: [
        { span: x.span, text: showClock(from) },
        { span, text: showClock(to) },
      ],
    },
  )
  return false
}

function takenFrom(
  check: Checker,
  x: Value,
  agg: Value | null,
  span: Span,
): { readonly agg: string; readonly type: Type } | null {
  if (isRecord(x.type)) return bars(check, x, agg)
  const known = x.type === 'bool' ? BOOL_AGGREGATES : isNumber(x.type) ? NUMBER_AGGREGATES : null
  if (known === null) {
    check.report('QD0301', x.span, { expected: 'a number, a bool or a bar', found: showType(x.type) })
    return null
  }
  const among = known.map((each) => JSON.stringify(each)).join(', ')
  if (agg === null) {
    check.report('QD0405', span, { among, found: showType(x.type) })
    return null
  }
  const name = textOf(check, agg, '`agg`')
  if (name === null) return null
  if (!(known as readonly string[]).includes(name)) {
    check.report('QD0309', agg.span, { name: 'agg', found: JSON.stringify(name), among })
    return null
  }
  return { agg: name, type: name === 'mean' || name === 'count' ? 'float' : x.type }
}

/** A record of prices: first open, highest high, lowest low, last close, sum of the volume. */
function bars(
  check: Checker,
  x: Value,
  agg: Value | null,
): { readonly agg: string; readonly type: Type } | null {
  const { type } = x
  if (!isRecord(type)) return null
  const other = Object.keys(type.record).find(
    (name) => !BAR_FIELDS.includes(name) || !isNumber(fieldType(type, name) ?? 'unknown'),
  )
  if (agg !== null || other !== undefined) {
    check.report('QD0406', agg?.span ?? x.span, { field: agg === null ? other : undefined })
    return null
  }
  return { agg: 'ohlcv', type }
}

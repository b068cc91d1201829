// `input name: type from stream("…") @ clock missing policy`, or from all streams that have tags.
import type { ClockNode, Input } from '../../syntax/ast.ts'
import { ANY, isTicking, periodic, SECOND, showClock, showDuration, WEEK } from '../../term/clock.ts'
import type { Clock } from '../../term/clock.ts'
import { isGroup, isNumber, isRecord, showType } from '../../term/type.ts'
import type { Type } from '../../term/type.ts'
import { calendarClock } from '../calendar-clock.ts'
import type { Checker } from '../checker.ts'
import type { Scope } from '../scope.ts'
import { typeOf } from '../type-node.ts'
import { unknownValue } from '../value.ts'
import type { Value } from '../value.ts'
import { naOf, policyOf } from './missing.ts'
import type { MissingPolicy } from './missing.ts'
import { sinceOf } from './since.ts'
import { streamName, tagQuery } from './source.ts'

export interface CheckedInput {
  readonly value: Value
  /** `name @ clock`, as qmtl.yaml writes it; empty for a group. */
  readonly key: string
}

export function checkInput(
  check: Checker,
  item: Input,
  byDefault: MissingPolicy | null,
  scope: Scope,
): CheckedInput {
  const unknown = { value: unknownValue(check.terms, item.span), key: '' }
  const type = typeOf(check, item.type, scope)
  const grouped = item.source === 'tags'
  const stream = grouped ? null : streamName(check, item)
  const query = grouped ? tagQuery(check, item) : null
  const clock = clockOf(check, item, stream)
  const missing = clock.kind === 'events' ? eventPolicy(check, item) : policyOf(check, item, byDefault, scope)
  const since = sinceOf(check, item)
  if (missing?.startsWith('interpolate') === true && hasInt(type)) {
    const expected = 'floats, since `interpolate` makes fractions'
    check.report('QD0301', item.type.span, { expected, found: showType(type) })
    return unknown
  }
  const fits = type === 'unknown' || hasShape(check, item, type)
  if (
    (stream ?? query) === null ||
    missing === null ||
    !isTicking(clock) ||
    !fits ||
    since === undefined ||
    type === 'unknown'
  )
    return unknown
  const attrs = { ...(query ?? { stream: stream ?? '' }), missing, ...(since === null ? {} : { since }) }
  const term = check.terms.make(grouped ? 'tags' : 'input', [], attrs, type, clock)
  check.provenance.place(term, item.span)
  check.provenance.name(term, item.name.text)
  const because = naOf(missing, item.name.text)
  const na = because === null ? null : { because, span: item.name.span }
  const value = { term, type, clock, na, memory: 1, span: item.name.span, written: item.name.span }
  return {
    value,
    key: grouped
      ? ''
      : `${stream} @ ${showClock(clock)
          .replace(/^(every|at) /, '')
          .replace(/^events.*/, 'events')}`,
  }
}

function hasInt(type: Type): boolean {
  if (isGroup(type)) return hasInt(type.group)
  return isRecord(type) ? Object.values(type.record).some(hasInt) : type === 'int'
}

/** A number or a record of numbers; of tags, a group of those. */
function hasShape(check: Checker, item: Input, type: Type): boolean {
  const grouped = item.source === 'tags'
  if (grouped !== isGroup(type)) {
    check.report('QD0608', item.type.span, { grouped, found: showType(type) })
    return false
  }
  const member = isGroup(type) ? type.group : type
  const flat = isRecord(member)
    ? Object.values(member.record).every((field) => isNumber(field) || field === 'unknown')
    : isNumber(member) || member === 'unknown'
  if (flat) return true
  const expected = 'a number or a record of numbers'
  check.report('QD0301', item.type.span, { expected, found: showType(member) })
  return false
}

function clockOf(check: Checker, item: Input, stream: string | null): Clock {
  const node = item.clock
  if (node.kind === 'named') {
    if (node.name.text === 'events' && stream !== null) return { kind: 'events', stream }
    if (node.name.text !== 'events') check.report('QD0411', node.span, { name: node.name.text })
    else if (item.source === 'tags') check.report('QD0609', node.span, {})
    return ANY
  }
  return intervalClock(check, node)
}

function intervalClock(check: Checker, node: ClockNode & { readonly kind: 'every' }): Clock {
  const everyMs = node.every.ms
  if (node.calendar !== null) {
    if (node.offset !== null) {
      check.report('QD0412', node.offset.span, {})
      return ANY
    }
    const { value: id, span: idSpan } = node.calendar
    return calendarClock(check, { id, idSpan, everyMs, everySpan: node.every.span })
  }
  if (everyMs < SECOND || everyMs > WEEK) {
    check.report('QD0402', node.every.span, { found: showDuration(everyMs) })
    return ANY
  }
  const offset = node.offset?.ms ?? 0
  if (node.offset !== null && offset >= everyMs) {
    check.report('QD0403', node.offset.span, { offset: node.offset.text, every: node.every.text })
    return ANY
  }
  return periodic(everyMs, offset)
}

/** Events come when they come: nothing of them can be missing. */
function eventPolicy(check: Checker, item: Input): MissingPolicy | null {
  if (item.missing === null || item.missing.name.text === 'skip') return 'skip'
  check.report('QD0610', item.missing.span, {})
  return null
}

// `input name: type from stream("…") @ clock missing policy`.
import type { ClockNode, Input } from '../../syntax/ast.ts'
import { ANY, periodic, SECOND, showClock, showDuration, WEEK } from '../../term/clock.ts'
import type { Clock } from '../../term/clock.ts'
import { isNumber, isRecord, showType } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { typeOf } from '../type-node.ts'
import { unknownValue } from '../value.ts'
import type { Value } from '../value.ts'
import { nameRule, STREAM_NAME } from './stream-name.ts'

export const POLICIES = ['skip', 'fail', 'na'] as const
export type MissingPolicy = (typeof POLICIES)[number]
const LATER_POLICIES = new Set(['hold', 'interpolate'])

export interface CheckedInput {
  readonly value: Value
  /** `name @ clock`, as qmtl.yaml writes it. */
  readonly key: string
}

export function checkInput(check: Checker, item: Input, byDefault: MissingPolicy | null): CheckedInput {
  if (item.source === 'tags') {
    const value = check.refuse('QD0902', item.span, { what: 'an input by tags' })
    return { value, key: '' }
  }
  const type = typeOf(check, item.type)
  const clock = clockOf(check, item.clock)
  const stream = streamName(check, item)
  const missing = policyOf(check, item, byDefault)
  if (item.since !== null) check.report('QD0902', item.since.span, { what: '`since`' })
  const flat = isRecord(type)
    ? Object.values(type.record).every((field) => isNumber(field) || field === 'unknown')
    : isNumber(type) || type === 'unknown'
  if (!flat) {
    const expected = 'a number or a record of numbers'
    check.report('QD0301', item.type.span, { expected, found: showType(type) })
  }
  if (stream === null || missing === null || clock.kind !== 'periodic' || !flat) {
    return { value: unknownValue(check.terms, item.span), key: '' }
  }
  const term = check.terms.make('input', [], { stream, missing }, type, clock)
  check.provenance.place(term, item.span)
  check.provenance.name(term, item.name.text)
  const na =
    missing === 'na'
      ? { because: `\`${item.name.text}\` is read with \`missing na\``, span: item.name.span }
      : null
  const value = { term, type, clock, na, memory: 1, span: item.name.span, written: item.name.span }
  return { value, key: `${stream} @ ${showClock(clock).replace(/^every /, '')}` }
}

function clockOf(check: Checker, node: ClockNode): Clock {
  if (node.kind === 'named') {
    check.report('QD0904', node.span, { what: `the clock \`${node.name.text}\`` })
    return ANY
  }
  if (node.calendar !== null) {
    check.report('QD0904', node.calendar.span, { what: 'a calendar clock' })
    return ANY
  }
  const every = node.every.ms
  if (every < SECOND || every > WEEK) {
    check.report('QD0402', node.every.span, { found: showDuration(every) })
    return ANY
  }
  const offset = node.offset?.ms ?? 0
  if (node.offset !== null && offset >= every) {
    check.report('QD0403', node.offset.span, { offset: node.offset.text, every: node.every.text })
    return ANY
  }
  return periodic(every, offset)
}

function streamName(check: Checker, item: Input): string | null {
  const [first, second] = item.args
  if (first?.value.kind !== 'string' || second !== undefined || first.name !== null) {
    check.report('QD0319', first?.span ?? item.span, {
      what: 'this',
      place: 'here: a stream is named by one string',
    })
    return null
  }
  const { value, span } = first.value
  if (STREAM_NAME.test(value)) return value
  check.report('QD0312', span, { text: nameRule('a stream') })
  return null
}

function policyOf(check: Checker, item: Input, byDefault: MissingPolicy | null): MissingPolicy | null {
  if (item.missing === null) {
    if (byDefault === null) check.report('QD0602', item.name.span, { name: item.name.text })
    return byDefault
  }
  const name = item.missing.name.text
  const known = POLICIES.find((policy) => policy === name)
  if (known !== undefined && item.missing.args.length === 0) return known
  if (LATER_POLICIES.has(name)) check.report('QD0907', item.missing.span, { what: `\`missing ${name}\`` })
  else check.report('QD0601', item.missing.span, { name: check.excerpt(item.missing.span) })
  return null
}

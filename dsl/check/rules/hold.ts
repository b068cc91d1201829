// `hold(x, on, max_age)`: the latest x at or before each tick of `on`.
import type { Call } from '../../syntax/ast.ts'
import { showClock, showDuration } from '../../term/clock.ts'
import { isGroup, showType } from '../../term/type.ts'
import { argumentsOf } from '../call-arguments.ts'
import type { Checker } from '../checker.ts'
import { durationOf } from '../constant-argument.ts'
import { heldMemory } from '../memory.ts'
import type { Scope } from '../scope.ts'
import { isUnknown, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'

const SIGNATURE = {
  callee: 'hold',
  params: [
    { name: 'x', optional: false },
    { name: 'on', optional: false },
    { name: 'max_age', optional: true },
  ],
  variadic: false,
  text: 'hold(x, on, max_age?: duration)',
} as const

export function hold(check: Checker, expr: Call, scope: Scope): Value {
  const { span } = expr
  const unknown = unknownValue(check.terms, span)
  const given = argumentsOf(check, SIGNATURE, expr, scope)
  const x = given?.get('x') ?? unknown
  const driver = given?.get('on') ?? unknown
  const age = given?.get('max_age') ?? null
  const ageMs = age === null ? null : durationOf(check, age, '`max_age`')
  if (isUnknown(x) || isUnknown(driver) || (age !== null && ageMs === null)) return unknown
  if (isGroup(x.type)) return check.refuse('QD0320', x.span, { found: showType(x.type) })
  if (x.clock.kind === 'const') return check.refuse('QD0407', x.span, { what: 'holds', role: 'x' })
  const on = driver.type === 'duration' ? streamEvery(check, driver, scope) : driver
  if (on === null) return unknown
  if (on.clock.kind === 'const') return check.refuse('QD0407', driver.span, { what: 'drives', role: 'on' })
  if (typeof ageMs === 'number' && ageMs <= 0)
    return check.refuse('QD0312', age?.span ?? span, { text: 'an age is longer than nothing' })
  const args = [x.term, on.term, ...(age === null ? [] : [age.term])]
  const term = check.terms.make('hold', args, null, x.type, on.clock)
  const places = age === null ? [] : [[age.term, age.written] as const]
  check.provenance.place(term, span, places)
  const limit = typeof ageMs === 'number' ? `, and when it is older than ${showDuration(ageMs)}` : ''
  const because = `\`${check.excerpt(span)}\` is na before the first tick of what it holds${limit}`
  return {
    term,
    type: x.type,
    clock: on.clock,
    na: x.type === 'bool' ? null : { because, span },
    memory: heldMemory(x.memory, x.clock, on.clock),
    span,
    written: span,
  }
}

/** `hold(x, 5m)`: the one stream among the inputs and the resampled lets that ticks so. */
function streamEvery(check: Checker, driver: Value, scope: Scope): Value | null {
  const everyMs = durationOf(check, driver, '`on`')
  if (everyMs === null || everyMs === 'open') return null
  const streams = scope
    .valueNames()
    .flatMap((name) => {
      const value = scope.value(name)
      return value === null ? [] : [{ name, value }]
    })
    .filter(({ value: { term } }) => term.op === 'input' || term.op === 'resample')
  const fitting = new Map(
    streams
      .filter(({ value: { clock } }) => clock.kind === 'periodic' && clock.everyMs === everyMs)
      .map((stream) => [stream.value.term, stream]),
  )
  const [only, second] = [...fitting.values()]
  if (only !== undefined && second === undefined) return only.value
  const candidates = [...(fitting.size > 0 ? fitting.values() : streams)].map(
    ({ name, value }) => `\`${name}\` (${showClock(value.clock)})`,
  )
  const every = showDuration(everyMs)
  check.report('QD0410', driver.span, { every, many: fitting.size > 1, candidates: [...new Set(candidates)] })
  return null
}

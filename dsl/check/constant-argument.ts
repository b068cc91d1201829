// Arguments that must be known before anything runs, of the calls that are the language's own.
import type { Checker } from './checker.ts'
import { showType } from '../term/type.ts'
import { isUnknown } from './value.ts'
import type { Value } from './value.ts'

/** The duration in milliseconds, or null after a report; `open` inside a function that nobody has called. */
export function durationOf(check: Checker, value: Value, what: string): number | 'open' | null {
  if (isUnknown(value)) return null
  const constant = check.constant(value)
  if (constant?.kind === 'duration') return constant.value
  if (value.type !== 'duration') {
    const hint = 'A duration is a number with a unit, as `5m` or `1h`.'
    check.report('QD0301', value.span, { expected: 'duration', found: showType(value.type), hint })
  } else if (value.clock.kind === 'any') return 'open'
  else check.report('QD0310', value.span, { what })
  return null
}

/** The text, or null after a report. */
export function textOf(check: Checker, value: Value, what: string): string | null {
  if (isUnknown(value)) return null
  const constant = check.constant(value)
  if (constant?.kind === 'string') return constant.value
  if (value.type !== 'string')
    check.report('QD0301', value.span, { expected: 'string', found: showType(value.type) })
  else check.report('QD0310', value.span, { what })
  return null
}

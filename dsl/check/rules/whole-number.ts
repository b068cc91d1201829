// Positions that take a whole number known before anything runs: window lengths, delays.
import type { Checker } from '../checker.ts'
import { showType } from '../../term/type.ts'
import { isUnknown } from '../value.ts'
import type { Value } from '../value.ts'

/**
 * The whole number that `value` is, or null after a report. `open` stands for the parameter of a
 * function that is being checked without a call: its number is known at the call.
 */
export function wholeNumber(
  check: Checker,
  value: Value,
  what: string,
  min: number,
  max: number,
): number | 'open' | null {
  if (isUnknown(value)) return null
  if (value.type !== 'int') {
    check.report('QD0301', value.span, { expected: 'int', found: showType(value.type) })
    return null
  }
  const constant = check.constant(value)
  if (constant?.kind === 'int') {
    if (constant.value >= min && constant.value <= max) return constant.value
    check.report('QD0312', value.span, { text: limits(what, constant.value, min, max) })
    return null
  }
  if (value.clock.kind === 'any') return 'open'
  check.report('QD0310', value.span, { what })
  return null
}

function limits(what: string, found: number, min: number, max: number): string {
  if (what === 'n' && found < min) return `a window needs at least ${min} tick, this one has ${found}`
  return `${what === 'n' ? 'a window' : what} is between ${min} and ${max}, not ${found}`
}

// Positions that take a whole number known before anything runs: window lengths, delays.
import type { Checker } from '../checker.ts'
import { showType } from '../../term/type.ts'
import { isUnknown } from '../value.ts'
import type { Value } from '../value.ts'

/** What the number is, where messages treat it by itself. */
const LENGTH = '`n`'
export const LOOK_BACK = 'how many ticks to look back'

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
    const hint = wholeNumberHint(what)
    check.report('QD0301', value.span, { expected: 'int', found: showType(value.type), hint })
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

/** What a position wants that takes a whole number; `what` as in a message. */
export function wholeNumberHint(what: string): string {
  const subject = what === LENGTH ? 'A length' : what === LOOK_BACK ? 'A look back' : what
  return `${subject} is a whole number known before anything runs: a literal or a param.`
}

function limits(what: string, found: number, min: number, max: number): string {
  if (what === LENGTH && found < min) return `a window needs at least ${min} tick, this one has ${found}`
  if (what === LOOK_BACK && found < 0) return `a look back of ${found} ticks is a look ahead`
  return `${what === LENGTH ? 'a window' : what} is between ${min} and ${max}, not ${found}`
}

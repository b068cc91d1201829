// `a ?? b`: b where a is na. Associates to the right.
import { joinSpans } from '../../source/span.ts'
import { showType } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { common } from '../convert.ts'
import { make } from '../make.ts'
import { isUnknown, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'

/** The value of `operands[0] ?? operands[1] ?? …`. */
export function coalesce(check: Checker, operands: readonly Value[]): Value {
  return operands.reduceRight((fallback, value) => pair(check, value, fallback))
}

function pair(check: Checker, value: Value, fallback: Value): Value {
  const span = joinSpans(value.span, fallback.span)
  if (isUnknown(value) || isUnknown(fallback)) return unknownValue(check.terms, span)
  const fitted = common(check, value, fallback)
  if (fitted === null) {
    return check.refuse('QD0301', fallback.span, {
      expected: showType(value.type),
      found: showType(fallback.type),
    })
  }
  if (value.na === null) check.report('QD0603', value.span, {})
  const made = make(check, { op: 'coalesce', args: [fitted.a, fitted.b], type: fitted.type, span })
  return isUnknown(made) ? made : { ...made, na: fallback.na }
}

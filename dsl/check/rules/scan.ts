// `scan(init, (p) => body)`: p is what the body gave one tick ago, `init` at the first tick.
import type { Call, Lambda } from '../../syntax/ast.ts'
import { isTicking } from '../../term/clock.ts'
import { isRecord, sameType } from '../../term/type.ts'
import type { Type } from '../../term/type.ts'
import { bindArguments } from '../bind-arguments.ts'
import type { Checker } from '../checker.ts'
import { convert } from '../convert.ts'
import { memberValues, staysOnClock } from '../recursion/members.ts'
import { createScalars, scalarsOf, selfValue } from '../recursion/self.ts'
import { withValues } from '../scope.ts'
import type { Scope } from '../scope.ts'
import { isUnknown, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'
import { previous } from './prev.ts'
import { argumentValue } from './primitive-call.ts'

const SIGNATURE = {
  callee: 'scan',
  params: [
    { name: 'init', optional: false },
    { name: 'step', optional: false },
  ],
  variadic: false,
  text: 'scan(init, (p) => …)',
} as const

interface Stepped {
  readonly rec: string
  readonly body: Value
}

export function scan(check: Checker, expr: Call, scope: Scope): Value {
  const { span } = expr
  const unknown = unknownValue(check.terms, span)
  const bound = bindArguments(check, SIGNATURE, expr.args, span)
  const [first, step] = [bound?.byName.get('init'), bound?.byName.get('step')]
  if (first === undefined || step === undefined) return unknown
  const init = argumentValue(check, first, scope)
  if (step.value.kind !== 'lambda' || step.value.params.length !== 1)
    return check.refuse('QD0322', step.span, { callee: 'scan', form: '(p) => …', count: 1 })
  if (isUnknown(init)) return unknown
  if (isTicking(init.clock)) return check.refuse('QD0310', init.span, { what: 'the first value of a `scan`' })
  const lambda = step.value
  const look = (type: Type, mayBeNa: boolean): Stepped =>
    stepOf(check, lambda, scope, convert(check, init, type), type, mayBeNa)
  const seen = check.attempt(() => look(init.type, init.na !== null))
  // A whole first value does not make a series of whole numbers.
  const type = init.type === 'int' && seen.body.type === 'float' ? 'float' : init.type
  const mayBeNa = init.na !== null || check.attempt(() => look(type, false)).body.na !== null
  const { rec, body } = look(type, mayBeNa)
  const fitted = isUnknown(body) ? body : convert(check, body, type)
  if (isUnknown(fitted)) return unknown
  return closed(check, expr, rec, fitted, type, mayBeNa)
}

function stepOf(
  check: Checker,
  lambda: Lambda,
  scope: Scope,
  init: Value,
  type: Type,
  mayBeNa: boolean,
): Stepped {
  const name = lambda.params[0]?.text ?? ''
  const scalars = createScalars(check)
  const self = selfValue(check, scalars, type, mayBeNa, name, lambda.span)
  const before = previous(check, self, init, lambda.span)
  return { rec: scalars.rec, body: check.expr(lambda.body, withValues(scope, new Map([[name, before]]))) }
}

function closed(check: Checker, expr: Call, rec: string, body: Value, type: Type, mayBeNa: boolean): Value {
  const { span } = expr
  const terms = scalarsOf(check, body)
  const name = check.excerpt(span)
  if (!staysOnClock(check, terms, rec, body.clock, { name, span })) return unknownValue(check.terms, span)
  const [value] = memberValues(check, rec, body.clock, [{ name, type, mayBeNa, terms, span }])
  const usable = value !== undefined && (isRecord(type) || sameType(value.type, type))
  return usable ? { ...value, span, written: span } : unknownValue(check.terms, span)
}

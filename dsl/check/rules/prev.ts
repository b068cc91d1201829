// `prev(e, init)`: what a member of a recursion was one tick ago, `init` at its first tick.
import type { Span } from '../../source/span.ts'
import type { Call } from '../../syntax/ast.ts'
import { joinClocks } from '../../term/clock.ts'
import { isRecord } from '../../term/type.ts'
import { bindArguments } from '../bind-arguments.ts'
import type { Checker } from '../checker.ts'
import { convert } from '../convert.ts'
import { fieldOf, recordOf } from '../records.ts'
import type { Scope } from '../scope.ts'
import { isUnknown, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'
import { argumentValue } from './primitive-call.ts'

const SIGNATURE = {
  callee: 'prev',
  params: [
    { name: 'e', optional: false },
    { name: 'init', optional: false },
  ],
  variadic: false,
  text: 'prev(e, init)',
} as const

export function prev(check: Checker, expr: Call, scope: Scope): Value {
  const [named] = expr.args
  const of = named === undefined || named.value.kind === 'lambda' ? null : check.expr(named.value, scope)
  if (of?.self !== true) {
    if (of !== null && isUnknown(of)) return unknownValue(check.terms, expr.span)
    const rewrite = `${named === undefined ? 'x' : check.excerpt(named.value.span)}[1]`
    return check.refuse(
      'QD0503',
      expr.span,
      { rewrite },
      { fix: { title: `write ${rewrite}`, edits: [{ span: expr.span, newText: rewrite }] } },
    )
  }
  const bound = bindArguments(check, SIGNATURE, expr.args, expr.span)
  const first = bound?.byName.get('init')
  if (first === undefined) return unknownValue(check.terms, expr.span)
  const init = convert(check, argumentValue(check, first, scope), of.type)
  return isUnknown(init) ? init : previous(check, of, init, expr.span)
}

/** The value of `self` one tick ago; both have one type. */
export function previous(check: Checker, self: Value, init: Value, span: Span): Value {
  if (isUnknown(init)) return unknownValue(check.terms, span)
  if (isRecord(self.type)) {
    const parts = Object.keys(self.type.record).map((name) => {
      const [part, start] = [self, init].map((value) => fieldOf(check, value, name, span))
      return [name, previous(check, self.parts?.get(name) ?? part ?? self, start ?? init, span)] as const
    })
    return recordOf(check, new Map(parts), span)
  }
  const clock = joinClocks(self.clock, init.clock) ?? self.clock
  const term = check.terms.make(
    'prev',
    [self.term, init.term],
    null,
    self.type,
    clock.kind === 'const' ? self.clock : clock,
  )
  check.provenance.place(term, span, check.constant(init) === null ? [] : [[init.term, init.written]])
  const na = self.type === 'bool' ? null : (init.na ?? self.na)
  return { term, type: self.type, clock: term.clock, na, memory: 'origin', span, written: span }
}

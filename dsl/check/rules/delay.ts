// `x[k]`: the value k ticks of x ago.
import type { Index } from '../../syntax/ast.ts'
import type { Checker } from '../checker.ts'
import { make } from '../make.ts'
import type { Scope } from '../scope.ts'
import { extendMemory, isUnknown, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'
import { isGroup } from '../../term/type.ts'
import { groupAt } from './group.ts'
import { LOOK_BACK, wholeNumber } from './whole-number.ts'

const LONGEST = 1_000_000

export function delay(check: Checker, expr: Index, scope: Scope): Value {
  const of = check.expr(expr.of, scope)
  const by = check.expr(expr.index, scope)
  if (isUnknown(of) || isUnknown(by)) return unknownValue(check.terms, expr.span)
  if (isGroup(of.type)) return groupAt(check, expr, of, by)
  if (of.clock.kind === 'const') {
    return check.refuse('QD0315', expr.of.span, { what: 'a look back' })
  }
  const k = wholeNumber(check, by, LOOK_BACK, 0, LONGEST)
  if (k === null) return unknownValue(check.terms, expr.span)
  if (k === 0) return { ...of, span: expr.span }
  const span = expr.span
  const ago = k === 'open' ? 1 : k
  return make(check, {
    op: 'delay',
    args: [of, by],
    type: of.type,
    span,
    na: {
      because: `\`${check.excerpt(span)}\` is na on the first ${ago === 1 ? 'tick' : `${ago} ticks`}`,
      span,
    },
    memory: extendMemory(of.memory, ago),
  })
}

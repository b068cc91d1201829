// The input that a sink trades on: it has prices to fill orders at.
import type { Emit } from '../../syntax/ast.ts'
import type { Span } from '../../source/span.ts'
import { fieldType, isRecord } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import type { Scope } from '../scope.ts'
import { isUnknown } from '../value.ts'
import type { Value } from '../value.ts'

/** The input that a sink trades on; null where it needs none, undefined after a report. */
export function instrument(
  check: Checker,
  item: Emit,
  scope: Scope,
  inputs: ReadonlyMap<string, Value>,
): Value | null | undefined {
  if (item.on !== null) {
    const input = inputs.get(item.on.text)
    if (input === undefined && !scope.faulty.has(item.on.text)) {
      check.report('QD0707', item.on.span, { name: item.on.text })
    }
    return input === undefined ? undefined : tradable(check, item, input, item.on.text)
  }
  if (item.sink === 'signal') return null
  const [only, second] = [...inputs]
  if (second === undefined && scope.faulty.size > 0) return undefined
  if (only === undefined || second !== undefined) {
    const names = [...inputs.keys()].map((name) => `\`${name}\``).join(', ')
    check.report('QD0703', item.name.span, {
      name: item.name.text,
      inputs: names === '' ? 'no inputs' : names,
    })
    return undefined
  }
  return tradable(check, item, only[1], only[0])
}

function tradable(check: Checker, item: Emit, input: Value, name: string): Value | undefined {
  if (item.sink === 'signal') return input
  return withPrices(check, input, name, item.on?.span ?? item.name.span)
}

/** The input if it has an open and a close; undefined after a report at `span`. */
export function withPrices(check: Checker, input: Value, name: string, span: Span): Value | undefined {
  if (isUnknown(input)) return input
  const type = input.type
  const missing = ['open', 'close'].filter((field) => !isRecord(type) || fieldType(type, field) === null)
  if (missing.length === 0 && input.clock.kind === 'events') {
    check.report('QD0704', span, { name, missing: '`open` of a next bar, as it ticks at events,' })
    return undefined
  }
  if (missing.length === 0) return input
  check.report('QD0704', span, { name, missing: missing.map((field) => `\`${field}\``).join(' and ') })
  return undefined
}

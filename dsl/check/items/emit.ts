// `emit signal name = …`, `emit target name on input = …`, `emit order name on input = {…}`.
import type { Emit, Expr } from '../../syntax/ast.ts'
import { fieldType, isNumber, isRecord, showType } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { convert } from '../convert.ts'
import type { ProgramSink } from '../program.ts'
import type { Scope } from '../scope.ts'
import { isUnknown } from '../value.ts'
import type { Value } from '../value.ts'
import { instrument } from './instrument.ts'
import { legsOf } from './legs.ts'
import { orderValue } from './order.ts'
import { tagList } from './tags.ts'
import { conditionOf } from './when.ts'

const MOST_TAGS = 100

export interface CheckedSink extends ProgramSink {
  readonly value: Value
}

/** The sink, or null after a report. `inputs` are the strategy's inputs by name. */
export function checkEmit(
  check: Checker,
  item: Emit,
  scope: Scope,
  inputs: ReadonlyMap<string, Value>,
): CheckedSink | null {
  const tags = tagsOf(check, item)
  const bound = boundTo(check, item, scope, inputs)
  if (bound === null || tags === null) return null
  const when = conditionOf(check, item, scope, bound.value)
  if (when === undefined) return null
  const { value, on, legs } = bound
  const base = { kind: item.sink, name: item.name.text, tags, span: item.span, value, legs }
  return { ...base, term: value.term, on: on?.term ?? null, when: when?.term ?? null }
}

type Bound = Pick<CheckedSink, 'value' | 'legs'> & { readonly on: Value | null }

/** What a sink is bound to, or null after a report. */
function boundTo(check: Checker, item: Emit, scope: Scope, inputs: ReadonlyMap<string, Value>): Bound | null {
  const { sink, value: written } = item
  if (written.kind === 'legs' && sink === 'target') {
    const found = legsOf(check, item, written, scope, inputs)
    return found === null ? null : { ...found, on: null }
  }
  if (written.kind === 'legs' && sink === 'signal')
    return fault(() => check.report('QD0712', written.span, { kind: sink }))
  const expr = written.kind === 'expr' && sink !== 'order' ? written.expr : null
  const raw = expr === null ? null : check.expr(expr, scope)
  const on = instrument(check, item, scope, inputs)
  if (on === undefined) return null
  const value =
    expr === null || raw === null
      ? orderValue(check, item, scope)
      : plainValue(check, item, expr, raw, inputs)
  return value === null ? null : { value, on, legs: null }
}

function plainValue(
  check: Checker,
  item: Emit,
  expr: Expr,
  raw: Value,
  inputs: ReadonlyMap<string, Value>,
): Value | null {
  const name = item.name.text
  const value = item.sink === 'target' ? convert(check, raw, 'float') : raw
  if (isUnknown(value)) return null
  if (value.clock.kind === 'const') {
    const example = tickingExample(check, expr, value, inputs)
    return fault(() => check.report('QD0705', item.name.span, { name, example }))
  }
  if (item.sink === 'target' && value.na !== null) {
    const { because, span } = value.na
    return fault(() =>
      check.report('QD0701', item.name.span, { name, because }, { labels: [{ span, text: 'may be na' }] }),
    )
  }
  if (item.sink === 'target' || isSignal(value)) return value
  return fault(() =>
    check.report('QD0706', item.name.span, {
      kind: 'signal',
      needs: 'a number, a bool, or a record of them',
      found: showType(value.type),
    }),
  )
}

/** How a constant number is held from the first tick of an input on, for a hint. */
function tickingExample(
  check: Checker,
  expr: Expr,
  value: Value,
  inputs: ReadonlyMap<string, Value>,
): string | undefined {
  const priced = [...inputs].find(([, { type }]) => isRecord(type) && fieldType(type, 'close') !== null)
  if (priced === undefined || !isNumber(value.type)) return undefined
  const held =
    expr.kind === 'int' || expr.kind === 'float' || expr.kind === 'ref' ? check.excerpt(expr.span) : '1'
  return `if ${priced[0]}.close > 0 then ${held} else 0`
}

function fault(report: () => void): null {
  report()
  return null
}

function isSignal(value: Value): boolean {
  const scalar = (type: Value['type']): boolean => type === 'float' || type === 'int' || type === 'bool'
  return isRecord(value.type) ? Object.values(value.type.record).every(scalar) : scalar(value.type)
}

function tagsOf(check: Checker, item: Emit): readonly string[] | null {
  const items = item.tags?.items ?? []
  const tags = tagList(check, items)
  if (items.length <= MOST_TAGS) return tags
  return fault(() => check.report('QD0312', item.name.span, { text: `a sink has at most ${MOST_TAGS} tags` }))
}

// `emit signal name = …`, `emit target name on input = …`.
import type { Emit, Expr } from '../../syntax/ast.ts'
import { fieldType, isNumber, isRecord, showType } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { convert } from '../convert.ts'
import type { ProgramSink } from '../program.ts'
import { nameRule, STREAM_NAME } from './stream-name.ts'
import type { Scope } from '../scope.ts'
import { isUnknown } from '../value.ts'
import type { Value } from '../value.ts'

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
  if (item.sink === 'order') return later(check, item, 'an order')
  if (item.value.kind === 'legs') return later(check, item, 'a target with legs')
  if (item.when !== null) check.report('QD0906', item.when.span, { what: '`when`' })
  const raw = check.expr(item.value.expr, scope)
  const name = item.name.text
  const value = item.sink === 'target' ? convert(check, raw, 'float') : raw
  const on = instrument(check, item, scope, inputs)
  const tags = tagsOf(check, item)
  if (isUnknown(value) || on === undefined || item.when !== null || tags === null) return null
  if (value.clock.kind === 'const') {
    const example = tickingExample(check, item.value.expr, value, inputs)
    return fault(() => check.report('QD0705', item.name.span, { name, example }))
  }
  if (item.sink === 'target' && value.na !== null) {
    return fault(() =>
      check.report(
        'QD0701',
        item.name.span,
        { name, because: value.na?.because ?? '' },
        {
          labels: value.na === null ? [] : [{ span: value.na.span, text: 'may be na' }],
        },
      ),
    )
  }
  if (item.sink === 'signal' && !isSignal(value)) {
    return fault(() =>
      check.report('QD0706', item.name.span, {
        kind: 'signal',
        needs: 'a number, a bool, or a record of them',
        found: showType(value.type),
      }),
    )
  }
  return { kind: item.sink, name, term: value.term, on: on?.term ?? null, tags, span: item.span, value }
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

function later(check: Checker, item: Emit, what: string): null {
  return fault(() => check.report('QD0906', item.span, { what }))
}

function isSignal(value: Value): boolean {
  const scalar = (type: Value['type']): boolean => type === 'float' || type === 'int' || type === 'bool'
  return isRecord(value.type) ? Object.values(value.type.record).every(scalar) : scalar(value.type)
}

/** The input that a sink trades on; null where it needs none, undefined after a report. */
function instrument(
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
  if (item.sink === 'signal' || isUnknown(input)) return input
  const type = input.type
  const missing = ['open', 'close'].filter((field) => !isRecord(type) || fieldType(type, field) === null)
  if (missing.length === 0) return input
  const span = item.on?.span ?? item.name.span
  check.report('QD0704', span, { name, missing: missing.map((field) => `\`${field}\``).join(' and ') })
  return undefined
}

function tagsOf(check: Checker, item: Emit): readonly string[] | null {
  const tags: string[] = []
  const items = item.tags?.items ?? []
  for (const tag of items) {
    if (tag.kind === 'string' && STREAM_NAME.test(tag.value)) tags.push(tag.value)
    else if (tag.kind === 'string') check.report('QD0312', tag.span, { text: nameRule('a tag') })
    else check.report('QD0319', tag.span, { what: 'this', place: 'here: tags are strings' })
  }
  if (items.length > MOST_TAGS) {
    check.report('QD0312', item.name.span, { text: `a sink has at most ${MOST_TAGS} tags` })
  }
  return tags.length === items.length && items.length <= MOST_TAGS ? [...new Set(tags)].toSorted() : null
}

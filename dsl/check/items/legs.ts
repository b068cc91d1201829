// `emit target name { a: …, b: … }`: one weight for each of several instruments.
import type { Emit } from '../../syntax/ast.ts'
import { isTicking } from '../../term/clock.ts'
import type { Checker } from '../checker.ts'
import { convert } from '../convert.ts'
import type { Leg } from '../program.ts'
import { recordOf } from '../records.ts'
import type { Scope } from '../scope.ts'
import { isUnknown } from '../value.ts'
import type { Value } from '../value.ts'
import { withPrices } from './instrument.ts'

type LegsNode = Emit['value'] & { readonly kind: 'legs' }
type LegNode = LegsNode['legs'][number]

/** The weights as a record by stream, and where each is traded; null after a report. */
export function legsOf(
  check: Checker,
  item: Emit,
  { legs, span }: LegsNode,
  scope: Scope,
  inputs: ReadonlyMap<string, Value>,
): { readonly value: Value; readonly legs: readonly Leg[] } | null {
  const found = new Map<string, { readonly on: Value; readonly weight: Value }>()
  let sound = true
  for (const leg of legs) {
    const weight = weightOf(check, item, leg, scope)
    const input = inputOf(check, leg, scope, inputs)
    const stream = input?.term.attrs?.['stream']
    if (input === undefined || weight === null || typeof stream !== 'string') sound = false
    else if (found.has(stream)) {
      check.report('QD0711', leg.key.span, { stream })
      sound = false
    } else found.set(stream, { on: input, weight })
  }
  if (!sound) return null
  const value = recordOf(check, new Map([...found].map(([stream, { weight }]) => [stream, weight])), span)
  if (isUnknown(value)) return null
  if (!isTicking(value.clock)) {
    check.report('QD0705', item.name.span, { name: item.name.text, example: undefined })
    return null
  }
  const sorted = [...found].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return { value, legs: sorted.map(([stream, { on }]) => ({ stream, on: on.term })) }
}

const textOfKey = ({ key }: LegNode): string => ('kind' in key ? key.value : key.text)

function weightOf(check: Checker, item: Emit, leg: LegNode, scope: Scope): Value | null {
  const weight = convert(check, check.expr(leg.value, scope), 'float')
  if (isUnknown(weight)) return null
  if (weight.na === null) return weight
  const name = `${item.name.text}.${textOfKey(leg)}`
  const { because, span } = weight.na
  check.report('QD0701', leg.key.span, { name, because }, { labels: [{ span, text: 'may be na' }] })
  return null
}

/** The input by its name, or by the name of its stream in quotes. */
function inputOf(
  check: Checker,
  leg: LegNode,
  scope: Scope,
  inputs: ReadonlyMap<string, Value>,
): Value | undefined {
  const name = textOfKey(leg)
  const input =
    'kind' in leg.key
      ? [...inputs.values()].find(({ term }) => term.attrs?.['stream'] === name)
      : inputs.get(name)
  if (input !== undefined) return withPrices(check, input, name, leg.key.span)
  if (!scope.faulty.has(name)) check.report('QD0710', leg.key.span, { name })
  return undefined
}

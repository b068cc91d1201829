// `missing policy`: what a tick means that the source does not have.
import type { Input } from '../../syntax/ast.ts'
import type { Checker } from '../checker.ts'
import type { Scope } from '../scope.ts'
import { argumentValue } from '../rules/primitive-call.ts'
import { wholeNumber } from '../rules/whole-number.ts'

/** Policies without a length, and those that fill at most so many ticks in a row: `hold(3)`. */
export type MissingPolicy = 'skip' | 'fail' | 'na' | `hold(${number})` | `interpolate(${number})`

const PLAIN = ['skip', 'fail', 'na'] as const
const FILLING = ['hold', 'interpolate'] as const
const MOST_FILLED = 10_000

/** The policy of an input, or null after a report. */
export function policyOf(
  check: Checker,
  item: Input,
  byDefault: MissingPolicy | null,
  scope: Scope,
): MissingPolicy | null {
  const { missing } = item
  if (missing === null) {
    if (byDefault === null) check.report('QD0602', item.name.span, { name: item.name.text })
    return byDefault
  }
  const name = missing.name.text
  const plain = PLAIN.find((policy) => policy === name)
  if (plain !== undefined && missing.args.length === 0) return plain
  const filling = FILLING.find((policy) => policy === name)
  if (filling === undefined) {
    check.report('QD0601', missing.span, { name: check.excerpt(missing.span) })
    return null
  }
  const [only, more] = missing.args
  if (only === undefined || more !== undefined || (only.name !== null && only.name.text !== 'max')) {
    check.report('QD0604', missing.span, { policy: filling })
    return null
  }
  const max = wholeNumber(check, argumentValue(check, only, scope, filling), '`max`', 1, MOST_FILLED)
  return typeof max === 'number' ? `${filling}(${max})` : null
}

/** Why an input with this policy may be na, or null. */
export function naOf(policy: MissingPolicy, name: string): string | null {
  if (policy === 'skip' || policy === 'fail') return null
  return `\`${name}\` is read with \`missing ${policy}\``
}

// What is unsafe once it trades: orders without a stop, inputs whose first hole ends the run.
import { report } from '../diagnostics/report.ts'
import type { Emit } from '../syntax/ast.ts'
import type { LintRule } from './rule.ts'
import { bare } from './walk.ts'

/** The fields that an order states. */
function fieldsOf({ value }: Emit): readonly string[] {
  if (value.kind === 'legs') return value.legs.map(({ key }) => ('text' in key ? key.text : key.value))
  const expr = bare(value.expr)
  return expr.kind === 'record' ? expr.fields.map((field) => field.name.text) : []
}

/** A stop of another order protects the position as well. */
export const orderWithoutStop: LintRule = {
  code: 'QD1301',
  check({ file }) {
    const orders = file.items.filter((item) => item.kind === 'emit').filter((item) => item.sink === 'order')
    if (orders.some((order) => fieldsOf(order).includes('stop'))) return []
    return orders.map(({ name }) => report('QD1301', name.span, { name: name.text }))
  },
}

export const failingInput: LintRule = {
  code: 'QD1302',
  check({ program }) {
    const failing = (program?.inputs ?? []).filter(({ term }) => term.attrs?.['missing'] === 'fail')
    return failing.map(({ name, span }) => report('QD1302', span, { name }))
  },
}

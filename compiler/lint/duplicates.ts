// Computed twice: two expressions of the user's that are one computation, also when the operands of a
// commutative operator stand the other way round.
import { namesUsed } from '../../dsl/check/names-used.ts'
import { report } from '../../dsl/diagnostics/report.ts'
import { lineOf } from '../../dsl/lint/line-of.ts'
import type { LintRule } from '../../dsl/lint/rule.ts'
import { bare } from '../../dsl/lint/walk.ts'
import { equalUpToOrder } from './equal-up-to-order.ts'

export const duplicates: LintRule = {
  code: 'QD1201',
  check({ file, program, text }) {
    if (program === null) return []
    const values = new Map(program.lets.map((one) => [one.name, one.value.term]))
    const params = new Set(program.params.map((param) => param.name))
    const lets = file.items.flatMap((item) => {
      if (item.kind !== 'let' || item.target.kind !== 'name') return []
      const term = values.get(item.target.name.text)
      const { kind } = bare(item.value)
      // Another name for what has one, or for a field of it, is a choice.
      if (term === undefined || term.args.length === 0 || kind === 'ref' || kind === 'field') return []
      const { values: mentioned } = namesUsed([item.value])
      const chosen = [...mentioned]
        .filter((name) => params.has(name))
        .toSorted()
        .join(' ')
      return [{ name: item.target.name, term, span: item.value.span, chosen }]
    })
    const classes = equalUpToOrder(lets.map((one) => one.term))
    return lets.flatMap((one, at) => {
      // Params that happen to be equal are a choice.
      const other = lets
        .slice(0, at)
        .find(({ term, chosen }) => classes.get(term) === classes.get(one.term) && chosen === one.chosen)
      if (other === undefined) return []
      const line = lineOf(file, text, other.span)
      return [report('QD1201', one.name.span, { text: one.name.text, other: other.name.text, line })]
    })
  },
}

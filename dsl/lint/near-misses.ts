// Nearly the same node: two windows or averages of one series whose lengths differ by a tenth or less.
import { OPERATIONS } from '../builtins/registry.ts'
import { report } from '../diagnostics/report.ts'
import { literalOf } from '../term/constant.ts'
import type { Term } from '../term/term.ts'
import { computed, placeIn } from './computed.ts'
import { lineOf } from './line-of.ts'
import type { LintRule } from './rule.ts'

const NEAR = 0.1

function number(term: Term | undefined): number | null {
  const literal = term === undefined ? null : literalOf(term)
  return literal?.kind === 'int' || literal?.kind === 'float' ? literal.value : null
}

/** Do two terms differ in one constant, and in that by little? */
function isNear(a: Term, b: Term): boolean {
  if (a.op !== b.op || JSON.stringify(a.attrs) !== JSON.stringify(b.attrs)) return false
  const different = a.args.flatMap((arg, at) => (arg === b.args[at] ? [] : [at]))
  const [at] = different
  if (at === undefined || different.length > 1) return false
  const [x, y] = [number(a.args[at]), number(b.args[at])]
  return x !== null && y !== null && Math.abs(x - y) <= NEAR * Math.max(Math.abs(x), Math.abs(y))
}

export const nearMisses: LintRule = {
  code: 'QD1202',
  check({ file, program, text }) {
    if (program === null) return []
    const nodes = computed(program).filter((term) => OPERATIONS.get(term.op)?.cut === true)
    return nodes.flatMap((term, at) => {
      const other = nodes.slice(0, at).find((before) => isNear(before, term))
      const [here, there] = [term, other].map((one) => (one === undefined ? null : placeIn(program, one)))
      if (here == null || there == null || here.start === there.start) return []
      const details = { text: text(here), other: text(there), line: lineOf(file, text, there) }
      return [report('QD1202', here, details)]
    })
  },
}

// Averages that forget slowly: how much of one is still the value that it was started with when a
// sink first shows something. A tick is shown from the one on which everything that the sink is
// computed from can have a value.
import { OPERATIONS } from '../builtins/registry.ts'
import { report } from '../diagnostics/report.ts'
import { literalOf } from '../term/constant.ts'
import { reachable } from '../term/term.ts'
import type { Term } from '../term/term.ts'
import { placeIn } from './computed.ts'
import type { LintRule } from './rule.ts'

const NEGLIGIBLE = 1e-6

/** What is left of the seed after each tick, of an average over n ticks. */
const KEPT: Readonly<Record<string, (n: number) => number>> = {
  'ema@1': (n) => 1 - 2 / (n + 1),
  'rma@1': (n) => 1 - 1 / n,
}

function whole(term: Term | undefined): number | null {
  const literal = term === undefined ? null : literalOf(term)
  return literal?.kind === 'int' ? literal.value : null
}

/** How many ticks an operation adds before its first value; null where only a run knows. */
function wait(term: Term): number | null {
  const [, length] = term.args
  if (term.op === 'delay' || term.op === 'change') return whole(length)
  if (term.op === 'crossover' || term.op === 'crossunder') return 1
  if (KEPT[term.op] !== undefined) {
    const n = whole(length)
    return term.attrs?.['seed'] === 'first' ? 0 : n === null ? null : n - 1
  }
  const memory = OPERATIONS.get(term.op)?.memory
  if (memory?.kind === 'window') {
    const n = whole(term.args.find((arg, at) => at > 0 && literalOf(arg)?.kind === 'int'))
    return n === null ? null : n - 1
  }
  if (
    ['resample', 'hold', 'rec', 'member', 'self', 'prev', 'map', 'aggregate', 'at', 'tags'].includes(term.op)
  )
    return null
  return memory === undefined || memory.kind === 'point' ? 0 : null
}

/** Number, from 0, of the first tick with a value, for each term below a root. */
function firstValues(root: Term): ReadonlyMap<Term, number | null> {
  const first = new Map<Term, number | null>()
  for (const term of reachable([root])) {
    const own = wait(term)
    const operands = term.args.map((arg) => first.get(arg) ?? (first.has(arg) ? null : 0))
    first.set(
      term,
      own === null || operands.includes(null) ? null : own + Math.max(0, ...operands.map((one) => one ?? 0)),
    )
  }
  return first
}

function percent(weight: number): string {
  return `${Number((weight * 100).toPrecision(2))}%`
}

export const seedWeight: LintRule = {
  code: 'QD1106',
  check({ program, text }) {
    if (program === null) return []
    const seen = new Set<string>()
    return program.sinks.flatMap((sink) => {
      const first = firstValues(sink.term)
      const shown = first.get(sink.term) ?? null
      if (shown === null) return []
      return [...first].flatMap(([term, from]) => {
        const n = whole(term.args[1])
        const span = placeIn(program, term)
        if (from === null || n === null || span === null) return []
        const weight = (KEPT[term.op]?.(n) ?? 0) ** (shown - from)
        const key = `${span.start} ${span.end}`
        if (KEPT[term.op] === undefined || weight <= NEGLIGIBLE || seen.has(key)) return []
        seen.add(key)
        return [report('QD1106', span, { text: text(span), sink: sink.name, weight: percent(weight) })]
      })
    })
  },
}

// One stream read through a delayed input (`missing interpolate`) and through one that is not delayed
// by as much: values of one tick that do not belong together.
import { report } from '../diagnostics/report.ts'
import type { ProgramInput } from '../check/program.ts'
import { reachable } from '../term/term.ts'
import type { LintRule } from './rule.ts'

/** By how many ticks an input is behind its stream. */
function delayOf({ term }: ProgramInput): number {
  const missing = term.attrs?.['missing']
  const ticks = typeof missing === 'string' ? /^interpolate\((\d+)\)$/.exec(missing)?.[1] : undefined
  return ticks === undefined ? 0 : Number(ticks)
}

export const mixedReadings: LintRule = {
  code: 'QD1105',
  check({ program }) {
    if (program === null) return []
    return program.sinks.flatMap((sink) => {
      const used = new Set(reachable([sink.term]))
      const inputs = program.inputs.filter(({ term }) => used.has(term))
      for (const delayed of inputs.filter((input) => delayOf(input) > 0)) {
        const other = inputs.find(
          (input) =>
            input.term.attrs?.['stream'] === delayed.term.attrs?.['stream'] &&
            delayOf(input) < delayOf(delayed),
        )
        if (other === undefined) continue
        return [report('QD1105', sink.span, { delayed: delayed.name, other: other.name, sink: sink.name })]
      }
      return []
    })
  },
}

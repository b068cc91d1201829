// What the checker knows of each let, as the goldens write it: type, clock, whether it may be na, how
// far back it looks.
import type { Compiled } from '../../compiler/compile.ts'
import type { Value } from '../../dsl/check/value.ts'
import { showClock } from '../../dsl/term/clock.ts'
import { showType } from '../../dsl/term/type.ts'

/** A line a let, in the order of their names; `no program` where there are errors. */
export function inferredText({ program }: Compiled): string {
  if (program === null) return 'no program'
  return program.lets
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, value }) => `${name}: ${judgement(value)}`)
    .join('\n')
}

function judgement({ type, clock, na, memory }: Value): string {
  return [
    showType(type),
    showClock(clock),
    na === null ? 'never na' : `may be na: ${na.because}`,
    memory === 'origin' ? 'since the origin' : memory === 1 ? 'this tick' : `${memory} ticks`,
  ].join(' · ')
}

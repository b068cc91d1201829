// How long an apply may take, from rates measured in earlier runs. What was never measured is named,
// not guessed. Estimates stay outside plans and digests: they depend on the machine.
import { byCodeUnit } from '../explain/code-units.ts'
import type { PlannedNode } from './diff-plan.ts'

export interface Estimate {
  /** Null when nothing of what is to be computed was ever measured. */
  readonly estimate_ms: number | null
  /** NodeIDs without a rate, sorted. */
  readonly unpriced: readonly string[]
}

/** `rates`: nanoseconds a node and bar, by code hash. */
export function estimateCost(
  computed: readonly PlannedNode[],
  rates: Readonly<Record<string, number>>,
): Estimate {
  const priced = computed.flatMap(({ code_hash, bars }) => {
    const rate = rates[code_hash]
    return rate === undefined ? [] : [rate * bars]
  })
  const unpriced = computed
    .filter(({ code_hash }) => rates[code_hash] === undefined)
    .map((node) => node.node_id)
  if (priced.length === 0 && computed.length > 0)
    return { estimate_ms: null, unpriced: unpriced.toSorted(byCodeUnit) }
  const nanoseconds = priced.reduce((total, part) => total + part, 0)
  return { estimate_ms: Math.round(nanoseconds / 1e6), unpriced: unpriced.toSorted(byCodeUnit) }
}

// What `qmtl plan` answers: the plan without the documents that it carries, with ratios and estimate,
// which are floats or depend on the machine and so have no place in the plan's own bytes.
import type { Estimate } from './estimate.ts'
import type { Plan } from './plan.ts'

export interface PlanResult extends Omit<Plan, 'reuse' | 'cost' | 'strategies' | 'streams'> {
  readonly plan_digest: string
  readonly reuse: {
    readonly nodes: Plan['reuse']['nodes'] & { readonly ratio: number | null }
    readonly bars: Plan['reuse']['bars'] & { readonly ratio: number | null }
  }
  readonly cost: Plan['cost'] & Estimate
}

/** Without an estimate (a plan read from a file) none is claimed. */
export function planResult(plan: Plan, planDigest: string, estimate: Estimate | null): PlanResult {
  const { strategies: _documents, streams: _streams, ...rest } = plan
  const { nodes, bars } = plan.reuse
  return {
    ...rest,
    plan_digest: planDigest,
    reuse: {
      nodes: { ...nodes, ratio: share(nodes.covered, nodes.total) },
      bars: { ...bars, ratio: share(bars.reused, bars.total) },
    },
    cost: { ...plan.cost, estimate_ms: estimate?.estimate_ms ?? null, unpriced: estimate?.unpriced ?? [] },
  }
}

function share(part: number, total: number): number | null {
  return total === 0 ? null : part / total
}

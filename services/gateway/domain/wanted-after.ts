// What an environment is to consist of once a plan is applied: its strategies of now, without those
// that are taken out, with those that are put in. The same before, during and after the promotion.
import type { Desired, DesiredStrategy } from '../../../compiler/plan/desired.ts'
import type { ObservedStrategy } from '../../../compiler/plan/observed.ts'
import type { Plan } from '../../../compiler/plan/plan.ts'

export function wantedAfter(plan: Plan, current: readonly Omit<ObservedStrategy, 'etag'>[]): Desired {
  const strategies = new Map<string, DesiredStrategy>()
  for (const { name, document } of current) strategies.set(name, { name, document, params: {} })
  for (const name of removedNames(plan)) strategies.delete(name)
  for (const strategy of plan.strategies) strategies.set(strategy.name, strategy)
  return { environment: plan.environment, streams: plan.streams, strategies: [...strategies.values()] }
}

/** Names that the promotion takes out, old names of renamed strategies among them. */
export function removedNames(plan: Plan): readonly string[] {
  const promotion = plan.operations.find((operation) => operation.action === 'promote')
  const removed = promotion?.details?.['remove']
  return typeof removed === 'object' ? removed : []
}

// One change for each queue that is wanted or no longer is.
import type { NodeCoverage } from './coverage.ts'
import type { ObservedQueue } from './observed.ts'
import type { Change } from './plan.ts'
import type { QueueReason } from './queues.ts'
import { first } from './stream-changes.ts'
import type { WantedGraph } from './wanted-graph.ts'

/** Must the queue's records make way for those of another lineage? */
export function isSuperseded(state: NodeCoverage): boolean {
  return state.queue !== null && state.queue.covered !== null && !state.sameLineage
}

export function queueChanges(
  graph: WantedGraph,
  coverage: ReadonlyMap<string, NodeCoverage>,
  reasons: ReadonlyMap<string, QueueReason>,
  observed: readonly ObservedQueue[],
): readonly Change[] {
  const wanted = [...reasons].map(([id, why]): Change => {
    const state = coverage.get(id)
    const users = graph.nodes.get(id)?.strategies ?? []
    const superseded = state !== undefined && isSuperseded(state)
    const action = state?.queue == null ? 'create' : superseded ? 'update' : 'none'
    return {
      resource: 'queue',
      id,
      action,
      ...first(users),
      strategies: users,
      label: graph.nodes.get(id)?.node.meta.label ?? id,
      ...(action === 'none' ? {} : { class: action === 'create' ? 'new' : 'value' }),
      cause: false,
      reason: superseded
        ? [
            {
              path: 'lineage',
              from: state.queue?.covered?.lineage ?? 'none',
              to: state.lineage,
              kind: 'lineage',
            },
          ]
        : action === 'create'
          ? [{ path: 'queue', from: 'none', to: why, kind: 'queue' }]
          : [],
    }
  })
  const left = observed.filter((queue) => !reasons.has(queue.node_id))
  return [
    ...wanted,
    ...left.map((queue): Change => ({
      resource: 'queue',
      id: queue.node_id,
      action: 'none',
      strategies: graph.nodes.get(queue.node_id)?.strategies ?? [],
      ...first(graph.nodes.get(queue.node_id)?.strategies ?? []),
      label: queue.topic,
      class: 'removed',
      cause: false,
      reason: [],
    })),
  ]
}

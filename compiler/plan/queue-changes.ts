// One change for each queue that is wanted or no longer is.
import type { NodeCoverage } from './coverage.ts'
import type { ObservedQueue } from './observed.ts'
import type { Change, Reason } from './plan.ts'
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
  backfill: readonly string[],
): readonly Change[] {
  const due = new Set(backfill)
  const wanted = [...reasons].map(([id, why]): Change => {
    const state = coverage.get(id)
    const users = graph.nodes.get(id)?.strategies ?? []
    const superseded = state !== undefined && isSuperseded(state)
    const action = state?.queue == null ? 'create' : superseded || due.has(id) ? 'update' : 'none'
    return {
      resource: 'queue',
      id,
      action,
      ...first(users),
      strategies: users,
      label: graph.nodes.get(id)?.node.meta.label ?? id,
      ...(action === 'none' ? {} : { class: action === 'create' ? 'new' : 'value' }),
      cause: false,
      reason: state === undefined || action === 'none' ? [] : [reasonOf(state, why, superseded)],
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

function reasonOf(state: NodeCoverage, why: QueueReason, superseded: boolean): Reason {
  if (state.queue === null) return { path: 'queue', from: 'none', to: why, kind: 'queue' }
  const { covered } = state.queue
  if (superseded)
    return { path: 'lineage', from: covered?.lineage ?? 'none', to: state.lineage, kind: 'lineage' }
  return { path: 'ticks', from: String(covered?.ready_ticks ?? 0), to: String(state.bars), kind: 'ticks' }
}

// The operations of a plan, in the order in which an apply runs them: streams, nodes, queues,
// backfill, promotion. Each is safe to repeat.
import type { NodeCoverage, Work } from './coverage.ts'
import type { Explanations } from './explanations.ts'
import type { Operation } from './plan.ts'
import { isSuperseded } from './queue-changes.ts'
import type { QueueReason } from './queues.ts'
import type { StreamOutcome } from './stream-changes.ts'
import { takenIn } from './taken-in.ts'
import { byCodeUnit } from '../explain/code-units.ts'
import type { WantedGraph } from './wanted-graph.ts'

export interface Parts {
  readonly environment: string
  readonly graph: WantedGraph
  readonly outcomes: ReadonlyMap<string, StreamOutcome>
  readonly queues: ReadonlyMap<string, QueueReason>
  readonly work: Work
  readonly explanations: Explanations
}

export function planOperations(parts: Parts): readonly Operation[] {
  const { environment, graph, outcomes, queues, work, explanations } = parts
  const coverage = (id: string): NodeCoverage | undefined => work.coverage.get(id)
  const put = explanations.pairs.filter((pair) => pair.action !== 'none')
  const removed = [
    ...explanations.removed.map((strategy) => strategy.name),
    ...put.flatMap((pair) => (pair.action === 'rename' && pair.before !== null ? [pair.before.name] : [])),
  ].toSorted(byCodeUnit)
  const dags = put.map((pair) => `${pair.strategy.name} ${pair.strategy.document.dag_id}`)
  const promotes = put.length > 0 || removed.length > 0
  const names = put.map((pair) => pair.strategy.name)
  const uses = releasedUses(explanations)
  return [
    ...[...outcomes].flatMap(([key, outcome]) => streamOperation(key, outcome)),
    ...[...graph.nodes.keys()]
      .filter((id) => (coverage(id)?.grade ?? null) === null)
      .map((id): Operation => ({ id: `node/${id}`, resource: 'node', action: 'create', target: id })),
    ...(put.length > 0 ? [environmentOperation(environment, 'retain', { strategies: names })] : []),
    ...[...graph.nodes.keys()].flatMap((id) => queueOperation(id, coverage(id), queues.get(id))),
    ...work.backfill.map((id): Operation => ({
      id: `backfill/${id}`,
      resource: 'queue',
      action: 'backfill',
      target: id,
      details: { bars: coverage(id)?.bars ?? 0, lineage: coverage(id)?.lineage ?? '' },
    })),
    ...(promotes ? [environmentOperation(environment, 'promote', { put: dags, remove: removed })] : []),
    ...(uses.length > 0 ? [environmentOperation(environment, 'release', { uses })] : []),
  ]
}

/** `<strategy> <NodeID>` for each use that ends with the promotion. */
function releasedUses({ pairs, removed }: Explanations): readonly string[] {
  const ended = pairs.flatMap(({ action, before, strategy }) => {
    if (before === null || action === 'none') return []
    const kept = new Set(action === 'update' ? strategy.document.nodes.map((node) => node.node_id) : [])
    return before.document.nodes
      .filter((node) => !kept.has(node.node_id))
      .map((node) => `${before.name} ${node.node_id}`)
  })
  const gone = removed.flatMap(({ name, document }) =>
    document.nodes.map((node) => `${name} ${node.node_id}`),
  )
  return [...ended, ...gone].toSorted(byCodeUnit)
}

function streamOperation(key: string, { action, source, extent }: StreamOutcome): readonly Operation[] {
  if (action === 'none') return []
  const origin = source.origin_ms === null ? {} : { origin_ms: source.origin_ms }
  const details = { incarnation: source.incarnation, ...origin, ...(extent === null ? {} : takenIn(extent)) }
  return [{ id: `stream/${key}`, resource: 'stream', action, target: key, details }]
}

function queueOperation(
  id: string,
  state: NodeCoverage | undefined,
  reason: QueueReason | undefined,
): readonly Operation[] {
  if (reason === undefined || state === undefined) return []
  const operation = { id: `queue/${id}`, resource: 'queue', target: id } as const
  if (state.queue === null) return [{ ...operation, action: 'create', details: { reason } }]
  if (!isSuperseded(state)) return []
  return [{ ...operation, action: 'replace', details: { reason, incarnation: state.queue.incarnation + 1 } }]
}

function environmentOperation(
  environment: string,
  action: 'retain' | 'promote' | 'release',
  details: Readonly<Record<string, readonly string[]>>,
): Operation {
  return { id: action, resource: 'environment', action, target: environment, details }
}

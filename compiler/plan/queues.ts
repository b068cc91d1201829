// Which nodes have a queue. Queues cost a thousand times a computed tick, so they exist where somebody
// reads across processes: at sources, at sinks, and at the top of what several strategies share.
// Depends on who else exists: it decides operations, never ids.
import type { DagDocument, DagNode } from '../dag/document.ts'
import type { Materialise } from './desired.ts'

export type QueueReason = 'stream' | 'resample' | 'group' | 'opaque' | 'sink' | 'shared' | 'all'

interface User {
  readonly name: string
  readonly document: DagDocument
}

/** The reason for which each node with a queue has one, by NodeID. */
export function queueReasons(
  users: readonly User[],
  materialise: Materialise,
): ReadonlyMap<string, QueueReason> {
  const reasons = new Map<string, QueueReason>()
  const note = (id: string, reason: QueueReason) => {
    if (!reasons.has(id)) reasons.set(id, reason)
  }
  for (const { document } of users) {
    for (const node of document.nodes) {
      const reason = structuralReason(node)
      if (reason !== null) note(node.node_id, reason)
    }
    for (const sink of document.sinks) {
      note(sink.node_id, 'sink')
      if (sink.when_node_id !== undefined) note(sink.when_node_id, 'sink')
    }
  }
  if (materialise === 'shared') for (const id of sharedFrontier(users)) note(id, 'shared')
  if (materialise === 'all')
    for (const { document } of users) for (const node of document.nodes) note(node.node_id, 'all')
  return reasons
}

function structuralReason(node: DagNode): QueueReason | null {
  switch (node.node_type) {
    case 'input':
    case 'tags':
      return 'stream'
    case 'resample':
    case 'group':
    case 'opaque':
      return node.node_type
    default:
      return null
  }
}

/**
 * Nodes that two or more strategies use, without those that are read only through such a node by
 * the very same strategies: who owns the reader computes them along.
 */
function sharedFrontier(users: readonly User[]): readonly string[] {
  const usedBy = new Map<string, Set<string>>()
  const consumers = new Map<string, Set<string>>()
  for (const { name, document } of users)
    for (const node of document.nodes) {
      addTo(usedBy, node.node_id, name)
      for (const input of node.config.inputs) addTo(consumers, input, node.node_id)
    }
  const count = (id: string) => usedBy.get(id)?.size ?? 0
  // Who uses a consumer uses its inputs, so equal counts are equal sets.
  return [...usedBy.keys()].filter(
    (id) =>
      count(id) >= 2 && ![...(consumers.get(id) ?? [])].some((consumer) => count(consumer) === count(id)),
  )
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, new Set([value]))
  else known.add(value)
}

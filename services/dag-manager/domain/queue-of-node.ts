// Name and form of the queue that carries a node's ticks.
import type { DagNode } from '../../../compiler/dag/document.ts'
import type { QueueEntry } from '../../core/graph-store.ts'
import type { TopicSpec } from '../../core/queue-log.ts'
import { recordColumns } from '../../core/record-columns.ts'
import { topicName } from '../../core/topic-name.ts'

/** The entry of a new queue. Its name follows from what the node is, never from what a user calls it. */
export function queueEntry(environment: string, node: DagNode, reason: string): QueueEntry {
  return {
    environment,
    nodeId: node.node_id,
    topic: topicName(environment, node.node_type, slugOf(node), node.node_id),
    incarnation: 1,
    reason,
    partitions: 1,
    replication: 1,
    retentionMs: null,
    compaction: false,
  }
}

export function topicSpec(entry: QueueEntry, node: DagNode): TopicSpec {
  const { topic, incarnation, partitions, replication, retentionMs, compaction } = entry
  const columns = recordColumns(node.schema)
  return { topic, incarnation, columns, partitions, replication, retentionMs, compaction }
}

/** The stream's name, else the operation that comes last. */
function slugOf(node: DagNode): string {
  const last = node.kernel.rows.at(-1)?.[0] ?? node.node_type
  return node.config.stream ?? last.replace(/@.*$/, '')
}

// The DAG Manager over the ports of a state: reads, and changes that can be repeated.
import { portFailure } from '../../core/failures.ts'
import type { Deadline } from '../../core/deadline.ts'
import type { GraphStore, QueueEntry } from '../../core/graph-store.ts'
import type { QueueLog } from '../../core/queue-log.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { DagManager, QueueCommit, QueueRenewal } from '../dag-manager.ts'
import { graphNode } from '../domain/graph-node.ts'
import { queueEntry, topicSpec } from '../domain/queue-of-node.ts'
import { createDagReader } from './dag-reader.ts'

export function createDagManager(graph: GraphStore, queues: QueueLog): DagManager {
  return {
    ...createDagReader(graph, queues),

    async commit(request, deadline) {
      const nodes = request.nodes.map(({ node, period }) => graphNode(node, period))
      const refused = nodes.find((node) => !node.ok)
      if (refused !== undefined) return refused
      const wanted = request.queues.map((queue) => queueEntry(queue.environment, queue.node, queue.reason))
      const missing = await withoutStored(request.queues, wanted, deadline)
      if (!missing.ok) return missing
      const committed = await graph.commit(
        { nodes: nodes.flatMap((node) => (node.ok ? [node.value] : [])), queues: missing.value },
        deadline,
      )
      if (!committed.ok) return committed
      for (const { environment, node } of request.queues) {
        const created = await createTopic(environment, node, deadline)
        if (!created.ok) return created
      }
      return ok(undefined)
    },

    async renewQueues(epoch, renewals, deadline) {
      for (const renewal of renewals) {
        const renewed = await renew(epoch, renewal, deadline)
        if (!renewed.ok) return renewed
      }
      return ok(undefined)
    },

    retain: (environment, epoch, uses, deadline) => graph.retain(environment, epoch, uses, deadline),
    release: (environment, epoch, uses, deadline) => graph.release(environment, epoch, uses, deadline),
  }

  /** A queue stays as it was made: why it was wanted first, and its incarnation, are no difference. */
  async function withoutStored(
    commits: readonly QueueCommit[],
    wanted: readonly QueueEntry[],
    deadline: Deadline,
  ): Promise<Result<readonly QueueEntry[]>> {
    const stored = new Set<string>()
    for (const environment of new Set(commits.map((queue) => queue.environment))) {
      const ids = commits
        .filter((queue) => queue.environment === environment)
        .map((queue) => queue.node.node_id)
      const found = await graph.queues(environment, ids, deadline)
      if (!found.ok) return found
      for (const entry of found.value) stored.add(`${environment} ${entry.nodeId}`)
    }
    return ok(wanted.filter((entry) => !stored.has(`${entry.environment} ${entry.nodeId}`)))
  }

  async function createTopic(
    environment: string,
    node: QueueCommit['node'],
    deadline: Deadline,
  ): Promise<Result<void>> {
    const stored = await graph.queues(environment, [node.node_id], deadline)
    if (!stored.ok) return stored
    const [entry] = stored.value
    if (entry === undefined) return fail(lost(node.node_id))
    const created = await queues.create(topicSpec(entry, node), deadline)
    return created.ok ? ok(undefined) : created
  }

  /** The graph first: a topic of an older incarnation than the graph says holds nothing. */
  async function renew(epoch: number, renewal: QueueRenewal, deadline: Deadline): Promise<Result<void>> {
    const { environment, node, incarnation } = renewal
    const begun = await graph.beginAnew(environment, epoch, [{ nodeId: node.node_id, incarnation }], deadline)
    if (!begun.ok) return begun
    const stored = await graph.queues(environment, [node.node_id], deadline)
    if (!stored.ok) return stored
    const [entry] = stored.value
    if (entry === undefined) return fail(lost(node.node_id))
    const extents = await queues.extents([entry.topic], deadline)
    if (!extents.ok) return extents
    const found = extents.value.get(entry.topic)
    if (found !== undefined && found.spec.incarnation < incarnation) {
      const removed = await queues.remove(entry.topic, deadline)
      if (!removed.ok) return removed
    }
    const created = await queues.create(topicSpec(entry, node), deadline)
    return created.ok ? ok(undefined) : created
  }
}

function lost(nodeId: string) {
  return portFailure('queueMismatch', {
    message: `the queue of node ${nodeId} vanished while it was made`,
    hint: 'Try again.',
    differences: [],
  })
}

// What the DAG Manager answers from the graph and the log of queues, without changing either.
import type { Config } from '../../../compiler/dag/document.ts'
import type { Coverage, SimilarNode } from '../../../compiler/plan/observed.ts'
import type { Deadline } from '../../core/deadline.ts'
import type { GraphNode, GraphReader, NodeUse } from '../../core/graph-store.ts'
import type { QueueReader, TopicExtent } from '../../core/queue-log.ts'
import { ok, type Result } from '../../core/result.ts'
import type { DagReader, DiffRequest } from '../dag-manager.ts'

/** Most nodes of one kernel that are looked at for near misses. */
const MOST_SIMILAR = 200

export function createDagReader(graph: GraphReader, queues: QueueReader): DagReader {
  return {
    async diff({ environment, nodes }, deadline) {
      const known = await graph.known(
        nodes.map((node) => node.node_id),
        deadline,
      )
      if (!known.ok) return known
      const similar = await findSimilar(environment, nodes, known.value, deadline)
      if (!similar.ok) return similar
      const found = [...known.value.values()]
      return ok({
        known: found.map(({ nodeId, preimageHash }) => ({ node_id: nodeId, etag: `sha256:${preimageHash}` })),
        similar: similar.value,
      })
    },

    async getQueues(environment, nodeIds, deadline) {
      const entries = await graph.queues(environment, nodeIds, deadline)
      if (!entries.ok) return entries
      const extents = await queues.extents(
        entries.value.map((entry) => entry.topic),
        deadline,
      )
      if (!extents.ok) return extents
      return ok(
        entries.value.map(({ nodeId, topic, incarnation, etag }) => {
          const extent = extents.value.get(topic)
          const current = extent?.spec.incarnation === incarnation ? extent : undefined
          return {
            node_id: nodeId,
            topic,
            incarnation,
            etag,
            covered: current === undefined ? null : coverageOf(current),
          }
        }),
      )
    },

    getGraph: (nodeIds, deadline) => graph.nodes(nodeIds, deadline),
  }

  /** Only nodes that are new can be near misses, so only their kernels are looked for. */
  async function findSimilar(
    environment: string,
    nodes: DiffRequest['nodes'],
    known: ReadonlyMap<string, unknown>,
    deadline: Deadline,
  ): Promise<Result<readonly SimilarNode[]>> {
    const hashes = new Set(nodes.filter((node) => !known.has(node.node_id)).map((node) => node.code_hash))
    if (hashes.size === 0) return ok([])
    const found = await graph.sameKernel([...hashes], MOST_SIMILAR, deadline)
    if (!found.ok) return found
    const uses = await graph.uses(
      found.value.map((node) => node.nodeId),
      deadline,
    )
    if (!uses.ok) return uses
    return ok(found.value.map((node) => similarNode(node, environment, uses.value)))
  }
}

function similarNode(node: GraphNode, environment: string, uses: readonly NodeUse[]): SimilarNode {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the store has checked that the text is the one whose hash the id contains
  const config = JSON.parse(node.preimage.config) as Config
  return {
    node_id: node.nodeId,
    node_type: node.nodeType,
    code_hash: node.codeHash,
    schema_hash: node.schemaHash,
    config,
    label: node.label,
    strategies: uses
      .filter((use) => use.nodeId === node.nodeId && use.environment === environment)
      .map((use) => use.strategy),
  }
}

function coverageOf({ first, last, ready, lineage }: TopicExtent): Coverage | null {
  if (first === null || last === null || lineage === null) return null
  return {
    first_label: first.label,
    last_label: last.label,
    through_ms: last.time,
    ready_ticks: ready?.count ?? 0,
    lineage,
  }
}

// The global DAG as rows, read. Every query names the ids it is about.
import type { GraphReader, NodeUse } from '../../core/graph-store.ts'
import { ok } from '../../core/result.ts'
import type { SqlReadAccess } from './access.ts'
import { chunksOf, IDS } from './chunks.ts'
import { knownNodes, loadNodes, loadQueues } from './graph-rows.ts'
import { byCodeUnit } from './order.ts'

export function createGraphReader(access: SqlReadAccess): GraphReader {
  return {
    known: (ids, deadline) => access.read(deadline, async (db) => ok(await knownNodes(db, ids))),

    nodes: (ids, deadline) =>
      access.read(deadline, async (db) => {
        const nodes = await loadNodes(db, ids)
        return nodes.ok ? ok(new Map(nodes.value.map((node) => [node.nodeId, node]))) : nodes
      }),

    sameKernel: (codeHashes, max, deadline) =>
      access.read(deadline, async (db) => {
        const ids: string[] = []
        for (const codeHash of codeHashes) {
          const rows = await db
            .selectFrom('nodes')
            .select('node_id')
            .where('code_hash', '=', codeHash)
            .orderBy('node_id')
            .limit(max)
            .execute()
          ids.push(...rows.map((row) => row.node_id))
        }
        return loadNodes(db, ids.toSorted(byCodeUnit))
      }),

    consumers: (ids, deadline) =>
      access.read(deadline, async (db) => {
        const pairs: { readonly input: string; readonly nodeId: string }[] = []
        for (const chunk of chunksOf(ids.toSorted(byCodeUnit), IDS)) {
          const rows = await db
            .selectFrom('node_inputs')
            .select(['input', 'node_id as nodeId'])
            .distinct()
            .where('input', 'in', [...chunk])
            .orderBy('input')
            .orderBy('node_id')
            .execute()
          pairs.push(...rows)
        }
        return ok(pairs)
      }),

    uses: (ids, deadline) =>
      access.read(deadline, async (db) => {
        const uses: NodeUse[] = []
        for (const chunk of chunksOf(ids, IDS)) {
          const rows = await db
            .selectFrom('uses')
            .select(['environment', 'strategy', 'node_id as nodeId'])
            .where('node_id', 'in', [...chunk])
            .execute()
          uses.push(...rows)
        }
        return ok(uses.toSorted(byUse))
      }),

    queues: (environment, ids, deadline) =>
      access.read(deadline, async (db) => ok(await loadQueues(db, environment, ids))),
  }
}

function byUse(a: NodeUse, b: NodeUse): number {
  return (
    byCodeUnit(a.nodeId, b.nodeId) ||
    byCodeUnit(a.environment, b.environment) ||
    byCodeUnit(a.strategy, b.strategy)
  )
}

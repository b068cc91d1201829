// The global DAG as rows, changed: commits by content, uses by strategy.
import type { Kysely } from 'kysely'
import type { PortFailure } from '../../core/failures.ts'
import type { GraphStore, NodeUse } from '../../core/graph-store.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import type { SqlAccess } from './access.ts'
import { chunksOf, IDS, ROWS } from './chunks.ts'
import { fenced } from './fence.ts'
import { beginQueuesAnew, commitNodes, commitQueues, nodeDangling } from './graph-commit.ts'
import { createGraphReader } from './graph-reader.ts'
import { knownNodes } from './graph-rows.ts'
import type { Tables } from './tables.ts'

export function createGraphStore(access: SqlAccess): GraphStore {
  return {
    ...createGraphReader(access),

    commit: (commit, deadline) =>
      access.write<
        { readonly createdNodes: readonly string[]; readonly createdQueues: readonly string[] },
        PortFailure<'nodeConflict' | 'nodeDangling' | 'queueMismatch'>
      >(deadline, async (db) => {
        const nodes = await commitNodes(db, access.now, commit.nodes)
        if (!nodes.ok) return nodes
        const queues = await commitQueues(db, commit.queues)
        if (!queues.ok) return queues
        return ok({ createdNodes: nodes.value, createdQueues: queues.value })
      }),

    retain: (environment, epoch, uses, deadline) =>
      access.write<void, PortFailure<'fenced' | 'nodeDangling'>>(deadline, async (db) => {
        const fence = await raiseEpoch(db, environment, epoch)
        if (!fence.ok) return fence
        const there = await knownNodes(db, [...new Set(uses.map((use) => use.nodeId))])
        const loose = uses.find((use) => !there.has(use.nodeId))
        if (loose) return fail(nodeDangling(`strategy ${loose.strategy} of ${environment}`, loose.nodeId))
        const rows = uses.map(({ strategy, nodeId }) => ({ environment, strategy, node_id: nodeId }))
        for (const chunk of chunksOf(rows, ROWS)) {
          await db
            .insertInto('uses')
            .values(chunk)
            .onConflict((at) => at.columns(['environment', 'strategy', 'node_id']).doNothing())
            .execute()
        }
        return ok(undefined)
      }),

    beginAnew: (environment, epoch, queues, deadline) =>
      access.write<void, PortFailure<'fenced' | 'queueMismatch'>>(deadline, async (db) => {
        const fence = await raiseEpoch(db, environment, epoch)
        return fence.ok ? beginQueuesAnew(db, environment, queues) : fence
      }),

    release: (environment, epoch, uses, deadline) =>
      access.write<void, PortFailure<'fenced'>>(deadline, async (db) => {
        const fence = await raiseEpoch(db, environment, epoch)
        if (!fence.ok) return fence
        for (const [strategy, nodeIds] of byStrategy(uses)) {
          for (const chunk of chunksOf(nodeIds, IDS)) {
            await db
              .deleteFrom('uses')
              .where('environment', '=', environment)
              .where('strategy', '=', strategy)
              .where('node_id', 'in', [...chunk])
              .execute()
          }
        }
        return ok(undefined)
      }),
  }
}

/**
 * The graph may live in another database than the leases, so it keeps the highest epoch that it was
 * shown and refuses older ones.
 */
async function raiseEpoch(
  db: Kysely<Tables>,
  environment: string,
  epoch: number,
): Promise<Result<void, PortFailure<'fenced'>>> {
  const row = await db
    .selectFrom('use_epochs')
    .select('epoch')
    .where('environment', '=', environment)
    .executeTakeFirst()
  const current = row?.epoch ?? 0
  if (epoch < current) return fail(fenced(`the graph of environment ${environment}`, epoch, current))
  if (epoch > current) {
    await db
      .insertInto('use_epochs')
      .values({ environment, epoch })
      .onConflict((at) => at.column('environment').doUpdateSet({ epoch }))
      .execute()
  }
  return ok(undefined)
}

function byStrategy(uses: readonly Omit<NodeUse, 'environment'>[]): ReadonlyMap<string, readonly string[]> {
  const grouped = Map.groupBy(uses, (use) => use.strategy)
  return new Map([...grouped].map(([strategy, of]) => [strategy, of.map((use) => use.nodeId)]))
}

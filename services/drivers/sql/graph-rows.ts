// Rows of the global DAG to values, inside whatever transaction the caller has.
import type { Kysely, Selectable } from 'kysely'
import { etagOf } from '../../core/etag.ts'
import type { PortFailure } from '../../core/failures.ts'
import type { GraphNode, KnownNode, QueueEntry, StoredQueue } from '../../core/graph-store.ts'
import { ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { chunksOf, IDS } from './chunks.ts'
import { byCodeUnit } from './order.ts'
import { damaged } from './stored-text.ts'
import type { Tables } from './tables.ts'

export async function knownNodes(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KnownNode>> {
  const known = new Map<string, KnownNode>()
  for (const chunk of chunksOf(ids, IDS)) {
    const rows = await db
      .selectFrom('nodes')
      .select(['node_id as nodeId', 'preimage_hash as preimageHash'])
      .where('node_id', 'in', [...chunk])
      .execute()
    for (const row of rows) known.set(row.nodeId, row)
  }
  return known
}

/** Those of the nodes that exist, in the order of the ids; `stateCorrupt` when one is not what was committed. */
export async function loadNodes(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<Result<readonly GraphNode[], PortFailure<'stateCorrupt'>>> {
  const nodes: GraphNode[] = []
  for (const chunk of chunksOf(ids, IDS)) {
    const rows = await db
      .selectFrom('nodes')
      .leftJoin('texts as kernels', 'kernels.hash', 'code_hash')
      .leftJoin('texts as schemas', 'schemas.hash', 'schema_hash')
      .selectAll('nodes')
      .select(['kernels.text as kernel', 'schemas.text as schema'])
      .where('node_id', 'in', [...chunk])
      .execute()
    const inputs = await inputsOf(db, chunk)
    const byId = new Map(rows.map((row) => [row.node_id, row]))
    for (const id of chunk) {
      const row = byId.get(id)
      if (!row) continue
      const preimage = { kernel: row.kernel ?? '', config: row.config, schema: row.schema ?? '' }
      const node: GraphNode = {
        nodeId: row.node_id,
        nodeType: row.node_type,
        codeHash: row.code_hash,
        configHash: row.config_hash,
        schemaHash: row.schema_hash,
        preimage,
        inputs: inputs.get(id) ?? [],
        interval: row.interval,
        period: row.period,
        label: row.label,
      }
      if (nodeSeal(node) !== row.seal) return damaged(`node ${id}`)
      nodes.push(node)
    }
  }
  return ok(nodes)
}

/** What shows that a node comes back as it was committed. */
export function nodeSeal(node: GraphNode): string {
  return etagOf(node)
}

async function inputsOf(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db
    .selectFrom('node_inputs')
    .select(['node_id', 'input'])
    .where('node_id', 'in', [...ids])
    .orderBy('node_id')
    .orderBy('slot')
    .execute()
  const inputs = new Map<string, string[]>()
  for (const { node_id, input } of rows) {
    const known = inputs.get(node_id)
    if (known) known.push(input)
    else inputs.set(node_id, [input])
  }
  return inputs
}

export async function loadQueues(
  db: Kysely<Tables>,
  environment: string,
  ids: readonly string[] | 'all',
): Promise<readonly StoredQueue[]> {
  const all = db.selectFrom('queues').selectAll().where('environment', '=', environment)
  const queues: StoredQueue[] = []
  for (const chunk of ids === 'all' ? [null] : chunksOf(ids, IDS)) {
    const rows = await (chunk ? all.where('node_id', 'in', [...chunk]) : all).execute()
    for (const row of rows) {
      const entry = queueOf(row)
      queues.push({ ...entry, etag: etagOf(entry) })
    }
  }
  return queues.toSorted((a, b) => byCodeUnit(a.nodeId, b.nodeId))
}

export function queueOf(row: Selectable<Tables['queues']>): QueueEntry {
  const { node_id: nodeId, retention_ms: retentionMs, compaction, ...same } = row
  return { ...same, nodeId, retentionMs, compaction: compaction !== 0 }
}

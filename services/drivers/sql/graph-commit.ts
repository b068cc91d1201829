// One commit into the global DAG: what is there is compared, what is not is created.
import type { Kysely } from 'kysely'
import { sha256Hex } from '../../../compiler/identity/sha256.ts'
import { differencesOf, showDifferences } from '../../core/differences.ts'
import { portFailure } from '../../core/failures.ts'
import type { Difference, PortFailure } from '../../core/failures.ts'
import type { GraphCommit, GraphNode, QueueEntry } from '../../core/graph-store.ts'
import { InternalError } from '../../../compiler/internal-error.ts'
import { preimageHash } from '../../core/preimage-hash.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import type { SqlAccess } from './access.ts'
import { chunksOf, IDS, ROWS } from './chunks.ts'
import { knownNodes, nodeSeal, queueOf } from './graph-rows.ts'
import type { Tables } from './tables.ts'

/** Creates the nodes that are missing; gives their ids in the order of the commit. */
export async function commitNodes(
  db: Kysely<Tables>,
  now: SqlAccess['now'],
  nodes: GraphCommit['nodes'],
): Promise<Result<readonly string[], PortFailure<'nodeConflict' | 'nodeDangling'>>> {
  const hashes = new Map(
    (await knownNodes(db, nodes.map(idOf))).values().map((k) => [k.nodeId, k.preimageHash]),
  )
  const created: GraphNode[] = []
  for (const node of nodes) {
    const hash = preimageHash(node)
    const known = hashes.get(node.nodeId)
    if (known === hash) continue
    if (known !== undefined) return fail(nodeConflict(node.nodeId))
    verifyHashes(node)
    hashes.set(node.nodeId, hash)
    created.push(node)
  }
  const outside = [...new Set(created.flatMap((node) => node.inputs))].filter((id) => !hashes.has(id))
  const there = await knownNodes(db, outside)
  const missing = outside.find((id) => !there.has(id))
  if (missing !== undefined) {
    const by = created.find((node) => node.inputs.includes(missing))?.nodeId
    return fail(nodeDangling(`node ${by}`, missing))
  }
  await insertNodes(db, now, created, hashes)
  return ok(created.map(idOf))
}

const idOf = (node: GraphNode) => node.nodeId

async function insertNodes(
  db: Kysely<Tables>,
  now: SqlAccess['now'],
  nodes: readonly GraphNode[],
  hashes: ReadonlyMap<string, string>,
): Promise<void> {
  const texts = new Map<string, string>()
  for (const { codeHash, schemaHash, preimage } of nodes) {
    texts.set(codeHash, preimage.kernel).set(schemaHash, preimage.schema)
  }
  for (const chunk of chunksOf([...texts], ROWS)) {
    await db
      .insertInto('texts')
      .values(chunk.map(([hash, text]) => ({ hash, text })))
      .onConflict((at) => at.column('hash').doNothing())
      .execute()
  }
  for (const chunk of chunksOf(nodes, ROWS)) {
    const rows = chunk.map((node) => ({
      node_id: node.nodeId,
      node_type: node.nodeType,
      code_hash: node.codeHash,
      config_hash: node.configHash,
      schema_hash: node.schemaHash,
      preimage_hash: hashes.get(node.nodeId) ?? '',
      seal: nodeSeal(node),
      config: node.preimage.config,
      interval: node.interval,
      period: node.period,
      label: node.label,
      created_at: now,
    }))
    await db.insertInto('nodes').values(rows).execute()
  }
  const inputs = nodes.flatMap(({ nodeId, inputs: ids }) =>
    ids.map((input, slot) => ({ node_id: nodeId, slot, input })),
  )
  for (const chunk of chunksOf(inputs, ROWS)) await db.insertInto('node_inputs').values(chunk).execute()
}

/** Creates the queues that are missing; gives the NodeIDs of those. The nodes are there already. */
export async function commitQueues(
  db: Kysely<Tables>,
  queues: GraphCommit['queues'],
): Promise<Result<readonly string[], PortFailure<'queueMismatch' | 'nodeDangling'>>> {
  const there = await knownNodes(
    db,
    queues.map((queue) => queue.nodeId),
  )
  const loose = queues.find((queue) => !there.has(queue.nodeId))
  if (loose) return fail(nodeDangling(`the queue ${loose.topic}`, loose.nodeId))
  const stored = await storedQueues(db, queues)
  const differences: Difference[] = []
  const created: QueueEntry[] = []
  for (const queue of queues) {
    const found = stored.byNode.get(keyOf(queue)) ?? stored.byTopic.get(queue.topic)
    if (found) differences.push(...differencesOf(queue.topic, queue, found))
    else created.push(queue)
  }
  if (differences.length > 0) return fail(queueMismatch(differences))
  for (const chunk of chunksOf(created, ROWS)) {
    const rows = chunk.map(({ nodeId, retentionMs, compaction, ...same }) => ({
      ...same,
      node_id: nodeId,
      retention_ms: retentionMs,
      compaction: compaction ? 1 : 0,
    }))
    await db.insertInto('queues').values(rows).execute()
  }
  return ok(created.map((queue) => queue.nodeId))
}

/** Moves queues to their next incarnation; those that are there already stay. */
export async function beginQueuesAnew(
  db: Kysely<Tables>,
  environment: string,
  queues: readonly Pick<QueueEntry, 'nodeId' | 'incarnation'>[],
): Promise<Result<void, PortFailure<'queueMismatch'>>> {
  for (const { nodeId, incarnation } of queues) {
    const row = db.selectFrom('queues').selectAll().where('environment', '=', environment)
    const found = await row.where('node_id', '=', nodeId).executeTakeFirst()
    if (found?.incarnation === incarnation) continue
    if (found?.incarnation !== incarnation - 1) {
      const was = found === undefined ? 'none' : String(found.incarnation)
      const subject = found?.topic ?? `the queue of node ${nodeId}`
      return fail(queueMismatch([{ subject, field: 'incarnation', wanted: String(incarnation), found: was }]))
    }
    await db
      .updateTable('queues')
      .set({ incarnation })
      .where('environment', '=', environment)
      .where('node_id', '=', nodeId)
      .execute()
  }
  return ok(undefined)
}

const keyOf = (queue: QueueEntry) => `${queue.nodeId} ${queue.environment}`

/** The queues of the same nodes, and the owners of the same topics. */
async function storedQueues(
  db: Kysely<Tables>,
  queues: GraphCommit['queues'],
): Promise<Readonly<Record<'byNode' | 'byTopic', ReadonlyMap<string, QueueEntry>>>> {
  const byNode = new Map<string, QueueEntry>()
  const byTopic = new Map<string, QueueEntry>()
  for (const chunk of chunksOf(queues, IDS)) {
    const nodeIds = chunk.map((queue) => queue.nodeId)
    const topics = chunk.map((queue) => queue.topic)
    const rows = await db
      .selectFrom('queues')
      .selectAll()
      .where((is) => is.or([is('node_id', 'in', nodeIds), is('topic', 'in', topics)]))
      .execute()
    for (const row of rows) {
      const queue = queueOf(row)
      byNode.set(keyOf(queue), queue)
      byTopic.set(queue.topic, queue)
    }
  }
  return { byNode, byTopic }
}

/** A wrong hash would give other nodes this node's kernel or schema. */
function verifyHashes({ nodeId, codeHash, configHash, schemaHash, preimage }: GraphNode): void {
  const sound =
    sha256Hex(preimage.kernel) === codeHash &&
    sha256Hex(preimage.config) === configHash &&
    sha256Hex(preimage.schema) === schemaHash
  if (!sound) throw new InternalError(`the hashes of node ${nodeId} are not those of its preimage`)
}

function nodeConflict(nodeId: string): PortFailure<'nodeConflict'> {
  return portFailure('nodeConflict', {
    message: `node ${nodeId} is stored with another preimage`,
    hint: 'The stored graph is damaged: rebuild it from the strategies.',
    nodeId,
  })
}

export function nodeDangling(by: string, missing: string): PortFailure<'nodeDangling'> {
  return portFailure('nodeDangling', {
    message: `${by} needs node ${missing}, which does not exist`,
    by,
    missing,
  })
}

function queueMismatch(differences: readonly Difference[]): PortFailure<'queueMismatch'> {
  return portFailure('queueMismatch', {
    message: showDifferences(differences),
    hint: 'Only a new incarnation can change what a queue is.',
    differences,
  })
}

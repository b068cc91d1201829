// Things to put into stores: small, whole, and different from each other by a number.
import type { DagDocument } from '../../compiler/dag/document.ts'
import { canonicalJson } from '../../compiler/identity/canonical-json.ts'
import { sha256Hex } from '../../compiler/identity/sha256.ts'
import { deadlineIn } from '../../services/core/deadline.ts'
import type { Deadline } from '../../services/core/deadline.ts'
import type { GraphNode, QueueEntry } from '../../services/core/graph-store.ts'
import type { Holder } from '../../services/core/holder.ts'
import type { TopicSpec } from '../../services/core/queue-log.ts'
import type { QueueRecord } from '../../services/core/record.ts'
import { systemClock } from '../../services/drivers/embedded/system-clock.ts'

/** Time enough for anything that is not stuck. */
export function soon(): Deadline {
  return deadlineIn(systemClock, 20_000)
}

/** A holder on this machine that is nobody. */
export function holder(owner: string): Holder {
  return { owner, host: 'somewhere', pid: 1, started: 'once' }
}

/** The n-th of a family of nodes; its inputs are nodes too. */
export function sampleNode(n: number, inputs: readonly GraphNode[] = []): GraphNode {
  const ids = inputs.map((node) => node.nodeId)
  const preimage = {
    kernel: canonicalJson({ holes: ['i'], rows: [['sample', '$0', '?0']], slots: ids.length }),
    config: canonicalJson({ v: 1, inputs: ids, consts: [n] }),
    schema: canonicalJson('float'),
  }
  const codeHash = sha256Hex(preimage.kernel)
  const configHash = sha256Hex(preimage.config)
  const schemaHash = sha256Hex(preimage.schema)
  return {
    nodeId: sha256Hex(`window:${codeHash}:${configHash}:${schemaHash}`),
    nodeType: 'window',
    codeHash,
    configHash,
    schemaHash,
    preimage,
    inputs: ids,
    interval: '1m',
    period: n,
    label: `sample(${n})`,
  }
}

/** A chain of nodes, each reading the one before. */
export function nodeChain(length: number, first = 0): readonly GraphNode[] {
  const nodes: GraphNode[] = []
  for (let n = 0; n < length; n += 1) nodes.push(sampleNode(first + n, nodes.slice(-1)))
  return nodes
}

export function sampleQueue(environment: string, node: GraphNode): QueueEntry {
  return {
    environment,
    nodeId: node.nodeId,
    topic: `qmtl.${environment}.window.sample.${node.nodeId.slice(0, 16)}`,
    incarnation: 1,
    reason: 'sink',
    partitions: 1,
    replication: 1,
    retentionMs: null,
    compaction: false,
  }
}

/** A document that stores keep as it is; `text` tells two of them apart. */
export function sampleDag(text: string): DagDocument {
  return {
    v: 1,
    dag_id: sha256Hex(text),
    nodes: [],
    sinks: [],
    meta: { strategy: text, file: `strategies/${text}.qdag`, params: {}, sinks: {} },
  }
}

export function sampleTopic(topic: string): TopicSpec {
  return {
    topic,
    incarnation: 1,
    columns: [
      { name: 'value', type: 'float' },
      { name: 'why', type: 'string' },
    ],
    partitions: 1,
    replication: 1,
    retentionMs: null,
    compaction: false,
  }
}

export const LINEAGE = sha256Hex('lineage')

/** The tick with a label: a function of the label alone, as a deterministic node gives it. */
export function sampleRecord(label: number): QueueRecord {
  const gap = label % 7 === 6
  return {
    label,
    time: label * 60_000,
    ready: !gap && label >= 3,
    frontier: label % 5 === 0,
    gap,
    lineage: LINEAGE,
    values: gap ? [] : [Math.sqrt(label), 'x'.repeat(label % 40)],
  }
}

export function sampleRecords(from: number, to: number): readonly QueueRecord[] {
  return Array.from({ length: to - from }, (_, index) => sampleRecord(from + index))
}

// Port: the global DAG: which computations exist, what they read, which queue carries them in which
// environment, and which strategies use them. Nodes belong to nobody and are never changed.
import type { NodeType } from '../../compiler/dag/document.ts'
import type { Deadline } from './deadline.ts'
import type { PortFailure, StoreFailure } from './failures.ts'
import type { Result } from './result.ts'

/** A node with the exact canonical texts behind its hashes. */
export interface GraphNode {
  readonly nodeId: string
  readonly nodeType: NodeType
  readonly codeHash: string
  readonly configHash: string
  readonly schemaHash: string
  readonly preimage: { readonly kernel: string; readonly config: string; readonly schema: string }
  /** Upstream NodeIDs in slot order. */
  readonly inputs: readonly string[]
  /** `5m`, `1d@XNYS#2026a`, `event`. */
  readonly interval: string
  /** Lookback in ticks, 0 for unbounded. */
  readonly period: number
  /** A reader's short form; metadata, the first one committed stays. */
  readonly label: string
}

/** Which strategy of which environment uses a node. */
export interface NodeUse {
  readonly environment: string
  readonly strategy: string
  readonly nodeId: string
}

export interface QueueEntry {
  readonly environment: string
  readonly nodeId: string
  readonly topic: string
  /** Begins at 1; rises when the topic was lost and made anew. */
  readonly incarnation: number
  /** Why the node has a queue: `stream`, `resample`, `group`, `opaque`, `sink`, `shared`, `declared`, `all`. */
  readonly reason: string
  readonly partitions: number
  readonly replication: number
  /** `null` keeps everything. */
  readonly retentionMs: number | null
  readonly compaction: boolean
}

export interface StoredQueue extends QueueEntry {
  /** Of the entry. */
  readonly etag: string
}

/** What the store has under a NodeID. */
export interface KnownNode {
  readonly nodeId: string
  /** As `preimageHash` gives it: another one under the same id is damage. */
  readonly preimageHash: string
}

/** Reads cost what is asked for, not what is stored. */
export interface GraphReader {
  /** Those of the ids that exist. */
  known(
    ids: readonly string[],
    deadline: Deadline,
  ): Promise<Result<ReadonlyMap<string, KnownNode>, StoreFailure>>
  /** The same with everything about them. */
  nodes(
    ids: readonly string[],
    deadline: Deadline,
  ): Promise<Result<ReadonlyMap<string, GraphNode>, StoreFailure>>
  /** Nodes with the same kernel, at most `max` a hash, by NodeID: candidates for a near miss. */
  sameKernel(
    codeHashes: readonly string[],
    max: number,
    deadline: Deadline,
  ): Promise<Result<readonly GraphNode[], StoreFailure>>
  /** Nodes that read one of these directly, as pairs sorted by input, then consumer. */
  consumers(
    ids: readonly string[],
    deadline: Deadline,
  ): Promise<Result<readonly { readonly input: string; readonly nodeId: string }[], StoreFailure>>
  /** Who uses these nodes, over all environments, sorted by node, environment, strategy. */
  uses(ids: readonly string[], deadline: Deadline): Promise<Result<readonly NodeUse[], StoreFailure>>
  /** The environment's queues of these nodes, or all it has, sorted by NodeID. */
  queues(
    environment: string,
    ids: readonly string[] | 'all',
    deadline: Deadline,
  ): Promise<Result<readonly StoredQueue[], StoreFailure>>
}

export interface GraphCommit {
  readonly nodes: readonly GraphNode[]
  readonly queues: readonly QueueEntry[]
}

/** Writes are one transaction each, idempotent, durable when they return. */
export interface GraphStore extends GraphReader {
  /**
   * Creates the nodes and queues that are not there yet; gives the ids that were. Needs no lease:
   * everything is keyed by content, and racing commits end in the same graph.
   *
   * Fails, having changed nothing, with `nodeConflict` (known id, other preimage: damage, never
   * retried with another id), `nodeDangling` (an input neither stored nor committed along), or
   * `queueMismatch` (the queue exists and differs). Throws InternalError when the hashes of a node
   * are not those of its preimage.
   */
  commit(
    commit: GraphCommit,
    deadline: Deadline,
  ): Promise<
    Result<
      { readonly createdNodes: readonly string[]; readonly createdQueues: readonly string[] },
      PortFailure<'nodeConflict' | 'nodeDangling' | 'queueMismatch'> | StoreFailure
    >
  >

  /**
   * Notes that strategies use nodes, before they are promoted. Repeating changes nothing. Fails
   * with `fenced` when the epoch is older than one that this environment's graph has seen, and with
   * `nodeDangling` for a node that does not exist.
   */
  retain(
    environment: string,
    epoch: number,
    uses: readonly Omit<NodeUse, 'environment'>[],
    deadline: Deadline,
  ): Promise<Result<void, PortFailure<'fenced' | 'nodeDangling'> | StoreFailure>>

  /**
   * Notes that queues began anew, each in the incarnation after the one that is stored. Repeating
   * changes nothing; any other incarnation, and a queue that does not exist, is `queueMismatch`.
   */
  beginAnew(
    environment: string,
    epoch: number,
    queues: readonly Pick<QueueEntry, 'nodeId' | 'incarnation'>[],
    deadline: Deadline,
  ): Promise<Result<void, PortFailure<'fenced' | 'queueMismatch'> | StoreFailure>>

  /** Takes such notes back, after the promotion that made them void; unknown ones are passed over. */
  release(
    environment: string,
    epoch: number,
    uses: readonly Omit<NodeUse, 'environment'>[],
    deadline: Deadline,
  ): Promise<Result<void, PortFailure<'fenced'> | StoreFailure>>
}

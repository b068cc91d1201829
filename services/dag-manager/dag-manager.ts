// The DAG Manager as its callers see it, in process or over a network: what is known of computations,
// which queues carry them, and the changes of both. Every call is safe to repeat. It sees canonical
// documents only and computes nothing.
import type { DagNode } from '../../compiler/dag/document.ts'
import type { KnownNode, ObservedQueue, SimilarNode } from '../../compiler/plan/observed.ts'
import type { Deadline } from '../core/deadline.ts'
import type { GraphNode, NodeUse } from '../core/graph-store.ts'
import type { Result } from '../core/result.ts'

export interface DiffRequest {
  readonly environment: string
  readonly nodes: readonly { readonly node_id: string; readonly code_hash: string }[]
}

/** What of a submitted DAG exists; nodes that are not listed as known are new. */
export interface DiffResponse {
  readonly known: readonly KnownNode[]
  /** Known nodes with one of the submitted kernels, a limited number each. */
  readonly similar: readonly SimilarNode[]
}

export interface CommitRequest {
  /** Inputs before what reads them; inputs that are committed already may be left out. */
  readonly nodes: readonly NodeCommit[]
  readonly queues: readonly QueueCommit[]
}

export interface NodeCommit {
  readonly node: DagNode
  /** Lookback in ticks, 0 for unbounded. */
  readonly period: number
}

export interface QueueCommit {
  readonly environment: string
  readonly node: DagNode
  readonly reason: string
}

/** A queue that is to hold results of another lineage from now on. */
export interface QueueRenewal {
  readonly environment: string
  readonly node: DagNode
  readonly incarnation: number
}

/** What can be asked without changing anything. */
export interface DagReader {
  diff(request: DiffRequest, deadline: Deadline): Promise<Result<DiffResponse>>
  /** Queues with what they hold, sorted by NodeID. */
  getQueues(
    environment: string,
    nodeIds: readonly string[] | 'all',
    deadline: Deadline,
  ): Promise<Result<readonly ObservedQueue[]>>
  /** Those of the nodes that exist, with the texts of which they are hashes. */
  getGraph(nodeIds: readonly string[], deadline: Deadline): Promise<Result<ReadonlyMap<string, GraphNode>>>
}

export interface DagManager extends DagReader {
  /**
   * Creates what is not there of nodes, queues and topics. Recomputes every NodeID first: one that
   * its preimage does not give is `planRefused`, and nothing is changed.
   */
  commit(request: CommitRequest, deadline: Deadline): Promise<Result<void>>
  /** Empties queues and begins them anew in their next incarnation. */
  renewQueues(epoch: number, renewals: readonly QueueRenewal[], deadline: Deadline): Promise<Result<void>>
  /** Notes which strategies use nodes, so that nobody collects them. */
  retain(
    environment: string,
    epoch: number,
    uses: readonly Omit<NodeUse, 'environment'>[],
    deadline: Deadline,
  ): Promise<Result<void>>
  release(
    environment: string,
    epoch: number,
    uses: readonly Omit<NodeUse, 'environment'>[],
    deadline: Deadline,
  ): Promise<Result<void>>
}

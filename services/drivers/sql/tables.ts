// The tables as the repositories see them, the same in every SQL database. Texts that hold JSON are
// written and read by the repositories; times are milliseconds since 1970, the database's clock.
import type { GeneratedAlways } from 'kysely'
import type { NodeType } from '../../../compiler/dag/document.ts'
import type { OperationStatus, Status } from '../../core/lifecycle.ts'

export interface Tables {
  readonly environments: { environment: string; generation: number }
  readonly generations: {
    environment: string
    generation: number
    apply_id: string
    plan_digest: string
    promoted_at: number
    put: string
    removed: string
  }
  /** A row is part of the generations `since` ≤ g < `until`. */
  readonly strategies: {
    environment: string
    name: string
    since: number
    until: number | null
    dag_id: string
    params: string
    file: string
    document: string
    document_hash: string
  }
  readonly streams: { environment: string; key: string; attributes: string }
  readonly applies: {
    id: string
    environment: string
    number: number
    plan_digest: string
    plan: string
    plan_hash: string
    status: Status
    cause: string | null
    submitted_at: number
  }
  readonly operations: {
    apply_id: string
    position: number
    id: string
    resource: string
    action: string
    status: OperationStatus
    note: string | null
  }
  readonly events: {
    sequence: GeneratedAlways<number>
    environment: string | null
    kind: string
    subject: string
    data: string
    at: number
  }
  /** `owner` is null while nobody holds the lease; the epoch stays. */
  readonly leases: {
    key: string
    epoch: number
    owner: string | null
    host: string
    pid: number
    started: string
    expires_at: number
  }
  /** Kernels and schemas by their hashes: thousands of nodes share a few. */
  readonly texts: { hash: string; text: string }
  readonly nodes: {
    node_id: string
    node_type: NodeType
    code_hash: string
    config_hash: string
    schema_hash: string
    preimage_hash: string
    /** Of the whole node as it was committed. */
    seal: string
    config: string
    interval: string
    period: number
    label: string
    created_at: number
  }
  readonly node_inputs: { node_id: string; slot: number; input: string }
  readonly queues: {
    environment: string
    node_id: string
    topic: string
    incarnation: number
    reason: string
    partitions: number
    replication: number
    retention_ms: number | null
    compaction: number
  }
  readonly uses: { environment: string; strategy: string; node_id: string }
  /** Highest epoch with which an environment's uses were changed. */
  readonly use_epochs: { environment: string; epoch: number }
  readonly rates: { code_hash: string; ns_per_bar: number; bars: number }
}

// What there is: an environment's newest generation, its streams and queues, and what the global DAG
// knows of the nodes that were asked for. Each thing carries the etag under which it was read.
import type { Config, DagDocument, NodeType } from '../dag/document.ts'
import type { Json } from '../identity/canonical-json.ts'
import type { DesiredStream } from './desired.ts'
import type { WantedInput } from './wanted-graph.ts'

/** What a plan wants to know; answers cost what is asked for. */
export interface Ask {
  readonly streams: readonly DesiredStream[]
  /** How the streams are read. */
  readonly inputs: readonly WantedInput[]
  /** Sets of inputs whose common ticks are to be counted, each a sorted list of NodeIDs. */
  readonly joins: readonly (readonly string[])[]
  readonly nodes: readonly { readonly node_id: string; readonly code_hash: string }[]
}

/** The ticks that inputs have in common, after their policies for what is missing. */
export interface Join {
  readonly inputs: readonly string[]
  readonly ticks: number
  /** Up to this instant (ms since 1970) all of them have told what they have. */
  readonly through_ms: number
}

/** How much history a stream has, in rows from its origin on, before any policy for what is missing. */
export interface Extent {
  readonly ticks: number
  /** Opening of the first bucket, and end of the last one, ms since 1970. */
  readonly first_ms: number
  readonly last_ms: number
  /** Hash of each column together with the times, however they are spelled. */
  readonly fields: Readonly<Record<string, string>>
  /** Columns that nothing reads at the moment, as far as they had been read: results of them still stand. */
  readonly unread?: Readonly<Record<string, UnreadColumn>>
}

export interface UnreadColumn {
  /** Rows that the hash is about. */
  readonly ticks: number
  readonly hash: string
}

export interface StoredStream {
  readonly type: string
  /** Opening of the first bucket, null while no history was ever seen. */
  readonly origin_ms: number | null
  readonly tags: readonly string[]
  readonly history: Json | null
  readonly live: Json | null
  readonly incarnation: number
  /** What had been taken in when the stream was last applied. */
  readonly extent: Extent | null
  readonly etag: string
}

export interface ObservedStream {
  readonly key: string
  readonly stored: StoredStream | null
  /**
   * What the provider offers now, from the declared origin on, else from its first row. `continues`: from
   * the stored origin on, it begins with what was taken in before.
   */
  readonly history: (Extent & { readonly continues: boolean }) | null
}

export interface ObservedStrategy {
  readonly name: string
  readonly document: DagDocument
  readonly etag: string
}

export interface KnownNode {
  readonly node_id: string
  readonly etag: string
}

/** A node of the global DAG with the same kernel as one that was asked for. */
export interface SimilarNode {
  readonly node_id: string
  readonly node_type: NodeType
  readonly code_hash: string
  readonly schema_hash: string
  readonly config: Config
  readonly label: string
  /** Strategies of this environment that use it, sorted. */
  readonly strategies: readonly string[]
}

/** The records of a queue, all of one lineage. */
export interface Coverage {
  readonly first_label: number
  readonly last_label: number
  /** End of the last bucket that is settled, ms since 1970. */
  readonly through_ms: number
  readonly ready_ticks: number
  readonly lineage: string
}

export interface ObservedQueue {
  readonly node_id: string
  readonly topic: string
  readonly incarnation: number
  readonly covered: Coverage | null
  readonly etag: string
}

export interface Observed {
  readonly environment: string
  /** 0: never applied. */
  readonly generation: number
  readonly etag: string
  readonly strategies: readonly ObservedStrategy[]
  readonly streams: readonly ObservedStream[]
  /** Of the sets that were asked for, those whose streams all have a history. */
  readonly joins: readonly Join[]
  readonly nodes: readonly KnownNode[]
  readonly similar: readonly SimilarNode[]
  /** All queues of the environment. */
  readonly queues: readonly ObservedQueue[]
  /** NodeIDs that an owner is computing at this moment. */
  readonly live: readonly string[]
  /** Strategies with a live run. */
  readonly live_runs: readonly string[]
  /** Nanoseconds a node and bar by code hash: for estimates alone. */
  readonly rates: Readonly<Record<string, number>>
}

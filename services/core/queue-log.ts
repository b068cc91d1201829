// Port: append-only topics that carry a node's ticks between processes and over restarts. A topic
// has one writer at a time (the holder of the node's lease) and any number of readers.
import type { Deadline } from './deadline.ts'
import type { PortFailure, StoreFailure } from './failures.ts'
import type { QueueRecord, RecordColumn } from './record.ts'
import type { Result } from './result.ts'

export interface TopicSpec {
  /** Letters, digits, `.`, `_`, `-`; at most 200; as `topicName` makes it. */
  readonly topic: string
  /** Positions in another incarnation mean nothing. */
  readonly incarnation: number
  /** In the order in which records carry them. */
  readonly columns: readonly RecordColumn[]
  readonly partitions: number
  readonly replication: number
  readonly retentionMs: number | null
  readonly compaction: boolean
}

export interface StoredRecord extends QueueRecord {
  /** Counts the records of the topic from 0; retention leaves the numbers as they are. */
  readonly offset: number
  /** Of the writer. */
  readonly epoch: number
}

export interface TickPosition {
  readonly label: number
  /** Milliseconds since 1970. */
  readonly time: number
}

/** What a topic holds, known without reading it all. */
export interface TopicExtent {
  readonly spec: TopicSpec
  /** Records held now; offsets run from `nextOffset - count`. */
  readonly count: number
  readonly nextOffset: number
  readonly first: TickPosition | null
  readonly last: TickPosition | null
  /** First and last ready tick, and how many there are. */
  readonly ready: { readonly first: TickPosition; readonly last: TickPosition; readonly count: number } | null
  /** Highest epoch seen. */
  readonly epoch: number
  /** Of the last record. */
  readonly lineage: string | null
}

export interface QueueReader {
  /** Extents of those topics that exist. */
  extents(
    topics: readonly string[],
    deadline: Deadline,
  ): Promise<Result<ReadonlyMap<string, TopicExtent>, QueueFailure>>
  /**
   * At most `max` records from an offset on, in order of label; fewer only at the end. An offset
   * below what retention kept begins at the oldest record. Never gives part of a record.
   */
  read(
    topic: string,
    fromOffset: number,
    max: number,
    deadline: Deadline,
  ): Promise<
    Result<
      { readonly records: readonly StoredRecord[]; readonly nextOffset: number },
      PortFailure<'topicMissing'> | QueueFailure
    >
  >
}

export type QueueFailure = PortFailure<'topicName' | 'topicCorrupt'> | StoreFailure

export interface QueueLog extends QueueReader {
  /** Creates the topic, or compares it with what is there: any difference is `topicMismatch`, never ignored. */
  create(
    spec: TopicSpec,
    deadline: Deadline,
  ): Promise<Result<'created' | 'exists', PortFailure<'topicMismatch'> | QueueFailure>>

  /**
   * Appends in order of label; durable when it returns. An epoch below the highest seen is `fenced`
   * (an empty batch raises the epoch and thereby shuts the old writer out). A label that is there
   * already is passed over when time, flags, lineage and values are the same bytes, and is a
   * `divergence` when they are not; a label before the last one that is not there is `labelOrder`.
   *
   * Not atomic over the batch: after a failure or a crash a prefix may be stored, and appending the
   * same batch again completes it. What a failed call left behind never hides a later record.
   */
  append(
    topic: string,
    records: readonly QueueRecord[],
    epoch: number,
    deadline: Deadline,
  ): Promise<
    Result<
      { readonly appended: number; readonly nextOffset: number },
      PortFailure<'topicMissing' | 'fenced' | 'divergence' | 'labelOrder' | 'recordInvalid'> | QueueFailure
    >
  >

  /** Removes the topic and its records. One that is not there is no failure. */
  remove(topic: string, deadline: Deadline): Promise<Result<void, QueueFailure>>
}

// One record of a queue: a tick, or the mark that a label has none. The bytes are as permanent as
// NodeIDs; docs/queue-records.md states them for other programs.

export interface RecordColumn {
  readonly name: string
  readonly type: 'float' | 'int' | 'bool' | 'string'
}

export type RecordValue = number | boolean | string

export interface QueueRecord {
  /** The tick's number on its clock. */
  readonly label: number
  /** Milliseconds since 1970: the end of the bucket. */
  readonly time: number
  /** The tick equals that of the evaluation from the origin. */
  readonly ready: boolean
  /** Nothing more will come up to this label. */
  readonly frontier: boolean
  /** The label has no tick; the record carries no values. */
  readonly gap: boolean
  /** 64 hex digits: which streams, incarnations and origins the tick came from. */
  readonly lineage: string
  /** In the order of the topic's columns; a float na is `NaN`. Empty for a gap. */
  readonly values: readonly RecordValue[]
}

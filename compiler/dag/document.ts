// The canonical DAG of one strategy: what the compiler writes, what a service receives, what a
// runner executes. Everything outside `meta` is hashed or is a hash; `meta` never is.
// Services know a strategy by this document alone.

/** Version of the hashing scheme; a new scheme moves every id at once. */
export const SCHEME = 1

export type NodeType =
  | 'input'
  | 'tags'
  | 'point'
  | 'window'
  | 'rec'
  | 'resample'
  | 'hold'
  | 'group'
  | 'opaque'

/** An integer as itself, a float as `f64:` and the 16 hex digits of its bits. */
export type Constant = number | `f64:${string}`

/** A row index, a slot `$k` (the k-th entry of `config.inputs`) or a hole `?k` (of `config.consts`). */
export type Operand = number | `$${number}` | `?${number}`

/** What an operation needs beside its operands: a field's name, an option that selects a kernel. */
export type Attributes = Readonly<Record<string, string | boolean | readonly string[]>>

/** `[op, operands…]`, with the attributes as a last element where the operation has any. */
export type Row = readonly [string, ...(Operand | Attributes)[]]

/** A term table: rows in post-order of first visit; the last row is the result. */
export interface Kernel {
  /** Type of each hole, `i` or `f`. */
  readonly holes: readonly ('i' | 'f')[]
  readonly rows: readonly Row[]
  /** How many slots the rows name. */
  readonly slots: number
}

/** A clock of equal intervals: ticks end at `phase_ms + k·every_ms` since 1970-01-01T00:00Z, for weeks too. */
export interface PeriodicClock {
  readonly every_ms: number
  readonly phase_ms: number
}

/** The sessions (`1d`) of a versioned calendar, or its weeks of sessions (`1w`): ticks stand at the last close. */
export interface CalendarClock {
  readonly calendar: string
  readonly version: number
  readonly every: '1d' | '1w'
}

/** The rows of a source, numbered from 0, at instants of their own. */
export interface EventClock {
  /** The stream whose events they are. */
  readonly events: string
}

export type Clock = PeriodicClock | CalendarClock | EventClock

/** The number of ticks in `hold` and `interpolate` is how long a gap they fill. */
export type MissingPolicy = 'skip' | 'fail' | 'na' | `hold(${number})` | `interpolate(${number})`

/** This instance of a kernel. A key without a value is left out. */
export interface Config {
  readonly v: number
  readonly clock: Clock
  /** Upstream NodeIDs in slot order, each once. */
  readonly inputs: readonly string[]
  /** Constants in hole order. */
  readonly consts: readonly Constant[]
  /** For `input` only. */
  readonly stream?: string
  readonly missing?: MissingPolicy
  readonly since?: string
}

export type ScalarSchema = 'float' | 'int' | 'bool' | 'string'
/** The output type: a scalar, or a record of scalars. */
export type Schema = ScalarSchema | { readonly record: Readonly<Record<string, ScalarSchema>> }

/** Where a term stands in the user's source: for people, outside every hash. */
export interface SourceRef {
  readonly file: string
  readonly line: number
  readonly column: number
  /** The user's own text, at most 200 characters. */
  readonly text: string
}

export interface DagNode {
  readonly node_id: string
  readonly node_type: NodeType
  readonly code_hash: string
  readonly config_hash: string
  readonly schema_hash: string
  readonly kernel: Kernel
  readonly config: Config
  readonly schema: Schema
  readonly meta: NodeMeta
}

export interface NodeMeta {
  /** Names of the lets, functions and inputs that stand for this value, sorted. */
  readonly names: readonly string[]
  /** A reader's short form of the computation, for example `ema(bars.close, 12)`. */
  readonly label: string
  /** One entry a row of the kernel. */
  readonly rows: readonly (SourceRef | null)[]
  /** One entry a hole; `text` is what the user wrote (`1%`), at its declaration if it is a param. */
  readonly holes: readonly (SourceRef | null)[]
}

export interface DagSink {
  readonly kind: 'signal' | 'target' | 'order'
  readonly name: string
  /** NodeID of the input whose ticks the sink trades on; targets and orders always have one. */
  readonly on?: string
  /** Of a target with legs, in place of `on`: each field of its record is a stream, traded on the ticks of an input. */
  readonly legs?: readonly { readonly stream: string; readonly on: string }[]
  readonly node_id: string
  readonly when_node_id?: string
}

export interface DagDocument {
  readonly v: number
  /** SHA-256 over the canonical JSON of `{v, sinks}`, the sinks sorted by kind and name. */
  readonly dag_id: string
  /** Topological order, ties by node_id. */
  readonly nodes: readonly DagNode[]
  /** Sorted by kind, then name. */
  readonly sinks: readonly DagSink[]
  readonly meta: DagMeta
}

export interface DagMeta {
  readonly strategy: string
  readonly file: string
  /** The bound params as the user would write them, by name. */
  readonly params: Readonly<Record<string, string>>
  /** Where each sink is declared, by `kind/name`, with its tags. */
  readonly sinks: Readonly<Record<string, { readonly at: SourceRef; readonly tags: readonly string[] }>>
}

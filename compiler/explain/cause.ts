// What an explanation says: which sub-expression of a strategy changed, from what to what, and where.
// Pure data; it knows neither plans nor how a person is shown them.

/** Which part of a computation a cause is about. */
export type CauseKind =
  | 'constant'
  | 'operation'
  | 'operands'
  | 'field'
  | 'option'
  | 'stream'
  | 'clock'
  | 'missing'
  | 'since'
  | 'schema'
  | 'node-mark'
  | 'scheme'
  | 'form'

/** What a change does to results: other values, another shape, or other ticks. */
export type CauseClass = 'value' | 'schema' | 'temporal'

/** One difference at the level of the expression. */
export interface Cause {
  readonly kind: CauseKind
  readonly class: CauseClass
  /** From the sink down to the place: `weight/ema/?0`. */
  readonly path: string
  /** The user's own text where there is one, else canonical text. */
  readonly from: string
  readonly to: string
  /** Text of the sub-expression in which the difference stands. */
  readonly within: string
  readonly file?: string
  /** 1-based line of `file`, in the new source. */
  readonly line?: number
}

/** Why one node of the new document is not in the old one. */
export interface NodeExplanation {
  readonly node_id: string
  /** The node of the old document in whose place it stands, where there is one. */
  readonly previous: string | null
  readonly class: CauseClass | 'new'
  /** Differences of the node itself; empty where it only follows others. */
  readonly causes: readonly Cause[]
  /** Where the change comes from: a node with causes (itself, if it has some), or an added sink. */
  readonly root: { readonly kind: 'node' | 'sink'; readonly id: string }
}

/** A difference in what a sink is bound to; never part of a node. */
export interface SinkChange {
  readonly kind: 'added' | 'removed' | 'renamed' | 'bound' | 'on' | 'when' | 'tags'
  /** `kind/name` in the new document (of the old one, for a removed sink). */
  readonly sink: string
  readonly from: string
  readonly to: string
  readonly file?: string
  readonly line?: number
}

export interface Explanation {
  /** One entry for each node that the old document does not have, in the new document's order. */
  readonly nodes: readonly NodeExplanation[]
  /** Nodes of the old document that the new one no longer has, in the old document's order. */
  readonly removed: readonly string[]
  readonly sinks: readonly SinkChange[]
}

// The shape of a plan: what would happen, why, and what it was based on. This is the contract that
// scripts read and that a plan file holds, so members may be added and none renamed. Everything in
// it is an integer or a text: it is the same bytes for the same inputs.
import type { DesiredStream, DesiredStrategy, Materialise } from './desired.ts'

export const FORMAT_VERSION = '1.0'

export type ReadKind = 'environment' | 'stream' | 'node' | 'queue' | 'strategy' | 'run'

/** One thing that the plan read; an apply is refused when its etag has moved. */
export interface ReadEntry {
  readonly kind: ReadKind
  readonly key: string
  readonly etag: string
}

export type Resource = 'stream' | 'node' | 'queue' | 'strategy' | 'run'
export type Action = 'create' | 'update' | 'delete' | 'reuse' | 'rename' | 'none'
export type ChangeClass = 'value' | 'schema' | 'temporal' | 'metadata' | 'new' | 'removed'

/** How much of a node is there already, each grade including the ones before. */
export type Grade = 'known' | 'queued' | 'covered' | 'live'

export interface Reason {
  readonly path: string
  readonly from: string
  readonly to: string
  readonly file?: string
  readonly line?: number
  /** What differs: `constant`, `operation`, `field`, … */
  readonly kind: string
  /** Text of the sub-expression in which the difference stands. */
  readonly within?: string
}

/** What happens to one resource; there is one for each resource and id. */
export interface Change {
  readonly resource: Resource
  /** NodeID for nodes and queues, the key of a stream, the registered name of a strategy. */
  readonly id: string
  readonly action: Action
  /** The first of `strategies`. */
  readonly strategy?: string
  /** Names of the strategies that use it, sorted. */
  readonly strategies: readonly string[]
  readonly label: string
  /** Left out where nothing changes. */
  readonly class?: ChangeClass
  /** Does the change begin here, or does it follow another one? */
  readonly cause: boolean
  /** Id of the change from which this one follows. */
  readonly root?: string
  /** What stood in its place: a NodeID, or a strategy's old name. */
  readonly previous?: string
  readonly grade?: Grade
  readonly reason: readonly Reason[]
}

export interface Operation {
  /** Unique in the plan; a crash is told by it how far an apply came. */
  readonly id: string
  readonly resource: 'stream' | 'node' | 'queue' | 'environment'
  readonly action: 'create' | 'update' | 'replace' | 'backfill' | 'retain' | 'promote' | 'release'
  /** A NodeID, a stream's key, or the environment's name. */
  readonly target: string
  /** What exactly is done, where the target does not say it all. */
  readonly details?: Readonly<Record<string, string | number | readonly string[]>>
}

/** A finding about the plan itself, in the shape of all diagnostics. */
export interface Check {
  readonly code: string
  readonly severity: 'error' | 'warning' | 'note'
  readonly title: string
  readonly message: string
  readonly hint?: string
  readonly file?: string
  readonly range?: { readonly start: Position; readonly end: Position }
  readonly docs: string
}

interface Position {
  readonly line: number
  readonly column: number
}

export interface NearMiss {
  readonly node: string
  readonly other: string
  /** For people: `21 here, 20 there`. */
  readonly differs_in: string
  readonly node_label: string
  readonly other_label: string
  /** Is the other one computed already, or wanted by the same plan? */
  readonly other_is: 'known' | 'planned'
}

export interface Plan {
  readonly format_version: string
  readonly environment: string
  readonly generation: { readonly from: number; readonly to: number }
  /** False when a check is an error. */
  readonly applyable: boolean
  readonly materialise: Materialise
  readonly ops_digest: string
  readonly read_set: readonly ReadEntry[]
  readonly changes: readonly Change[]
  /** Nodes by action. */
  readonly summary: Readonly<Record<Action, number>>
  readonly reuse: {
    readonly nodes: Readonly<Record<Grade, number>> & { readonly total: number }
    /** Bars × nodes that need not be computed, of all that the wanted strategies consist of. */
    readonly bars: { readonly reused: number; readonly total: number }
  }
  readonly impact: {
    readonly nodes: number
    readonly strategies: number
    readonly environments: readonly string[]
    readonly live_runs: number
    readonly sinks: number
  }
  readonly cost: {
    /** Bars to read, over the streams concerned. */
    readonly bars: number
    /** Bars × nodes to compute. */
    readonly node_bars: number
  }
  readonly near_misses: readonly NearMiss[]
  readonly checks: readonly Check[]
  readonly operations: readonly Operation[]
  /** The streams on which the wanted strategies stand, as they are wanted. */
  readonly streams: readonly DesiredStream[]
  /** Created and changed strategies in full, so that an apply needs no sources. */
  readonly strategies: readonly DesiredStrategy[]
}

/** Does an apply of the plan do anything? */
export function hasChanges(plan: Plan): boolean {
  return plan.operations.length > 0
}

/** What an apply of the plan takes away or touches: reasons to ask for more than a saved plan. */
export function consentNeeded(plan: Plan): { readonly destroys: readonly string[]; readonly live: number } {
  const destroys = plan.changes.filter((change) => change.action === 'delete').map((change) => change.id)
  return { destroys, live: plan.impact.live_runs }
}

// What a project wants of one environment: the strategies in canonical form, and the streams that it
// declares. Everything that a plan needs of the project stands here; it knows no files but by name.
import type { Clock, DagDocument } from '../dag/document.ts'
import type { Json } from '../identity/canonical-json.ts'

/** Which nodes get a queue. */
export type Materialise = 'shared' | 'all' | 'declared'

/** A place in the project, outside every digest but the plan's own. */
export interface Place {
  /** Relative to the project's root, with forward slashes. */
  readonly file: string
  /** 1-based. */
  readonly line: number
}

export interface DesiredStream {
  /** Name and clock as the language writes them: `binance:BTCUSDT @ 1m`. */
  readonly key: string
  readonly name: string
  readonly clock: Clock
  /** `Bar`, `Trade`, …, as the project file says it. */
  readonly type: string
  /** Opening of the first bucket, ms since 1970; null: where the history begins. */
  readonly origin_ms: number | null
  readonly tags: readonly string[]
  /** Driver and settings, paths relative to the project's root; null: there is none. */
  readonly history: Json | null
  readonly live: Json | null
  readonly at?: Place
}

export interface DesiredStrategy {
  /** The name under which it is registered. */
  readonly name: string
  readonly document: DagDocument
  /** Overridden params as the user wrote them. */
  readonly params: Readonly<Record<string, string>>
}

export interface Desired {
  readonly environment: string
  readonly streams: readonly DesiredStream[]
  readonly strategies: readonly DesiredStrategy[]
}

/** Rules of the environment that a plan must keep. */
export interface Policy {
  readonly materialise: Materialise
}

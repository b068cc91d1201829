// Port: what each environment consists of: its streams, and the strategies of its generations.
// Documents are stored as given; nothing here knows what they compute.
import type { DagDocument } from '../../compiler/dag/document.ts'
import type { Deadline } from './deadline.ts'
import type { PortFailure, StoreFailure } from './failures.ts'
import type { Json } from './json.ts'
import type { Result } from './result.ts'

/** An environment that was never applied to has generation 0. */
export interface EnvironmentHead {
  readonly environment: string
  readonly generation: number
  /** Of name and generation. */
  readonly etag: string
}

/** One strategy of a generation, without its document. */
export interface StrategyEntry {
  /** The name under which it is registered (`as`), unique in the environment. */
  readonly name: string
  readonly dagId: string
  /** Overridden params as the user wrote them. */
  readonly params: Readonly<Record<string, string>>
  /** Relative to the project's root. */
  readonly file: string
  /** Of name and `dagId`: file and params move it only where they move what is computed. */
  readonly etag: string
}

export interface StrategyPromotion extends Omit<StrategyEntry, 'dagId' | 'etag'> {
  readonly dag: DagDocument
}

export interface GenerationRecord {
  readonly generation: number
  readonly applyId: string
  readonly planDigest: string
  /** Milliseconds since 1970, the store's clock. */
  readonly promotedAt: number
  /** Names that the promotion put in or changed, and names that it took out. */
  readonly put: readonly string[]
  readonly removed: readonly string[]
}

/** A stream as the environment knows it. `type`, `clock` and `origin` are canonical texts. */
export interface StreamAttributes {
  readonly type: string
  readonly clock: string
  readonly origin: string
  readonly tags: readonly string[]
  /** Where history and the live tail come from: driver and its settings, no secrets. */
  readonly history: Json
  readonly live: Json
  /** Begins at 1; rises when the stream begins anew. */
  readonly incarnation: number
}

export interface StreamEntry {
  /** Name and clock as the language writes them. */
  readonly key: string
  readonly attributes: StreamAttributes
  /** Of key and attributes. */
  readonly etag: string
}

/** Answers are of one moment each; two calls may see a promotion between them. */
export interface EnvironmentReader {
  /** Names of the environments that have a generation or a stream, sorted. */
  environments(deadline: Deadline): Promise<Result<readonly string[], StoreFailure>>
  head(environment: string, deadline: Deadline): Promise<Result<EnvironmentHead, StoreFailure>>
  /** The newest generation's strategies, or an older one's, sorted by name; none for one that does not exist. */
  strategies(
    environment: string,
    generation: number | 'newest',
    deadline: Deadline,
  ): Promise<Result<readonly StrategyEntry[], StoreFailure>>
  /** Documents of the newest generation by name; names that are not there are left out. Costs what is asked for. */
  documents(
    environment: string,
    names: readonly string[],
    deadline: Deadline,
  ): Promise<Result<ReadonlyMap<string, DagDocument>, StoreFailure>>
  /** Newest first. */
  generations(
    environment: string,
    deadline: Deadline,
  ): Promise<Result<readonly GenerationRecord[], StoreFailure>>
  /** The environment's streams, sorted by key; all of them or those asked for. */
  streams(
    environment: string,
    keys: readonly string[] | 'all',
    deadline: Deadline,
  ): Promise<Result<readonly StreamEntry[], StoreFailure>>
}

export interface Promotion {
  readonly environment: string
  /** The environment's lease. */
  readonly epoch: number
  /** The generation on which the plan was made. */
  readonly expected: number
  readonly applyId: string
  readonly planDigest: string
  readonly put: readonly StrategyPromotion[]
  readonly remove: readonly string[]
}

export interface StreamChange {
  readonly key: string
  /** Etag of what the plan saw, `ABSENT` for a new stream. */
  readonly expected: string
  /** `null` removes it. */
  readonly attributes: StreamAttributes | null
}

/** Each write is one transaction, durable when it returns, refused whole or done whole. */
export interface EnvironmentStore extends EnvironmentReader {
  /**
   * Points the environment at the next generation: the newest one with `put` added or replaced and
   * `remove` taken out. Older generations stay readable.
   *
   * Fails with `fenced` when the epoch does not hold the environment's lease, and with
   * `generationMoved` when the environment is not at `expected`. Repeating a promotion that was
   * done (same `applyId`) gives the same answer and changes nothing.
   */
  promote(
    promotion: Promotion,
    deadline: Deadline,
  ): Promise<Result<EnvironmentHead, PortFailure<'fenced' | 'generationMoved'> | StoreFailure>>

  /**
   * Registers, changes and removes streams. A stream that already is as wanted stays untouched,
   * whatever `expected` says, so that repeating is safe; another etag than `expected` is
   * `resourceMoved`. Streams do not wait for a promotion.
   */
  changeStreams(
    environment: string,
    epoch: number,
    changes: readonly StreamChange[],
    deadline: Deadline,
  ): Promise<Result<void, PortFailure<'fenced' | 'resourceMoved'> | StoreFailure>>
}

// Port: what applies were asked for and how far they came. Nothing accepted is lost, done twice or
// stays stuck: the journal is written before the work, and read first after a crash.
import type { Deadline } from './deadline.ts'
import type { PortFailure, StoreFailure } from './failures.ts'
import type { Json } from './json.ts'
import type { OperationStatus, Status } from './lifecycle.ts'
import type { Result } from './result.ts'

export interface Operation {
  /** Unique in its apply; operations keep the order in which they were submitted. */
  readonly id: string
  readonly resource: string
  readonly action: string
  readonly status: OperationStatus
  /** What the last step had to say: a cause, a count. */
  readonly note: string | null
}

export interface Apply {
  /** Given by the store: `<environment>-<number>`, the numbers of an environment without gaps. */
  readonly id: string
  readonly environment: string
  readonly planDigest: string
  readonly status: Status
  /** Why it failed or was cancelled. */
  readonly cause: string | null
  readonly operations: readonly Operation[]
}

export interface Submission {
  readonly environment: string
  readonly planDigest: string
  /** The plan's canonical JSON, kept so that resuming needs no file. */
  readonly plan: string
  readonly operations: readonly Pick<Operation, 'id' | 'resource' | 'action'>[]
}

export interface OperationStep {
  readonly id: string
  readonly from: OperationStatus
  readonly to: OperationStatus
  readonly note?: string
}

export interface JournalReader {
  apply(id: string, deadline: Deadline): Promise<Result<Apply | null, StoreFailure>>
  /** Canonical JSON of the apply's plan. */
  planOf(id: string, deadline: Deadline): Promise<Result<string, PortFailure<'applyUnknown'> | StoreFailure>>
  /** Applies of the environment that have not ended, oldest first. */
  unfinished(environment: string, deadline: Deadline): Promise<Result<readonly Apply[], StoreFailure>>
  /** The environment's completed apply of this plan, if there is one: applying it again is a note. */
  completed(
    environment: string,
    planDigest: string,
    deadline: Deadline,
  ): Promise<Result<Apply | null, StoreFailure>>
}

/** Each write is one transaction with its event rows, durable when it returns. */
export interface Journal extends JournalReader {
  /**
   * Accepts a plan as `Submitted`. Idempotent by environment and digest: a plan that was accepted
   * and has neither failed nor been cancelled is answered with its apply as it is now
   * (`created: false`). Takes no lease: accepting is not doing.
   */
  submit(
    submission: Submission,
    deadline: Deadline,
  ): Promise<Result<{ readonly apply: Apply; readonly created: boolean }, StoreFailure>>

  /**
   * One step of the lifecycle, compare-and-set: `applyMoved` when the status is not `from`,
   * `fenced` when the epoch does not hold the environment's lease. Throws InternalError on a step
   * that the table does not have.
   */
  move(
    id: string,
    epoch: number,
    from: Status,
    to: Status,
    cause: string | null,
    deadline: Deadline,
  ): Promise<Result<void, PortFailure<'applyMoved' | 'applyUnknown' | 'fenced'> | StoreFailure>>

  /** Steps of operations, all or none, with the same rules. */
  moveOperations(
    id: string,
    epoch: number,
    steps: readonly OperationStep[],
    deadline: Deadline,
  ): Promise<Result<void, PortFailure<'applyMoved' | 'applyUnknown' | 'fenced'> | StoreFailure>>
}

/** Something that happened, written in the transaction that made it happen. */
export interface StoredEvent {
  /** Rises by commit order; begins at 1. */
  readonly sequence: number
  readonly environment: string | null
  /** `apply.moved`, `operation.moved`, `environment.promoted`, `lease.broken`, … */
  readonly kind: string
  /** The id of what it happened to. */
  readonly subject: string
  readonly data: Json
  /** Milliseconds since 1970, the store's clock. */
  readonly at: number
}

export interface EventReader {
  /** Events after a sequence number, in order, at most `max`. */
  eventsAfter(
    sequence: number,
    max: number,
    deadline: Deadline,
  ): Promise<Result<readonly StoredEvent[], StoreFailure>>
}

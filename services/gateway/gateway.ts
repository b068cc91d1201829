// The Gateway as its callers see it, in process or over a network: it tells what an environment is, and
// applies plans to it. It sees plans and canonical documents, never sources.
import type { Ask, Observed } from '../../compiler/plan/observed.ts'
import type { Deadline } from '../core/deadline.ts'
import type { GenerationRecord } from '../core/environment-store.ts'
import type { Apply } from '../core/journal.ts'
import type { Lease } from '../core/leases.ts'
import type { Failure, Result } from '../core/result.ts'

/** What can be asked without leaving a trace. */
export interface GatewayReader {
  /** What a plan has to know, each thing with its etag. */
  observe(environment: string, ask: Ask, deadline: Deadline): Promise<Result<Observed>>
  /** Newest first. */
  generations(environment: string, deadline: Deadline): Promise<Result<readonly GenerationRecord[]>>
  leases(deadline: Deadline): Promise<Result<readonly Lease[]>>
  /** The environment's apply that was begun and has not ended; null when there is none. */
  unfinished(environment: string, deadline: Deadline): Promise<Result<Apply | null>>
}

export type ApplyEvent =
  | { readonly kind: 'accepted'; readonly apply_id: string; readonly operations: number }
  | {
      readonly kind: 'operations'
      readonly ids: readonly string[]
      readonly done: number
      readonly total: number
    }
  | { readonly kind: 'bars'; readonly done: number; readonly total: number }
  | { readonly kind: 'completed'; readonly apply_id: string }

export interface ApplyReport {
  readonly environment: string
  /** The generation at which the environment stands now. */
  readonly generation: number
  /** Null when there was nothing to do. */
  readonly apply_id: string | null
  readonly plan_digest: string | null
  readonly operations: readonly OperationReport[]
  readonly already_applied: boolean
  readonly resumed: boolean
}

export interface OperationReport {
  readonly id: string
  readonly resource: string
  readonly action: string
  readonly status: 'done' | 'skipped' | 'failed' | 'pending'
}

/** An apply that ended; `failure` when it did not end well, and then `report` is what had been done. */
export type ApplyOutcome =
  | { readonly ok: true; readonly report: ApplyReport }
  | { readonly ok: false; readonly failure: Failure; readonly report: ApplyReport | null }

export interface ApplyOptions {
  /** Ends the apply after the step that is being done, resumable. */
  readonly signal?: AbortSignal
  readonly onEvent?: (event: ApplyEvent) => void
}

export interface Gateway extends GatewayReader {
  /**
   * Applies a plan file's text. The idempotency key is the plan's digest: a plan that was applied
   * already is a note. Fails before any work, having left nothing, with `planDamaged`,
   * `planVersion`, `planBlocked`, `leaseHeld`, `applyUnfinished`, `planStale`, `planRefused`; on the
   * way, resumable, with `applyStopped`, `applyInterrupted` or `fenced`.
   */
  apply(environment: string, qplan: string, options?: ApplyOptions): Promise<ApplyOutcome>
  /** Goes on with the environment's unfinished apply; with none there is nothing to do. */
  resume(environment: string, options?: ApplyOptions): Promise<ApplyOutcome>
  /** Gives up an unfinished apply: what it made stays, and is found by the next plan. */
  cancel(environment: string, reason: string): Promise<Result<Apply | null>>
  /** Takes a lease from whoever holds it; gives the one that was broken. */
  breakLease(key: string, reason: string, deadline: Deadline): Promise<Result<Lease | null>>
}

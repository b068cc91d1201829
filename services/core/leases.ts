// Port: who alone may change a thing for now. The epoch is the fencing token: it rises with every
// change of hands and never falls, and every write that the lease protects carries it.
import type { Deadline } from './deadline.ts'
import type { PortFailure, StoreFailure } from './failures.ts'
import type { Holder, IsAlive } from './holder.ts'
import type { Result } from './result.ts'

export interface Lease {
  readonly key: string
  readonly epoch: number
  readonly holder: Holder
  /** Milliseconds until it lapses, by the store's clock at the time of the answer. */
  readonly expiresInMs: number
}

/** The lease that protects an environment's promotion, streams and journal. */
export function environmentLease(environment: string): string {
  return `environment:${environment}`
}

export interface LeaseReader {
  /** Leases that are held and have not lapsed, by key; all of them when no keys are given. */
  held(keys: readonly string[] | 'all', deadline: Deadline): Promise<Result<readonly Lease[], StoreFailure>>
}

/**
 * Time is the store's own: a caller's clock decides nothing. Grants are linearisable: no two
 * holders ever have the same key and epoch.
 */
export interface Leases extends LeaseReader {
  /**
   * Takes the lease, or says who holds it (`leaseHeld`). A lapsed lease, and one whose holder
   * `isAlive` denies, changes hands at once. Asking again as the same holder keeps the epoch and
   * begins the time to live anew, unless the lease had lapsed: then the epoch rises.
   */
  acquire(
    key: string,
    holder: Holder,
    ttlMs: number,
    isAlive: IsAlive,
    deadline: Deadline,
  ): Promise<Result<Lease, PortFailure<'leaseHeld'> | StoreFailure>>

  /**
   * Begins the time to live anew, also after it has lapsed, as long as nobody took the lease: a holder
   * that was kept from its heartbeat has lost nothing. `fenced` when the epoch is no longer the holder's.
   */
  renew(
    key: string,
    epoch: number,
    ttlMs: number,
    deadline: Deadline,
  ): Promise<Result<Lease, PortFailure<'fenced'> | StoreFailure>>

  /** Gives the lease back; writes of this epoch are refused from now on. Not holding it is no failure. */
  release(key: string, epoch: number, deadline: Deadline): Promise<Result<void, StoreFailure>>

  /**
   * Takes the lease from whoever holds it and raises the epoch, so that the old holder's late
   * writes fail. Leaves an event with the reason. Gives the lease that was broken, `null` if none was held.
   */
  break(key: string, reason: string, deadline: Deadline): Promise<Result<Lease | null, StoreFailure>>
}

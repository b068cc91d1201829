// Holds an environment's lease while work is done on it: takes it, keeps it alive by a heartbeat, and
// gives it back. The epoch goes with every write.
import type { Clock } from '../../core/clock.ts'
import { type Deadline, deadlineIn } from '../../core/deadline.ts'
import type { Holder, IsAlive } from '../../core/holder.ts'
import { environmentLease, type Leases } from '../../core/leases.ts'
import type { Failure, Result } from '../../core/result.ts'

export interface LeasePorts {
  readonly leases: Leases
  readonly clock: Clock
  /** Who does the work; a new one for each piece of it. */
  readonly newHolder: () => Holder
  readonly isAlive: IsAlive
}

export interface Held {
  readonly epoch: number
  /** Why the lease is no longer held; null while it is. */
  lost(): Failure | null
}

/** How long a lease lives without a heartbeat, and how long one call may take. */
const LEASE_MS = 10_000

/**
 * Runs `work` under the environment's lease. Fails with `leaseHeld`, naming the holder, when
 * somebody else has it: `work` has not begun then.
 */
export async function withLease<T>(
  ports: LeasePorts,
  environment: string,
  work: (held: Held) => Promise<T>,
): Promise<Result<never> | { readonly ok: true; readonly value: T }> {
  const { leases, clock } = ports
  const key = environmentLease(environment)
  const soon = (): Deadline => deadlineIn(clock, LEASE_MS)
  const acquired = await leases.acquire(key, ports.newHolder(), LEASE_MS, ports.isAlive, soon())
  if (!acquired.ok) return acquired
  const { epoch } = acquired.value
  const stop = new AbortController()
  let lost: Failure | null = null
  const beat = async (): Promise<void> => {
    while (!stop.signal.aborted && lost === null) {
      await clock.sleep(LEASE_MS / 3, stop.signal)
      if (stop.signal.aborted) return
      const renewed = await leases.renew(key, epoch, LEASE_MS, soon())
      if (!renewed.ok && renewed.failure.kind === 'fenced') lost = renewed.failure
    }
  }
  const heartbeat = beat()
  try {
    return { ok: true, value: await work({ epoch, lost: () => lost }) }
  } finally {
    stop.abort()
    await heartbeat
    await leases.release(key, epoch, soon())
  }
}

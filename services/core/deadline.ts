// How long a caller is ready to wait: fixed once at the outermost call, handed down unchanged, so
// that the retries of one layer never add up with those of another.
import type { Clock } from './clock.ts'

/** Every method of a port takes one as its last argument and fails with `deadlineExceeded` or `stateBusy` after it. */
export interface Deadline {
  /** Milliseconds left, 0 when it has passed. */
  remaining(): number
  /** Waits for `ms` or until the deadline, whichever comes first. */
  pause(ms: number): Promise<void>
}

/** A deadline `ms` from now. */
export function deadlineIn(clock: Clock, ms: number): Deadline {
  const end = clock.monotonic() + ms
  const remaining = () => Math.max(0, end - clock.monotonic())
  return { remaining, pause: (wanted) => clock.sleep(Math.min(wanted, remaining())) }
}

// A process as the others see it: enough to tell on its own machine whether it is still there.

/** Who holds a lease. Two holders are the same one when all four members are equal. */
export interface Holder {
  /** Chosen by the caller, new for each piece of work (an apply, a worker's life). */
  readonly owner: string
  readonly host: string
  readonly pid: number
  /** Tells a process from a later one of the same pid; empty where the platform cannot say. */
  readonly started: string
}

/** Says whether the process behind a holder may still be at work. `true` when in doubt. */
export type IsAlive = (holder: Holder) => boolean

// Time as services see it. Tests step a clock of their own; nothing else may ask the platform.

export interface Clock {
  /** Milliseconds since 1970: for people and for files, never for ordering or for leases. */
  now(): number
  /** Milliseconds of a clock that never goes back; its zero means nothing. */
  monotonic(): number
  /** Resolves after `ms` of this clock, or as soon as the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

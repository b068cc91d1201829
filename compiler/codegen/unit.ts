// A part of a domain's schedule that is ready to run: a generated loop, or a window.

export interface Unit {
  /** Computes one block of `ticks` ticks. */
  compute(memory: Float64Array, ticks: number): void
  /** Brings what no snapshot holds in line with the ticks before the next block. */
  restore(memory: Float64Array): void
}

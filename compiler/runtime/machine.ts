// What a back end is to a run: columns for one block of ticks, and the state between blocks.
import type { Program } from './program.ts'

/** Most ticks of one domain in a block. */
export const BLOCK = 2048

/**
 * Computes a program block by block.
 *
 * For each block, and in it for each domain in order, a run calls `begin`, writes the labels and the
 * columns of source and gather steps, calls `compute`, and may then read every column of the domain
 * until that domain's next `begin`.
 */
export interface Machine {
  /** Makes room for a block of at most `BLOCK` ticks of the domain. */
  begin(domain: number, ticks: number): void
  /** Takes a copy of the labels of the block's ticks, `labels[from..to)`. */
  label(domain: number, labels: Float64Array, from: number, to: number): void
  /** The array that holds the step's values in this block, from `offset(step)` on. */
  column(step: number): Float64Array
  offset(step: number): number
  compute(domain: number, ticks: number): void
  /** The state between two blocks, laid out as the program says; NaN has one pattern. */
  save(): Float64Array
}

/** A back end: makes a machine at the start of a run, or one that goes on from a saved state. */
export type Backend = (program: Program, state: Float64Array | null) => Machine

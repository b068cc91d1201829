// The state of a run between two blocks, as plain data.
import { InternalError } from '../internal-error.ts'
import type { Program } from './program.ts'

/** Any back end goes on from it with the bits of the run that made it. */
export interface Snapshot {
  /** Key of the program that it belongs to. */
  readonly program: string
  /** Ticks of each domain that the run has seen. */
  readonly seen: readonly number[]
  /** First ready tick of each step, counted likewise; -1: none yet. */
  readonly ready: readonly number[]
  /** Label of the last tick of each supplied node; null: none yet. */
  readonly last: readonly (number | null)[]
  /** Laid out as the program says; NaN has one pattern, −0 is kept. */
  readonly state: Float64Array
}

/** Whether a run of the program can go on from the snapshot. */
export function snapshotFits(program: Program, snapshot: Snapshot): boolean {
  return (
    snapshot.program === program.key &&
    snapshot.seen.length === program.domains.length &&
    snapshot.ready.length === program.steps.length &&
    snapshot.last.length === program.supplied.length &&
    snapshot.state.length === program.stateLength
  )
}

export function expectFit(program: Program, snapshot: Snapshot): void {
  if (!snapshotFits(program, snapshot))
    throw new InternalError('a snapshot was given to a program that it does not belong to')
}

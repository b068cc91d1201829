// A program: what a run executes. The kernels of some nodes, expanded into one list of steps in which
// equal steps stand once, cut to what the wanted nodes need. Knows no back end and holds no state.
import type { Kind, Operation, Parameters } from '../kernels/operation.ts'

/** An operand: a constant, or a step of the same domain by its index. */
export type Ref =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'step'; readonly step: number }

interface StepBase {
  /** Index of the step's domain. */
  readonly domain: number
  readonly kind: Kind
  /** How many of its values before the current tick other steps look at. */
  readonly past: number
  /** Where those values begin in the saved state, oldest first. */
  readonly pastAt: number
}

/** A column of a supplied node. */
export interface SourceStep extends StepBase {
  readonly form: 'source'
  /** Index into `supplied`. */
  readonly supplied: number
  readonly field: string
}

/** A step of a smaller domain, at the ticks of this one; found by label. */
export interface GatherStep extends StepBase {
  readonly form: 'gather'
  readonly from: number
}

export interface ComputedStep extends StepBase {
  readonly form: 'computed'
  readonly operation: Operation
  readonly operands: readonly Ref[]
  readonly parameters: Parameters
  /** Where a recursion's own doubles begin in the saved state. */
  readonly slotsAt: number
}

export type Step = SourceStep | GatherStep | ComputedStep

/** The ticks that a set of supplied nodes has in common. */
export interface Domain {
  /** Indices into `supplied`, ascending. */
  readonly supplied: readonly number[]
  /** Its steps, in an order in which operands come first. */
  readonly steps: readonly number[]
  /** How many labels before the current tick its steps look at, and where they begin in the saved state. */
  readonly past: number
  readonly pastAt: number
}

export interface Column {
  /** A field's name; `value` for a scalar. */
  readonly name: string
  readonly ref: Ref
}

/** A node whose ticks the run gives out. */
export interface Wanted {
  readonly nodeId: string
  readonly domain: number
  readonly columns: readonly Column[]
}

export interface Program {
  /** Equal exactly when supplied nodes, steps and wanted nodes are equal; names the saved state's owner. */
  readonly key: string
  /** NodeIDs whose ticks come from outside. */
  readonly supplied: readonly string[]
  /** Smaller sets of supplied nodes first. */
  readonly domains: readonly Domain[]
  readonly steps: readonly Step[]
  readonly wanted: readonly Wanted[]
  /** How many steps each node brought in that no node before it had; nodes that bring none are absent. */
  readonly stepsByNode: ReadonlyMap<string, number>
  /** Length of the saved state, in doubles. */
  readonly stateLength: number
}

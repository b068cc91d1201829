// The shape of an operation's declaration: what it takes, what it means, how a block kernel computes
// it. One file declares a family; the registry lists them. Knows nothing of documents or programs.

/** Numbers stand as doubles with NaN for na; bools as 0 and 1 and are never na. */
export type Kind = 'number' | 'bool'

/** Whole-number parameters of an operation, in the order of its row: window lengths, delays. */
export type Parameters = readonly number[]

/** The last ticks of an operand, the current one being 0 ticks ago: all that a definition may look at. */
export interface Past {
  /** NaN (bool: 0) for ticks before the first. */
  readonly value: (ago: number) => number
  /** The tick's number on its clock; NaN before the first. */
  readonly label: (ago: number) => number
}

/** A function of its operands at the same tick. */
export interface Pointwise {
  readonly family: 'pointwise'
  readonly name: string
  readonly operands: 1 | 2 | 3
  /** `last`: the kind of the last operand. */
  readonly result: Kind | 'last'
  /** The definition. Absent operands are not read. */
  readonly step: (a: number, b: number, c: number) => number
  /** The same as an expression over operand texts; bools are JavaScript's booleans there. */
  readonly text: (a: string, b: string, c: string) => string
  /** What of `text` is na: nothing more, what is not finite, or what is no exact integer. */
  readonly range: 'kept' | 'finite' | 'integer'
  /** Operands that are not finite only where the result is not either; none if absent. */
  readonly shows?: readonly number[]
  /** Operands whose warm-up the result waits for; all if absent. */
  readonly waits?: readonly number[]
}

/** The operand's value some ticks ago. */
export interface Delay {
  readonly family: 'delay'
  readonly name: string
  /** How many ticks before the current one are looked at. */
  readonly past: (parameters: Parameters) => number
  readonly parameters: 1
}

/** A function of the last ticks of one operand and of nothing before them. */
export interface Window {
  readonly family: 'window'
  readonly name: string
  readonly parameters: number
  readonly past: (parameters: Parameters) => number
  /** Whether it reads labels. */
  readonly labelled: boolean
  /** The definition, straight from the window's ticks. */
  readonly value: (past: Past, parameters: Parameters) => number
  readonly kernel: LabelBlocks | TickBlocks
}

/** Names in generated text: the doubles that a part of a window comes down to, and its anchor. */
export interface PartNames {
  readonly sums: readonly string[]
  /** The value from which the part is measured. */
  readonly anchor: string
}

/** A window kernel that keeps one part for each block of labels; statements over names it is given. */
export interface LabelBlocks {
  readonly scheme: 'label-blocks'
  /** How many doubles a part comes down to, and the value of each before anything is added. */
  readonly empty: readonly string[]
  readonly add: (part: PartNames, value: string) => string
  /** Adds a later part of `ticks` ticks to a sum. */
  readonly join: (sum: PartNames, part: PartNames, ticks: string) => string
  /** Sets `out` to the result; all are names. */
  readonly result: (sum: PartNames, length: string, divisor: string, out: string) => string
  /** A double computed once from the parameters. */
  readonly divisor: (parameters: Parameters) => number
}

/** A window kernel whose result does not depend on where the window is cut. */
export interface TickBlocks {
  readonly scheme: 'tick-blocks'
  readonly empty: string
  readonly choose: (a: string, b: string) => string
}

/** A value carried from tick to tick since the origin. */
export interface Recursion {
  readonly family: 'recursion'
  readonly name: string
  readonly parameters: number
  readonly past: (parameters: Parameters) => number
  readonly labelled: boolean
  /** How many doubles it carries; all start as NaN. */
  readonly slots: number
  /** First tick, from 0, that can have a value when the operand has one from tick 0. */
  readonly warmup: (parameters: Parameters) => number
  /** The definition: reads and writes `state[at]` and what follows, and gives the tick's value. */
  readonly step: (past: Past, parameters: Parameters, state: Float64Array, at: number) => number
  readonly kernel: RecursionKernel
}

/** Names in generated text that a recursion may use. */
export interface RecursionNames {
  readonly x: string
  /** Its slots. */
  readonly slots: readonly string[]
  /** How many values in a row the operand has had, this tick included; 0 on an na. */
  readonly inRow: string
  readonly constants: readonly string[]
  /** The mean of the last `length` values, an expression. */
  readonly mean: (length: string) => string
}

export interface RecursionKernel {
  readonly constants: (parameters: Parameters) => readonly number[]
  /** The next value of the first slot once it has one; what is not finite leaves it as it was. */
  readonly steady: (names: RecursionNames) => string
  /** Its first value. */
  readonly first: (names: RecursionNames) => string
}

export type Operation = Pointwise | Delay | Window | Recursion

/** Strings that select a variant of an operation, by attribute name. */
export type Options = Readonly<Record<string, unknown>>

/** The operation that a row names, or null when the options are none of its own. */
export type Declaration = (options: Options) => Operation | null

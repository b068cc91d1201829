// A checked program: terms for everything that it computes, beside the user's names and places.
// What the compiler's passes start from, whichever surface of the language it was written in.
import type { Finding } from '../diagnostics/finding.ts'
import type { Span } from '../source/span.ts'
import type { Constant } from '../term/constant.ts'
import type { Provenance } from '../term/provenance.ts'
import type { Term, Terms } from '../term/term.ts'
import type { Generated } from './generated.ts'
import type { Value } from './value.ts'

export interface ProgramInput {
  readonly name: string
  /** The stream's key as the language writes it: `binance:BTCUSDT @ 1m`. */
  readonly key: string
  readonly term: Term
  readonly span: Span
}

export interface ProgramParam {
  readonly name: string
  /** The user's spelling of the value that is bound. */
  readonly text: string
  readonly constant: Constant
  readonly overridden: boolean
}

/** One instrument of a target. */
export interface Leg {
  readonly stream: string
  /** The input at whose ticks its orders fill. */
  readonly on: Term
}

export interface ProgramSink {
  readonly kind: 'signal' | 'target' | 'order'
  readonly name: string
  readonly term: Term
  /** The input whose ticks the sink trades on. */
  readonly on: Term | null
  /** In the order of their streams, which are the names of the term's fields; null for one instrument. */
  readonly legs: readonly Leg[] | null
  /** The sink ticks only where this is true. */
  readonly when: Term | null
  readonly tags: readonly string[]
  readonly span: Span
}

export interface Definition {
  readonly name: string
  readonly value: Value
  readonly span: Span
}

export interface Program {
  readonly name: string
  readonly file: string
  readonly terms: Terms
  readonly provenance: Provenance
  readonly inputs: readonly ProgramInput[]
  readonly params: readonly ProgramParam[]
  readonly sinks: readonly ProgramSink[]
  readonly lets: readonly Definition[]
}

/** One expectation of a test, as terms. */
export interface Expectation {
  readonly condition: Term
  /** The two sides of an equality, for the message. */
  readonly sides: { readonly left: Term; readonly right: Term } | null
  /** Tick numbers of the condition, both included; null: every tick. `last`: the last one. */
  readonly at: { readonly first: number; readonly last: number } | 'last' | null
  readonly span: Span
  readonly text: string
}

export interface TestProgram {
  readonly title: string
  readonly span: Span
  readonly program: Program
  readonly expectations: readonly Expectation[]
  /** The data of each input term that the test feeds. */
  readonly data: ReadonlyMap<Term, Generated>
}

export interface Checked {
  /** Null where the file could not be understood far enough, or is a library. */
  readonly program: Program | null
  readonly findings: readonly Finding[]
  readonly tests: readonly TestProgram[]
}

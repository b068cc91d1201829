// What the checker knows of an expression: the term that computes it, and the judgements of the
// static rules on it.
import type { Span } from '../source/span.ts'
import { ANY } from '../term/clock.ts'
import type { Clock } from '../term/clock.ts'
import type { Term, Terms } from '../term/term.ts'
import type { Type } from '../term/type.ts'

/** A function of the last so many ticks of each input, or of everything since the origin. */
export type Memory = number | 'origin'

/** Why a value may be na: the construct that brought it in, in words, and its place. */
export interface MayBeNa {
  readonly because: string
  readonly span: Span
}

export interface Value {
  readonly term: Term
  readonly type: Type
  readonly clock: Clock
  /** Null where every tick has a value. */
  readonly na: MayBeNa | null
  readonly memory: Memory
  /** The expression that has the value. */
  readonly span: Span
  /** Where a constant was written: for a param used by name its declaration, else the expression. */
  readonly written: Span
  /** Is it a member of the recursion that is being defined, whose past `prev` may ask for? */
  readonly self?: boolean
  /** The parts of a record that was made by naming them: each knows more of itself than the whole. */
  readonly parts?: ReadonlyMap<string, Value>
}

export function joinMemory(a: Memory, b: Memory): Memory {
  if (a === 'origin' || b === 'origin') return 'origin'
  return Math.max(a, b)
}

/** The memory of something that looks `ticks` further back. */
export function extendMemory(memory: Memory, ticks: number): Memory {
  return memory === 'origin' ? 'origin' : memory + ticks
}

/** The value of an expression that a finding has been reported for: it agrees with everything. */
export function unknownValue(terms: Terms, span: Span): Value {
  const term = terms.make('unknown', [], null, 'unknown', ANY)
  return { term, type: 'unknown', clock: ANY, na: null, memory: 1, span, written: span }
}

/** Is the value something that no finding can be derived from any more? */
export function isUnknown(value: Value): boolean {
  return value.type === 'unknown'
}

// Names and what they stand for. Values and functions live in two spaces: a name before `(` is
// always a function.
import type { Fn } from '../syntax/ast.ts'
import type { Term } from '../term/term.ts'
import type { Type } from '../term/type.ts'
import type { Generated } from './generated.ts'
import type { Value } from './value.ts'

/** A function of the language: of the file itself, or of the standard library. */
export interface LanguageFunction {
  readonly fn: Fn
  /** What its body sees. */
  readonly scope: Scope
  readonly standard: boolean
  /** Set where a finding has been reported in the body itself: calls stay silent. */
  readonly unsound?: boolean
}

export interface Scope {
  /** The value of a name, or null when there is none. */
  value(name: string): Value | null
  fn(name: string): LanguageFunction | null
  /** A type that the file declares or imports, or null. */
  type(name: string): Type | null
  /** Names for suggestions. */
  valueNames(): readonly string[]
  fnNames(): readonly string[]
  typeNames(): readonly string[]
  /** Names of either kind whose definition has been reported: their uses are not. */
  readonly faulty: ReadonlySet<string>
  /** Collects the test data that expressions make; null where they may make none. */
  readonly generators: Map<Term, Generated> | null
}

/** The scope that sees some more values in front of another. */
export function withValues(outer: Scope, values: ReadonlyMap<string, Value>): Scope {
  return {
    ...outer,
    value: (name) => values.get(name) ?? outer.value(name),
    valueNames: () => [...values.keys(), ...outer.valueNames()],
  }
}

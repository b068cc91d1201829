// What an operation leaves behind for its command to show. Knows no flags and no stream.
import type { Diagnostic } from '../dsl/diagnostics/diagnostic.ts'
import type { NextAction } from './envelope.ts'
import type { ExitName } from './exit-codes.ts'

export interface Outcome<T> {
  /** Null when there is nothing to show. */
  readonly result: T | null
  readonly diagnostics?: readonly Diagnostic[]
  /** The diagnostics as people read them, when the operation had the sources at hand. */
  readonly rendered?: string
  readonly nextActions?: readonly NextAction[]
  /** Everything that holds beside the diagnostics' own exits; the strongest becomes the exit code. */
  readonly exits?: readonly ExitName[]
}

// What an operation leaves behind for its command to show. Knows no flags and no stream.
import type { Diagnostic, SourceLookup } from '../dsl/diagnostics/diagnostic.ts'
import { toDiagnostic } from '../dsl/diagnostics/diagnostic.ts'
import type { Finding } from '../dsl/diagnostics/finding.ts'
import type { NextAction } from './envelope.ts'
import type { ExitName } from './exit-codes.ts'

/** A finding with the texts in which its places are. */
export interface LocatedFinding {
  readonly finding: Finding
  readonly sources: SourceLookup
}

export interface Outcome<T> {
  /** Null when there is nothing to show. */
  readonly result: T | null
  /** What is to be said about the user's texts. */
  readonly findings?: readonly LocatedFinding[]
  /** What else is to be said. */
  readonly diagnostics?: readonly Diagnostic[]
  readonly nextActions?: readonly NextAction[]
  /** Everything that holds beside the diagnostics' own exits; the strongest becomes the exit code. */
  readonly exits?: readonly ExitName[]
}

/** Everything that an outcome has to say, in its public form. */
export function diagnosticsOf(
  outcome: Pick<Outcome<unknown>, 'findings' | 'diagnostics'>,
): readonly Diagnostic[] {
  const located = (outcome.findings ?? []).map(({ finding, sources }) => toDiagnostic(finding, sources))
  return [...located, ...(outcome.diagnostics ?? [])]
}

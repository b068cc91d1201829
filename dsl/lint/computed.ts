// The terms that a program computes for its sinks, and where the user wrote them.
import type { Program, ProgramSink } from '../check/program.ts'
import type { Span } from '../source/span.ts'
import { reachable } from '../term/term.ts'
import type { Term } from '../term/term.ts'

/** What a sink says, and when it says it. */
function rootsOf({ term, when }: ProgramSink): readonly Term[] {
  return [term, when].flatMap((one) => one ?? [])
}

/** Operands first; nothing for a library. */
export function computed(program: Program | null): readonly Term[] {
  return program === null ? [] : reachable(program.sinks.flatMap(rootsOf))
}

/** Where a term stands in the program's own file; null for what stands in another one. */
export function placeIn(program: Program, term: Term): Span | null {
  const span = program.provenance.spanOf(term)
  return span === null || span.file !== program.file ? null : span
}

// What a lint rule is: a function from what is known of one file to findings. The text of a finding,
// its severity and its page stand in the catalogue, as for every other code.
import type { Program } from '../check/program.ts'
import type { Code } from '../diagnostics/catalog.ts'
import type { Finding } from '../diagnostics/finding.ts'
import type { Span } from '../source/span.ts'
import type { File } from '../syntax/ast.ts'

/** A file without errors, and what it computes. */
export interface Linted {
  readonly file: File
  /** Null for a library. */
  readonly program: Program | null
  /** The user's own text. */
  readonly text: (span: Span) => string
  /** A window of more ticks than these is worth a word. */
  readonly longestWindow: number
}

export interface LintRule {
  readonly code: Code
  readonly check: (linted: Linted) => readonly Finding[]
}

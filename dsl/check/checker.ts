// What every rule is given: terms to make, a place to report to, and the other rules by recursion.
import type { ArgsOf, Code } from '../diagnostics/catalog.ts'
import type { Finding, Fix, Label } from '../diagnostics/finding.ts'
import type { SourceText } from '../source/source-text.ts'
import type { Span } from '../source/span.ts'
import type { Expr } from '../syntax/ast.ts'
import type { Constant } from '../term/constant.ts'
import type { Provenance } from '../term/provenance.ts'
import type { Terms } from '../term/term.ts'
import type { LanguageFunction, Scope } from './scope.ts'
import type { Value } from './value.ts'

export interface Details {
  readonly labels?: readonly Label[]
  readonly fix?: Fix
}

export interface Checker {
  readonly terms: Terms
  readonly provenance: Provenance
  readonly findings: readonly Finding[]
  /** The value of an expression; reports what is wrong with it and then goes on with an unknown. */
  expr(expr: Expr, scope: Scope): Value
  /** Reports, at the outermost call of the user's when a function's body is being checked. */
  report<C extends Code>(code: C, span: Span, args: ArgsOf[C], details?: Details): void
  /** As `report`, and gives the value that the faulty expression goes on with. */
  refuse<C extends Code>(code: C, span: Span, args: ArgsOf[C], details?: Details): Value
  /** Makes the text of another file known, whose findings may be reported. */
  open(source: SourceText): void
  /** Adds what another stage found in a file that this check opened. */
  add(finding: Finding): void
  /** Runs something whose findings are not reported: a first look at what will be checked again. */
  attempt<T>(look: () => T): T
  /** What a value is known to be before anything runs, else null. */
  constant(value: Pick<Value, 'term' | 'clock'>): Constant | null
  /** The user's text of a span, as it is. */
  text(span: Span): string
  /** The same for a message: on one line, and not too long. */
  excerpt(span: Span): string
  /**
   * The value of a call at `span`: `body` is run as its inside, once for equal arguments. An unknown
   * when calls nest too deeply or in a circle.
   */
  inCall(target: LanguageFunction, span: Span, given: ReadonlyMap<string, Value>, body: () => Value): Value
}

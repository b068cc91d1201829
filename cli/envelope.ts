// The one JSON document with which every command answers under --json. Field names are a contract.
import type { Diagnostic } from '../dsl/diagnostics/diagnostic.ts'
import type { Failure } from '../services/core/result.ts'
import type { ExitCode } from './exit-codes.ts'

/** Something that a person may want to do now; `command` is what to type. */
export interface NextAction {
  readonly text: string
  readonly command?: string
}

export interface Envelope<T = unknown> {
  readonly ok: boolean
  readonly exitCode: ExitCode
  /** Words of the command as they are typed: `env list`. */
  readonly command: string
  /** The shape is the command's own; null when it could not be done. */
  readonly result: T | null
  readonly diagnostics: readonly Diagnostic[]
  readonly nextActions: readonly NextAction[]
}

/** A failure in the form of every other finding, so that programs read one shape. */
export function diagnosticOf(failure: Failure): Diagnostic {
  const { code, title, message, hint, file, line } = failure
  const start = line === undefined ? null : { line, column: 1 }
  return {
    code,
    severity: 'error',
    title,
    message,
    ...(file === undefined ? {} : { file }),
    ...(start === null ? {} : { range: { start, end: start } }),
    ...(hint === undefined ? {} : { hint }),
    docs: `qmtl explain ${code}`,
  }
}

/** One line of JSON, ended by a line break. */
export function printEnvelope(envelope: Envelope): string {
  return `${JSON.stringify(envelope)}\n`
}

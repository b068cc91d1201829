// The one place where an error that nobody handled becomes an exit code: wrong usage, an
// interruption, or a bug. It prints no stack at a user, and ends nothing by itself.
import process from 'node:process'
import type { Failure } from '../services/core/result.ts'
import { writeCrashReport } from './crash-report.ts'
import { diagnosticOf, printEnvelope } from './envelope.ts'
import { exitOfCode, strongestExit } from './exit-codes.ts'
import { interruption } from './interruption.ts'
import { projectFailure } from './project/failures.ts'
import { errorScreen } from './screen.ts'
import { usageFailure } from './usage-failure.ts'
import { renderDiagnostics } from './views/diagnostic-list.ts'

/** What is known of the call when it fails. */
export interface Invocation {
  readonly argv: readonly string[]
  /** Every command's words: `plan`, `env list`. */
  readonly commands: readonly string[]
  readonly version: string
}

/** Prints why the call failed, as text or as an envelope, and gives the exit code. */
export function report(error: unknown, invocation: Invocation): number {
  const failure = explain(error, invocation)
  const exitCode = strongestExit([
    exitOfCode(failure.code),
    ...(interruption.exit === null ? [] : [interruption.exit]),
  ])
  const diagnostics = [diagnosticOf(failure)]
  if (wantsJson(invocation.argv))
    process.stdout.write(
      printEnvelope({
        ok: false,
        exitCode,
        command: wordsOf(invocation),
        result: null,
        diagnostics,
        nextActions: [],
      }),
    )
  else process.stderr.write(renderDiagnostics(diagnostics, errorScreen()))
  return exitCode
}

function explain(error: unknown, invocation: Invocation): Failure {
  if (interruption.exit !== null)
    return projectFailure('interrupted', { message: 'stopped before the work was done' })
  if (isWriteError(error))
    return projectFailure('fileUnwritable', { message: `output was lost: ${error.message}` })
  if (isUsageError(error))
    return usageFailure(error, { words: wordsOf(invocation), commands: invocation.commands })
  const file = writeCrashReport(error, invocation.version)
  const what =
    error instanceof Error ? `${error.name}: ${error.message}` : 'something that is no error was thrown'
  return projectFailure('bug', {
    message: what,
    hint: file === null ? 'Please report it, with what you did.' : `Please report it, with the file ${file}.`,
  })
}

/** The disk is full, or what the output went to broke. */
function isWriteError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && error.syscall === 'write'
}

/** The framework marks what is wrong with a call by an exit code of its own; a module that does not load is a bug. */
function isUsageError(error: unknown): error is Error {
  return error instanceof Error && 'oclif' in error && error.name !== 'ModuleLoadError'
}

/** The longest command that the call begins with; its first word when it is none. */
function wordsOf({ argv, commands }: Invocation): string {
  const line = `${argv.join(' ')} `
  const matching = commands.filter((words) => line.startsWith(`${words} `))
  const longest = matching.reduce((best, words) => (words.length > best.length ? words : best), '')
  return longest || (argv.find((arg) => !arg.startsWith('-')) ?? '')
}

function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  return (end === -1 ? argv : argv.slice(0, end)).includes('--json')
}

// What every command shares: one way to end. A command parses its flags, calls an operation and gives
// the outcome to `finish`, which prints the envelope or the view, and sets the exit code. Data go to
// stdout, everything else to stderr; nothing here or below calls process.exit.
import process from 'node:process'
import { Command } from '@oclif/core'
import type { Result } from '../services/core/result.ts'
import { diagnosticOf, type Envelope, printEnvelope } from './envelope.ts'
import { exitOfCode, strongestExit } from './exit-codes.ts'
import { interruption } from './interruption.ts'
import { diagnosticsOf } from './outcome.ts'
import type { Outcome } from './outcome.ts'
import { errorScreen, outScreen, type Screen } from './screen.ts'
import { renderDiagnostics } from './views/diagnostic-list.ts'
import { renderFindings } from './views/finding-list.ts'

export type { Outcome } from './outcome.ts'

/** Turns a result into what a person reads on stdout, with its last line break. */
export type View<T> = (result: T, screen: Screen) => string

export abstract class BaseCommand extends Command {
  static override enableJsonFlag = true

  /** Aborted when somebody asks the program to stop; give it to whatever may take longer than a moment. */
  protected readonly signal: AbortSignal = interruption.signal

  /** Ends the command with the outcome of its operation. */
  protected finish<T>(outcome: Result<Outcome<T>>, view: View<T>): void {
    const settled: Outcome<T> = outcome.ok
      ? outcome.value
      : { result: null, diagnostics: [diagnosticOf(outcome.failure)] }
    const envelope = sealEnvelope(this.words, settled)
    process.exitCode = envelope.exitCode
    if (this.jsonEnabled()) {
      process.stdout.write(printEnvelope(envelope))
      return
    }
    if (settled.result !== null) process.stdout.write(view(settled.result, outScreen()))
    const screen = errorScreen()
    process.stderr.write(renderFindings(settled.findings ?? [], screen))
    process.stderr.write(renderDiagnostics(settled.diagnostics ?? [], screen))
    for (const action of envelope.nextActions)
      process.stderr.write(action.command ? `${action.text}: ${action.command}\n` : `${action.text}\n`)
  }

  /** One line of progress or a note, for people. */
  protected tell(line: string): void {
    process.stderr.write(`${line}\n`)
  }

  /** The words with which the command is called. */
  protected get words(): string {
    return (this.id ?? '').replaceAll(':', ' ')
  }

  /** Errors go on to the one place that reports them; the framework would swallow or print them. */
  protected override async catch(error: Error): Promise<void> {
    throw error
  }
}

/** The envelope of an outcome: `ok` is no error and an exit of 0 or 2. */
function sealEnvelope<T>(command: string, outcome: Outcome<T>): Envelope<T> {
  const diagnostics = diagnosticsOf(outcome)
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error')
  const exitCode = strongestExit([
    ...(interruption.exit === null ? [] : [interruption.exit]),
    ...(outcome.exits ?? []),
    ...errors.map((diagnostic) => exitOfCode(diagnostic.code)),
  ])
  return {
    ok: exitCode === 0 || exitCode === 2,
    exitCode,
    command,
    result: outcome.result,
    diagnostics,
    nextActions: outcome.nextActions ?? [],
  }
}

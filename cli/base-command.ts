// What every command shares: one way to end. A command parses its flags, calls an operation and gives
// the outcome to `finish`, which prints the envelope or the view, and sets the exit code. Data go to
// stdout, everything else to stderr; nothing here or below calls process.exit.
import process from 'node:process'
import { Command, Config, type Interfaces } from '@oclif/core'
import type { Result } from '../services/core/result.ts'
import { diagnosticOf, type Envelope, printEnvelope } from './envelope.ts'
import { exitOfCode, strongestExit } from './exit-codes.ts'
import { interruption } from './interruption.ts'
import { diagnosticsOf } from './outcome.ts'
import type { Outcome } from './outcome.ts'
import { errorScreen, outScreen, type Screen } from './screen.ts'
import { renderDiagnostics } from './views/diagnostic-list.ts'
import { renderFindings } from './views/finding-list.ts'
import { printable, printableText } from './views/printable.ts'

export type { Outcome } from './outcome.ts'

/** Turns a result into what a person reads on stdout, with its last line break. */
export type View<T> = (result: T, screen: Screen) => string

interface Runnable<R> {
  _run(): Promise<R>
}

export abstract class BaseCommand extends Command {
  static override enableJsonFlag = true

  /** Aborted when somebody asks the program to stop; give it to whatever may take longer than a moment. */
  protected readonly signal: AbortSignal = interruption.signal

  /** As the framework's own, which would load its configuration a second time for each command. */
  static override async run<T extends Command>(
    this: new (argv: string[], config: Config) => T,
    argv: string[] = [],
    options?: Interfaces.LoadOptions,
  ): Promise<ReturnType<T['run']>> {
    const config = options instanceof Config ? options : await Config.load(options)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion, eslint/no-underscore-dangle -- what the framework calls itself, and hides in its types
    return (new this(argv, config) as unknown as Runnable<ReturnType<T['run']>>)._run()
  }

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
    if (settled.result !== null) process.stdout.write(view(printable(settled.result), outScreen()))
    const screen = errorScreen()
    const notes = [
      renderFindings(settled.findings ?? [], screen),
      renderDiagnostics(settled.diagnostics ?? [], screen),
      ...envelope.nextActions.map(({ text, command }) =>
        printableText(command ? `${text}: ${command}\n` : `${text}\n`),
      ),
    ].join('')
    if (notes !== '') process.stderr.write(notes)
  }

  /** One line of progress or a note, for people. */
  protected tell(line: string): void {
    process.stderr.write(`${printableText(line)}\n`)
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

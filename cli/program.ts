// A call of the program from its arguments to its exit code. Which commands there are follows from
// the folder that it is given, so that it knows none of them.
import process from 'node:process'
import { Config, type Interfaces, run, settings } from '@oclif/core'
import { listenForSignals } from './interruption.ts'
import { report } from './report.ts'

/** `package.json` as far as it matters here. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly oclif: object
}

/**
 * Runs the command that `argv` names and sets the exit code. Never rejects, and never ends the
 * process: what was written to a slow pipe arrives.
 *
 * @param root the folder in which `./commands` of the manifest lies
 */
export async function runProgram(root: string, manifest: Manifest, argv: readonly string[]): Promise<void> {
  // One error may come back: the framework throws what a stream has told us already.
  const reported = new Set<unknown>()
  let commands: readonly string[] = []
  const fail = (error: unknown): void => {
    if (reported.has(error) || isClosedPipe(error)) return
    reported.add(error)
    process.exitCode = report(error, { argv, commands, version: manifest.version })
  }
  listenForSignals()
  process.on('uncaughtException', fail)
  // Otherwise NODE_ENV=test makes the framework look for a transpiler.
  settings.enableAutoTranspile = false
  // The framework reads the manifest as it is; its type wants every default spelled out.
  const pjson = manifest as unknown as Interfaces.PJSON
  // Nothing in a home folder or a checkout may add commands.
  const options = { root, pjson, userPlugins: false, devPlugins: false }
  try {
    await run(helpLast(argv), options)
  } catch (error) {
    // Only now: the list is for the message, and reading it takes time.
    commands = await listCommands(options)
    fail(error)
  }
}

/** The words of every command: `plan`, `env list`; none when they cannot be found out. */
async function listCommands(options: Interfaces.LoadOptions): Promise<readonly string[]> {
  try {
    const { commandIDs } = await Config.load(options)
    return commandIDs.map((id) => id.replaceAll(':', ' '))
  } catch {
    return []
  }
}

/** `help plan` is what many type for `plan --help`. */
function helpLast(argv: readonly string[]): string[] {
  const [first, ...others] = argv
  return first === 'help' ? [...others, '--help'] : [...argv]
}

/** A reader that went away (`qmtl … | head`) is no failure of ours: what is left to say is dropped. */
function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE'
}

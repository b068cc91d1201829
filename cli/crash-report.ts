// Writes what a developer needs to know about a bug into a file, so that no user has to read a stack.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { release, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

/**
 * Writes the report into a new folder of the system's temporary folder that only this user can read.
 *
 * @returns the file's path, or null when it could not be written.
 */
export function writeCrashReport(error: unknown, version: string): string | null {
  const lines = [
    `qmtl ${version}`,
    `node ${process.version}, ${process.platform} ${process.arch} ${release()}`,
    `command line: ${JSON.stringify(process.argv.slice(2))}`,
    `working directory: ${process.cwd()}`,
    '',
    describe(error),
    '',
  ]
  try {
    const file = join(mkdtempSync(join(tmpdir(), 'qmtl-crash-')), 'report.txt')
    writeFileSync(file, lines.join('\n'), { mode: 0o600 })
    return file
  } catch {
    return null
  }
}

/** The error's stack and those of its causes. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${JSON.stringify(error)}`
  const own = error.stack ?? `${error.name}: ${error.message}`
  return error.cause === undefined ? own : `${own}\ncaused by ${describe(error.cause)}`
}

// Writing what a command was asked to leave behind: whole or not at all.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import process from 'node:process'
import { fail, ok, type Result } from '../../services/core/result.ts'
import { projectFailure } from './failures.ts'
import { reasonOf } from './read-file.ts'

/**
 * Writes a file, with the folders that it needs. An old file of that name stays as it is until the
 * new one is complete.
 *
 * @param shown the file's name in the failure
 */
export function writeFileWhole(absolute: string, shown: string, content: string | Uint8Array): Result<void> {
  const partial = `${absolute}.${process.pid}.partial`
  try {
    mkdirSync(dirname(absolute), { recursive: true })
    writeFileSync(partial, content, { flush: true })
    renameSync(partial, absolute)
    return ok(undefined)
  } catch (error) {
    remove(partial)
    const message = `"${shown}" cannot be written: ${reasonOf(error)}`
    const hint = 'Choose another place, or check who may write there.'
    return fail(projectFailure('fileUnwritable', { message, hint, file: shown }))
  }
}

/** What is left of a failed write; the folder may be what failed. */
function remove(partial: string): void {
  try {
    rmSync(partial, { force: true })
  } catch {
    // The first failure is the one to tell.
  }
}

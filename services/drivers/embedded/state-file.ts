// Looks at a state folder without touching it: is there a database, is it whole, is it at rest?
import { stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { portFailure } from '../../core/failures.ts'
import type { StoreFailure } from '../../core/failures.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { fileFailure, notOurs, stateCorrupt } from './sqlite-failures.ts'
import { withFile } from './with-file.ts'

const STATE_FILE = 'state.db'

/** Files that SQLite leaves beside a database that was not closed. */
export const SIDE_FILES = ['-wal', '-journal'] as const

export interface StateFile {
  readonly path: string
  /** `absent` also for an empty file: a state that was never written. */
  readonly form: 'absent' | 'resting' | 'open'
  /** Changes whenever the file does. */
  readonly fingerprint: string
  /** When the file was written last, milliseconds since 1970. */
  readonly writtenAt: number
}

/** Finds the state in a folder that need not exist. */
export async function findState(directory: string): Promise<Result<StateFile, StoreFailure>> {
  const path = join(directory, STATE_FILE)
  try {
    const folder = await statOf(directory)
    if (folder && !folder.isDirectory()) return fail(notAFolder(directory))
    const file = folder && (await statOf(path))
    if (file && !file.isFile()) return fail(notOurs(path, 'is not a file'))
    const sides = await Promise.all(SIDE_FILES.map((suffix) => statOf(path + suffix)))
    const isOpen = file !== null && sides.some((side) => side !== null)
    const empty = !file || file.size === 0n
    return ok({
      path,
      form: isOpen ? 'open' : empty ? 'absent' : 'resting',
      fingerprint: file ? `${file.ino} ${file.size} ${file.mtimeNs} ${file.ctimeNs}` : 'none',
      writtenAt: file ? Number(file.mtimeMs) : 0,
    })
  } catch (error) {
    return fail(unreadable(error, path))
  }
}

/** Refuses a resting file that is no database, or that ends before its last page. */
export async function checkHeader({ path, form }: StateFile): Promise<Result<void, StoreFailure>> {
  try {
    return await withFile(path, 'r', (file) => checkFirstPage(file, path, form === 'open'))
  } catch (error) {
    return fail(unreadable(error, path))
  }
}

async function checkFirstPage(
  file: FileHandle,
  path: string,
  isOpen: boolean,
): Promise<Result<void, StoreFailure>> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(100), 0, 100, 0)
  if (isOpen && bytesRead === 0) return ok(undefined)
  if (bytesRead < 100 || buffer.toString('latin1', 0, 16) !== 'SQLite format 3\0') {
    return fail(notOurs(path, 'is not a database'))
  }
  const stored = buffer.readUInt16BE(16)
  const pageSize = stored === 1 ? 65_536 : stored
  // The count of pages only holds while the two counters agree, and pages may still be in the log.
  const counted = buffer.readUInt32BE(24) === buffer.readUInt32BE(92)
  const { size } = await file.stat()
  const whole = !counted || isOpen || size >= buffer.readUInt32BE(28) * pageSize
  return whole ? ok(undefined) : fail(stateCorrupt(path, 'is cut off'))
}

/** Trouble with a file that was only to be read. */
export function unreadable(error: unknown, file: string): StoreFailure {
  const failure = fileFailure(error, file)
  if (!failure) throw error
  // To a reader a forbidden file is no less unusable than a folder that is a file.
  if (failure.kind !== 'stateReadOnly') return failure
  const { message, hint } = failure
  return portFailure('stateUnusable', { message, file, ...(hint === undefined ? {} : { hint }) })
}

function notAFolder(directory: string): StoreFailure {
  return portFailure('stateUnusable', {
    message: `${directory} is not a folder`,
    hint: 'Choose another state folder, or move the file away.',
    file: directory,
  })
}

async function statOf(path: string) {
  try {
    return await stat(path, { bigint: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

// A copy of a state that another process has open, or left behind when it died: reading in place
// would leave files beside it.
import { rmSync } from 'node:fs'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Deadline } from '../../core/deadline.ts'
import type { StoreFailure } from '../../core/failures.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { stateBusy } from './sqlite-failures.ts'
import { SIDE_FILES, unreadable } from './state-file.ts'
import { withFile } from './with-file.ts'

export interface PrivateCopy {
  readonly path: string
  readonly remove: () => Promise<void>
}

/**
 * Copies the database and what lies beside it into a folder of the system's for temporary files.
 *
 * The log is copied last: pages that move from the log into the database meanwhile are then in both
 * copies. Only a log begun anew would lose some; its salt shows that, and the copy is made again.
 */
export async function copyState(
  path: string,
  deadline: Deadline,
): Promise<Result<PrivateCopy, StoreFailure>> {
  const folder = await mkdtemp(join(tmpdir(), 'qmtl-state-'))
  const sweep = () => rmSync(folder, { recursive: true, force: true })
  // A process that ends without closing leaves nothing behind either.
  process.once('exit', sweep)
  const remove = () => {
    process.off('exit', sweep)
    return rm(folder, { recursive: true, force: true })
  }
  const copy = join(folder, basename(path))
  try {
    do {
      const before = await logSalt(path)
      await copyFile(path, copy)
      for (const suffix of SIDE_FILES.toReversed()) await copyIfThere(path + suffix, copy + suffix)
      if ((await logSalt(copy)) === before && (await logSalt(path)) === before) {
        return ok({ path: copy, remove })
      }
      await deadline.pause(5)
    } while (deadline.remaining() > 0)
    await remove()
    return fail(stateBusy(path))
  } catch (error) {
    await remove()
    return fail(unreadable(error, path))
  }
}

/** Number and salt of a write-ahead log, which change when it is begun anew; empty without a log. */
async function logSalt(path: string): Promise<string> {
  try {
    return await withFile(`${path}-wal`, 'r', async (file) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(24), 0, 24, 0)
      return buffer.toString('hex', 12, Math.max(12, bytesRead))
    })
  } catch (error) {
    if (isMissing(error)) return ''
    throw error
  }
}

async function copyIfThere(from: string, to: string): Promise<void> {
  await rm(to, { force: true })
  try {
    await copyFile(from, to)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

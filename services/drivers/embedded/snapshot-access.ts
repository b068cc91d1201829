// Reading without a trace: each piece of work sees one snapshot, and runs again on a new one when
// another process changed the file under it.
import type { Deadline } from '../../core/deadline.ts'
import type { StoreFailure } from '../../core/failures.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import type { SqlReadAccess } from '../sql/access.ts'
import { openSnapshot } from './snapshot.ts'
import type { Snapshot } from './snapshot.ts'
import { sqliteNow } from './sqlite-dialect.ts'
import { sqliteFailure, stateBusy } from './sqlite-failures.ts'
import { tooLate } from './sqlite-access.ts'
import { findState } from './state-file.ts'

export interface SnapshotAccess extends SqlReadAccess {
  close(): Promise<void>
}

interface Opened {
  readonly snapshot: Snapshot
  readonly path: string
  readonly fingerprint: string
}

/** Opens the folder's state for reading; a folder or file that is missing is an empty state. */
export async function openSnapshotAccess(
  directory: string,
  deadline: Deadline,
): Promise<Result<SnapshotAccess, StoreFailure>> {
  const first = await look(directory, deadline)
  if (!first.ok) return first
  let current = first.value

  /** Whether the snapshot still is what the file says; other kinds of view cannot be disturbed. */
  const undisturbed = async () => {
    if (!current.snapshot.inPlace) return true
    const found = await findState(directory)
    return found.ok && found.value.fingerprint === current.fingerprint
  }

  return ok({
    now: sqliteNow,
    close: () => current.snapshot.close(),

    async read(asked, work) {
      if (asked.remaining() <= 0) return fail(tooLate(current.path))
      do {
        let outcome: Awaited<ReturnType<typeof work>> | { ok: false; failure: StoreFailure }
        try {
          outcome = await work(current.snapshot.db)
        } catch (error) {
          const failure = sqliteFailure(error, current.path)
          if (!failure) throw error
          outcome = fail(failure)
        }
        if (await undisturbed()) return outcome
        const next = await look(directory, asked)
        if (!next.ok) return next
        await current.snapshot.close()
        current = next.value
      } while (asked.remaining() > 0)
      return fail(stateBusy(current.path))
    },
  })
}

async function look(directory: string, deadline: Deadline): Promise<Result<Opened, StoreFailure>> {
  const found = await findState(directory)
  if (!found.ok) return found
  const snapshot = await openSnapshot(found.value, deadline, false)
  if (!snapshot.ok) return snapshot
  return ok({ snapshot: snapshot.value, path: found.value.path, fingerprint: found.value.fingerprint })
}

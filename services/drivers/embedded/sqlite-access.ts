// Transactions over one SQLite file that other processes write too: waits for their locks without
// blocking the process, until the deadline.
import type { Kysely } from 'kysely'
import { portFailure } from '../../core/failures.ts'
import type { StoreFailure } from '../../core/failures.ts'
import type { Deadline } from '../../core/deadline.ts'
import { fail } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import type { SqlAccess, Work } from '../sql/access.ts'
import type { Tables } from '../sql/tables.ts'
import { sqliteNow } from './sqlite-dialect.ts'
import { sqliteFailure } from './sqlite-failures.ts'

/** Carries a refusal out of a transaction, so that it is rolled back. */
class RolledBack extends Error {
  override name = 'RolledBack'
}

export function createSqliteAccess(db: Kysely<Tables>, file: string): SqlAccess {
  const run = <T, F>(accessMode: 'read only' | 'read write', deadline: Deadline, work: Work<T, F>) =>
    whenFree<Result<T, F>>(file, deadline, async () => {
      let refused: Result<T, F> | null = null
      try {
        return await db
          .transaction()
          .setAccessMode(accessMode)
          .execute(async (transaction) => {
            const result = await work(transaction)
            if (result.ok) return result
            refused = result
            throw new RolledBack()
          })
      } catch (error) {
        if (error instanceof RolledBack && refused) return refused
        throw error
      }
    })

  return {
    now: sqliteNow,
    read: (deadline, work) => run('read only', deadline, work),
    write: (deadline, work) => run('read write', deadline, work),
  }
}

/** Runs the attempt again while the database is locked; names every other trouble. */
export async function whenFree<T>(
  file: string,
  deadline: Deadline,
  attempt: () => Promise<T>,
): Promise<T | { readonly ok: false; readonly failure: StoreFailure }> {
  if (deadline.remaining() <= 0) return fail(tooLate(file))
  for (let wait = 1; ; wait = Math.min(wait * 2, 16)) {
    try {
      return await attempt()
    } catch (error) {
      const failure = sqliteFailure(error, file)
      if (!failure) throw error
      if (failure.kind !== 'stateBusy' || deadline.remaining() <= 0) return fail(failure)
    }
    await deadline.pause(wait)
  }
}

export function tooLate(file: string): StoreFailure {
  return portFailure('deadlineExceeded', { message: `the deadline passed before ${file} was asked`, file })
}

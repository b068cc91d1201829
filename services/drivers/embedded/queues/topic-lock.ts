// One process at a time changes a topic. The lock is SQLite's on an empty database, because the
// system lets go of it when its process dies, however it dies.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Deadline } from '../../../core/deadline.ts'
import type { StoreFailure } from '../../../core/failures.ts'
import type { Result } from '../../../core/result.ts'
import { loadSqlite } from '../load-sqlite.ts'
import { whenFree } from '../sqlite-access.ts'

/** Outside the topics' folders, which come and go; no topic's name begins with a point. */
const LOCKS = '.locks'

/** Runs the work while no other process, and no other work of this one, holds the topic. */
export async function exclusively<T, F>(
  root: string,
  topic: string,
  deadline: Deadline,
  work: () => Promise<Result<T, F>>,
): Promise<Result<T, F | StoreFailure>> {
  const locks = join(root, LOCKS)
  await mkdir(locks, { recursive: true })
  const { DatabaseSync } = await loadSqlite()
  const path = join(locks, topic)
  const locked = await whenFree(path, deadline, async () => {
    const database = new DatabaseSync(path)
    try {
      database.exec('begin exclusive')
      return { ok: true as const, value: database }
    } catch (error) {
      database.close()
      throw error
    }
  })
  if (!locked.ok) return locked
  try {
    return await work()
  } finally {
    release(locked.value)
  }
}

function release(database: DatabaseSync): void {
  database.exec('rollback')
  database.close()
}

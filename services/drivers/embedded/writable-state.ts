// Opens the folder's state for writing. Nothing is touched before what is there has been found
// sound; closing the last connection brings everything into the one file again.
import { access, constants, mkdir } from 'node:fs/promises'
import type { DatabaseSync } from 'node:sqlite'
import type { Deadline } from '../../core/deadline.ts'
import type { StoreFailure } from '../../core/failures.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import type { SqlAccess } from '../sql/access.ts'
import { checkDatabase } from './check-database.ts'
import { loadSqlite } from './load-sqlite.ts'
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema.ts'
import { openSnapshot } from './snapshot.ts'
import { createSqliteAccess, whenFree } from './sqlite-access.ts'
import { kyselyOver } from './sqlite-dialect.ts'
import { fileFailure, sqliteFailure } from './sqlite-failures.ts'
import { findState } from './state-file.ts'

export interface WritableState extends SqlAccess {
  close(): Promise<Result<void, StoreFailure>>
}

/** How long SQLite itself waits for a lock, blocking the process; longer waits are ours. */
const BLOCKING_MS = 20

const PRAGMAS = `
pragma busy_timeout = ${BLOCKING_MS};
pragma journal_mode = wal;
pragma synchronous = full;
pragma foreign_keys = on;
`

export async function openWritableState(
  directory: string,
  deadline: Deadline,
): Promise<Result<WritableState, StoreFailure>> {
  const checked = await checkBefore(directory, deadline)
  if (!checked.ok) return checked
  const path = checked.value
  const opened = await whenFree(path, deadline, () => openDatabase(path))
  if (!opened.ok) return opened
  const db = kyselyOver(opened.value)
  return ok({
    ...createSqliteAccess(db, path),
    close: async () => {
      try {
        await db.destroy()
        // Kysely closes only what it has used.
        if (opened.value.isOpen) opened.value.close()
        return ok(undefined)
      } catch (error) {
        const failure = sqliteFailure(error, path)
        if (!failure) throw error
        return fail(failure)
      }
    },
  })
}

/** Looks at what is there as a reader would, and whether it may be written; gives the file's path. */
async function checkBefore(directory: string, deadline: Deadline): Promise<Result<string, StoreFailure>> {
  const found = await findState(directory)
  if (!found.ok) return found
  const { path, form } = found.value
  const snapshot = await openSnapshot(found.value, deadline, true)
  if (!snapshot.ok) return snapshot
  await snapshot.value.close()
  try {
    await mkdir(directory, { recursive: true })
    await access(directory, constants.W_OK)
    if (form !== 'absent') await access(path, constants.W_OK)
    return ok(path)
  } catch (error) {
    const failure = fileFailure(error, path)
    if (!failure) throw error
    return fail(failure)
  }
}

async function openDatabase(path: string): Promise<Result<DatabaseSync, StoreFailure>> {
  const { DatabaseSync } = await loadSqlite()
  const database = new DatabaseSync(path)
  try {
    database.exec(PRAGMAS)
    const state = await createTables(database, path)
    if (state.ok) return ok(database)
    database.close()
    return state
  } catch (error) {
    database.close()
    throw error
  }
}

/** Creates the tables of a new state; looks again under the lock, for another process may have. */
async function createTables(database: DatabaseSync, path: string): Promise<Result<void, StoreFailure>> {
  const seen = await checkDatabase(database, path, false)
  if (!seen.ok) return seen
  if (seen.value === 'ours') return ok(undefined)
  database.exec('begin immediate')
  try {
    const state = await checkDatabase(database, path, false)
    if (state.ok && state.value === 'empty') {
      database.exec(SCHEMA)
      database.exec(`pragma application_id = ${APPLICATION_ID}; pragma user_version = ${SCHEMA_VERSION}`)
    }
    database.exec('commit')
    return state.ok ? ok(undefined) : state
  } catch (error) {
    if (database.isTransaction) database.exec('rollback')
    throw error
  }
}

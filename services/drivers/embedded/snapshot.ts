// One view of a state, opened so that nothing is left behind: the resting file itself, declared
// immutable; a private copy of one that is open; an empty database where there is none.
import { pathToFileURL } from 'node:url'
import type { Kysely } from 'kysely'
import type { DatabaseSync } from 'node:sqlite'
import type { Deadline } from '../../core/deadline.ts'
import type { StoreFailure } from '../../core/failures.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import type { Tables } from '../sql/tables.ts'
import { checkDatabase } from './check-database.ts'
import { loadSqlite } from './load-sqlite.ts'
import { copyState } from './private-copy.ts'
import { SCHEMA } from './schema.ts'
import { kyselyOver } from './sqlite-dialect.ts'
import { sqliteFailure } from './sqlite-failures.ts'
import { checkHeader } from './state-file.ts'
import type { StateFile } from './state-file.ts'

export interface Snapshot {
  readonly db: Kysely<Tables>
  /** Whether the view is that of the file itself, which must not change while it is read. */
  readonly inPlace: boolean
  close(): Promise<void>
}

/** A file written this recently may be written again without its time showing it. */
const SETTLED_MS = 50

/** Opens what was found; `thorough` also walks the whole database for damage. */
export async function openSnapshot(
  found: StateFile,
  deadline: Deadline,
  thorough: boolean,
): Promise<Result<Snapshot, StoreFailure>> {
  if (found.form === 'absent') return openEmpty()
  const header = await checkHeader(found)
  if (!header.ok) return header
  if (found.form === 'resting' && Date.now() - found.writtenAt > SETTLED_MS) {
    return openFile(found.path, found.path, thorough, async () => {})
  }
  const copy = await copyState(found.path, deadline)
  return copy.ok ? openFile(copy.value.path, found.path, thorough, copy.value.remove) : copy
}

/** Opens `path`; failures speak of `file`, which is the user's. */
async function openFile(
  path: string,
  file: string,
  thorough: boolean,
  remove: () => Promise<void>,
): Promise<Result<Snapshot, StoreFailure>> {
  const { DatabaseSync } = await loadSqlite()
  const inPlace = path === file
  const url = pathToFileURL(path)
  url.searchParams.set('immutable', '1')
  let database: DatabaseSync | null = null
  try {
    database = inPlace ? new DatabaseSync(url, { readOnly: true }) : new DatabaseSync(path)
    const sound = await checkDatabase(database, file, thorough)
    if (sound.ok && sound.value === 'empty') {
      database.close()
      await remove()
      return await openEmpty()
    }
    if (sound.ok) return ok(snapshotOf(database, inPlace, remove))
    database.close()
    await remove()
    return sound
  } catch (error) {
    if (database?.isOpen) database.close()
    await remove()
    const failure = sqliteFailure(error, file)
    if (!failure) throw error
    return fail(failure)
  }
}

async function openEmpty(): Promise<Result<Snapshot, StoreFailure>> {
  const { DatabaseSync } = await loadSqlite()
  const database = new DatabaseSync(':memory:')
  database.exec(SCHEMA)
  return ok(snapshotOf(database, false, async () => {}))
}

function snapshotOf(database: DatabaseSync, inPlace: boolean, remove: () => Promise<void>): Snapshot {
  return {
    db: kyselyOver(database),
    inPlace,
    close: async () => {
      database.close()
      await remove()
    },
  }
}

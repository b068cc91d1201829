// One view of a state, opened so that nothing is left behind: the resting file itself, declared
// immutable; a private copy of one that is open; an empty database where there is none.
import { pathToFileURL } from 'node:url'
import type { Kysely } from 'kysely'
import type { DatabaseSync } from 'node:sqlite'
import type { Deadline } from '../../core/deadline.ts'
import { portFailure } from '../../core/failures.ts'
import type { StoreFailure } from '../../core/failures.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import type { Tables } from '../sql/tables.ts'
import { loadSqlite } from './load-sqlite.ts'
import { copyState } from './private-copy.ts'
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema.ts'
import { kyselyOver } from './sqlite-dialect.ts'
import { notOurs, sqliteFailure, stateCorrupt } from './sqlite-failures.ts'
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
    const sound = checkDatabase(database, file, thorough)
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

/** Whether the database is a state of ours and of this version. Throws what SQLite throws. */
export function checkDatabase(
  database: DatabaseSync,
  file: string,
  thorough: boolean,
): Result<'empty' | 'ours', StoreFailure> {
  const version = pragma(database, 'user_version')
  if (version > SCHEMA_VERSION) return fail(newer(file, version))
  if (version === 0) {
    const tables = database.prepare('select count(*) as count from sqlite_schema').get()?.['count']
    return tables === 0 ? ok('empty') : fail(notOurs(file, 'is a database of something else'))
  }
  if (pragma(database, 'application_id') !== APPLICATION_ID) {
    return fail(notOurs(file, 'is a database of something else'))
  }
  if (!thorough) return ok('ours')
  const answer = database.prepare('pragma quick_check(1)').get()?.['quick_check']
  return answer === 'ok' ? ok('ours') : fail(stateCorrupt(file, `is damaged: ${String(answer)}`))
}

function pragma(database: DatabaseSync, name: 'user_version' | 'application_id'): number {
  return Number(database.prepare(`pragma ${name}`).get()?.[name])
}

function newer(file: string, found: number): StoreFailure {
  return portFailure('stateNewer', {
    message: `${file} has version ${found}; this qmtl knows versions up to ${SCHEMA_VERSION}`,
    hint: 'Use the qmtl that wrote it, or a newer one.',
    file,
    found,
    known: SCHEMA_VERSION,
  })
}

// Whether an open database is a state of ours, of a version that is known, and whole.
import type { DatabaseSync } from 'node:sqlite'
import { portFailure } from '../../core/failures.ts'
import type { StoreFailure } from '../../core/failures.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { loadSqlite } from './load-sqlite.ts'
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema.ts'
import { notOurs, stateCorrupt } from './sqlite-failures.ts'

/**
 * Says whether the database was ever written; `file` is what failures speak of, `thorough` also
 * walks all of it for damage. Throws what SQLite throws.
 */
export async function checkDatabase(
  database: DatabaseSync,
  file: string,
  thorough: boolean,
): Promise<Result<'empty' | 'ours', StoreFailure>> {
  const version = pragma(database, 'user_version')
  if (version > SCHEMA_VERSION) return fail(newer(file, version))
  if (version === 0) {
    return tablesOf(database) === '' ? ok('empty') : fail(notOurs(file, 'is a database of something else'))
  }
  if (pragma(database, 'application_id') !== APPLICATION_ID) {
    return fail(notOurs(file, 'is a database of something else'))
  }
  if (tablesOf(database) !== (await ourTables())) {
    return fail(stateCorrupt(file, 'has other tables than it was made with'))
  }
  if (!thorough) return ok('ours')
  const answer = database.prepare('pragma quick_check(1)').get()?.['quick_check']
  return answer === 'ok' ? ok('ours') : fail(stateCorrupt(file, `is damaged: ${String(answer)}`))
}

let expected: string | null = null

async function ourTables(): Promise<string> {
  if (expected !== null) return expected
  const { DatabaseSync } = await loadSqlite()
  const made = new DatabaseSync(':memory:')
  made.exec(SCHEMA)
  expected = tablesOf(made)
  made.close()
  return expected
}

/** The texts of all tables and indexes in the order of their names; empty for a database without any. */
function tablesOf(database: DatabaseSync): string {
  const rows = database.prepare('select type, name, sql from sqlite_schema order by name').all()
  return rows.map((row) => `${String(row['type'])} ${String(row['name'])} ${String(row['sql'])}`).join('\n')
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

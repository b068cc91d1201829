// Kysely over Node's SQLite: one connection, whose writing transactions take the lock at once
// instead of failing half-way.
import { CompiledQuery, Kysely, sql, SqliteAdapter, SqliteDriver } from 'kysely'
import { SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { DatabaseConnection, SqliteDatabase, TransactionSettings } from 'kysely'
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { Tables } from '../sql/tables.ts'

/** Milliseconds since 1970 by the machine's clock, as the database reads it. */
export const sqliteNow = sql<number>`cast(unixepoch('subsec') * 1000 as integer)`

class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(
    connection: DatabaseConnection,
    settings?: TransactionSettings,
  ): Promise<void> {
    const begin = settings?.accessMode === 'read only' ? 'begin' : 'begin immediate'
    await connection.executeQuery(CompiledQuery.raw(begin))
  }
}

/** The database as Kysely; destroying it closes the database. */
export function kyselyOver(database: DatabaseSync): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new ImmediateDriver({ database: adapted(database) }),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
}

function adapted(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare(text) {
      const statement = database.prepare(text)
      return {
        reader: statement.columns().length > 0,
        // Rows come without a prototype; ours are plain objects.
        all: (parameters) => statement.all(...inputs(parameters)).map((row) => ({ ...row })),
        run: (parameters) => statement.run(...inputs(parameters)),
        iterate: (parameters) => statement.iterate(...inputs(parameters)),
      }
    },
  }
}

function inputs(parameters: readonly unknown[]): SQLInputValue[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tables hold numbers and texts alone
  return [...parameters] as SQLInputValue[]
}

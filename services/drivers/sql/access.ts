// How a repository reaches its database. Transactions, waiting for locks and the naming of what
// went wrong are the driver's; the repositories hold the rules.
import type { AliasableExpression, Kysely } from 'kysely'
import type { Deadline } from '../../core/deadline.ts'
import type { StoreFailure } from '../../core/failures.ts'
import type { Result } from '../../core/result.ts'
import type { Tables } from './tables.ts'

/** Work on one consistent view of the database. It may be run again, so it has no other effects. */
export type Work<T, F> = (db: Kysely<Tables>) => Promise<Result<T, F>>

export interface SqlReadAccess {
  read<T, F = never>(deadline: Deadline, work: Work<T, F>): Promise<Result<T, F | StoreFailure>>
  /** The database's own time in milliseconds since 1970: the only clock that leases know. */
  readonly now: AliasableExpression<number>
}

export interface SqlAccess extends SqlReadAccess {
  /**
   * One serialisable transaction: committed and durable when the work gives a value, rolled back
   * when it gives a failure or throws.
   */
  write<T, F = never>(deadline: Deadline, work: Work<T, F>): Promise<Result<T, F | StoreFailure>>
}

// The journal as rows, read.
import type { Kysely, Selectable } from 'kysely'
import { portFailure } from '../../core/failures.ts'
import type { PortFailure } from '../../core/failures.ts'
import type { Apply, JournalReader } from '../../core/journal.ts'
import { fail, ok } from '../../core/result.ts'
import type { SqlReadAccess } from './access.ts'
import { sealed } from './stored-text.ts'
import type { Tables } from './tables.ts'

export type ApplyRow = Omit<Selectable<Tables['applies']>, 'plan' | 'plan_hash'>

export const APPLY_COLUMNS = [
  'id',
  'environment',
  'number',
  'plan_digest',
  'status',
  'cause',
  'submitted_at',
] as const

export function createJournalReader(access: SqlReadAccess): JournalReader {
  return {
    apply: (id, deadline) =>
      access.read(deadline, async (db) => {
        const row = await db
          .selectFrom('applies')
          .select(APPLY_COLUMNS)
          .where('id', '=', id)
          .executeTakeFirst()
        return ok(row ? await applyOf(db, row) : null)
      }),

    planOf: (id, deadline) =>
      access.read<string, PortFailure<'applyUnknown' | 'stateCorrupt'>>(deadline, async (db) => {
        const row = await db
          .selectFrom('applies')
          .select(['plan', 'plan_hash'])
          .where('id', '=', id)
          .executeTakeFirst()
        return row ? sealed(`plan of ${id}`, row.plan, row.plan_hash) : fail(applyUnknown(id))
      }),

    unfinished: (environment, deadline) =>
      access.read(deadline, async (db) => {
        const rows = await db
          .selectFrom('applies')
          .select(APPLY_COLUMNS)
          .where('environment', '=', environment)
          .where('status', 'not in', ['Completed', 'Failed', 'Cancelled'])
          .orderBy('number')
          .execute()
        const applies: Apply[] = []
        for (const row of rows) applies.push(await applyOf(db, row))
        return ok(applies)
      }),

    completed: (environment, planDigest, deadline) =>
      access.read(deadline, async (db) => {
        const row = await db
          .selectFrom('applies')
          .select(APPLY_COLUMNS)
          .where('environment', '=', environment)
          .where('plan_digest', '=', planDigest)
          .where('status', '=', 'Completed')
          .executeTakeFirst()
        return ok(row ? await applyOf(db, row) : null)
      }),
  }
}

/** The apply with its operations. */
export async function applyOf(db: Kysely<Tables>, row: ApplyRow): Promise<Apply> {
  const operations = await db
    .selectFrom('operations')
    .select(['id', 'resource', 'action', 'status', 'note'])
    .where('apply_id', '=', row.id)
    .orderBy('position')
    .execute()
  const { id, environment, plan_digest: planDigest, status, cause } = row
  return { id, environment, planDigest, status, cause, operations }
}

export function applyUnknown(id: string): PortFailure<'applyUnknown'> {
  return portFailure('applyUnknown', { message: `there is no apply ${id} in this state` })
}

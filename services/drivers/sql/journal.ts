// The journal as rows, written: compare-and-set on every step, its event in the same transaction.
import type { Kysely } from 'kysely'
import { sha256Hex } from '../../../compiler/identity/sha256.ts'
import { portFailure } from '../../core/failures.ts'
import type { PortFailure } from '../../core/failures.ts'
import { InternalError } from '../../../compiler/internal-error.ts'
import type { Apply, Journal, Submission } from '../../core/journal.ts'
import { canMove, canMoveOperation } from '../../core/lifecycle.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import type { SqlAccess } from './access.ts'
import { chunksOf, ROWS } from './chunks.ts'
import { addEvents } from './events.ts'
import type { NewEvent } from './events.ts'
import { checkFence } from './fence.ts'
import { APPLY_COLUMNS, applyOf, applyUnknown, createJournalReader } from './journal-reader.ts'
import type { ApplyRow } from './journal-reader.ts'
import type { Tables } from './tables.ts'

type Accepted = { readonly apply: Apply; readonly created: boolean }
type MoveFailure = PortFailure<'applyMoved' | 'applyUnknown' | 'fenced'>

export function createJournal(access: SqlAccess): Journal {
  const { now } = access
  return {
    ...createJournalReader(access),

    submit: (submission, deadline) =>
      access.write<Accepted>(deadline, async (db) => {
        const known = await db
          .selectFrom('applies')
          .select(APPLY_COLUMNS)
          .where('environment', '=', submission.environment)
          .where('plan_digest', '=', submission.planDigest)
          .where('status', 'not in', ['Failed', 'Cancelled'])
          .executeTakeFirst()
        if (known) return ok({ apply: await applyOf(db, known), created: false })
        return ok({ apply: await applyOf(db, await insertApply(db, now, submission)), created: true })
      }),

    async move(id, epoch, from, to, cause, deadline) {
      if (!canMove(from, to)) throw new InternalError(`an apply does not go from ${from} to ${to}`)
      return access.write<void, MoveFailure>(deadline, async (db) => {
        const apply = await protectedApply(db, id, epoch)
        if (!apply.ok) return apply
        const { status, environment } = apply.value
        if (status !== from) return fail(applyMoved(`apply ${id}`, from, status))
        await db.updateTable('applies').set({ status: to, cause }).where('id', '=', id).execute()
        await addEvents(db, now, [
          { environment, kind: 'apply.moved', subject: id, data: { from, to, cause } },
        ])
        return ok(undefined)
      })
    },

    async moveOperations(id, epoch, steps, deadline) {
      const wrong = steps.find((step) => !canMoveOperation(step.from, step.to))
      if (wrong) throw new InternalError(`an operation does not go from ${wrong.from} to ${wrong.to}`)
      return access.write<void, MoveFailure>(deadline, async (db) => {
        const apply = await protectedApply(db, id, epoch)
        if (!apply.ok) return apply
        const events: NewEvent[] = []
        for (const step of steps) {
          const note = step.note ?? null
          const at = db
            .updateTable('operations')
            .set({ status: step.to, note })
            .where('apply_id', '=', id)
            .where('id', '=', step.id)
          const { numUpdatedRows } = await at.where('status', '=', step.from).executeTakeFirst()
          if (numUpdatedRows !== 1n) return fail(await operationMoved(db, id, step.id, step.from))
          events.push({
            environment: apply.value.environment,
            kind: 'operation.moved',
            subject: id,
            data: { operation: step.id, from: step.from, to: step.to, note },
          })
        }
        await addEvents(db, now, events)
        return ok(undefined)
      })
    },
  }
}

async function insertApply(
  db: Kysely<Tables>,
  now: SqlAccess['now'],
  { environment, planDigest, plan, operations }: Submission,
): Promise<ApplyRow> {
  const newest = await db
    .selectFrom('applies')
    .select((of) => of.fn.max('number').as('number'))
    .where('environment', '=', environment)
    .executeTakeFirst()
  const number = (newest?.number ?? 0) + 1
  const id = `${environment}-${number}`
  const row = await db
    .insertInto('applies')
    .values({
      id,
      environment,
      number,
      plan_digest: planDigest,
      plan,
      plan_hash: sha256Hex(plan),
      status: 'Submitted',
      cause: null,
      submitted_at: now,
    })
    .returning(APPLY_COLUMNS)
    .executeTakeFirstOrThrow()
  const rows = operations.map((operation, position) => ({
    apply_id: id,
    position,
    id: operation.id,
    resource: operation.resource,
    action: operation.action,
    status: 'pending' as const,
    note: null,
  }))
  for (const chunk of chunksOf(rows, ROWS)) await db.insertInto('operations').values(chunk).execute()
  const data = { from: null, to: 'Submitted', plan_digest: planDigest }
  await addEvents(db, now, [{ environment, kind: 'apply.moved', subject: id, data }])
  return row
}

async function protectedApply(
  db: Kysely<Tables>,
  id: string,
  epoch: number,
): Promise<Result<ApplyRow, PortFailure<'applyUnknown' | 'fenced'>>> {
  const row = await db.selectFrom('applies').select(APPLY_COLUMNS).where('id', '=', id).executeTakeFirst()
  if (!row) return fail(applyUnknown(id))
  const fence = await checkFence(db, row.environment, epoch)
  return fence.ok ? ok(row) : fence
}

async function operationMoved(
  db: Kysely<Tables>,
  applyId: string,
  id: string,
  expected: string,
): Promise<PortFailure<'applyMoved'>> {
  const row = await db
    .selectFrom('operations')
    .select('status')
    .where('apply_id', '=', applyId)
    .where('id', '=', id)
    .executeTakeFirst()
  return applyMoved(`operation ${id} of apply ${applyId}`, expected, row?.status ?? 'unknown')
}

function applyMoved(what: string, expected: string, actual: string): PortFailure<'applyMoved'> {
  return portFailure('applyMoved', {
    message: `${what} is ${actual}, not ${expected}`,
    hint: 'Somebody else works on it. Look at its state before going on.',
    expected,
    actual,
  })
}

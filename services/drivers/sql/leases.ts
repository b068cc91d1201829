// Leases as rows. All comparisons of time happen in the database.
import { sql } from 'kysely'
import type { Kysely, Selectable } from 'kysely'
import { portFailure } from '../../core/failures.ts'
import type { PortFailure } from '../../core/failures.ts'
import type { Holder } from '../../core/holder.ts'
import type { Lease, LeaseReader, Leases } from '../../core/leases.ts'
import { fail, ok } from '../../core/result.ts'
import type { SqlAccess, SqlReadAccess } from './access.ts'
import { addEvents } from './events.ts'
import { fenced } from './fence.ts'
import type { Tables } from './tables.ts'

type Row = Selectable<Tables['leases']>

export function createLeaseReader(access: SqlReadAccess): LeaseReader {
  return {
    held: (keys, deadline) =>
      access.read(deadline, async (db) => {
        let query = db.selectFrom('leases').selectAll().select(access.now.as('now'))
        if (keys !== 'all') query = query.where('key', 'in', [...keys])
        const rows = await query.orderBy('key').execute()
        return ok(rows.flatMap((row) => leaseOf(row, row.now) ?? []))
      }),
  }
}

export function createLeases(access: SqlAccess): Leases {
  const { now } = access
  const after = (ttlMs: number) => sql<number>`${now} + ${ttlMs}`
  const find = (db: Kysely<Tables>, key: string) =>
    db.selectFrom('leases').selectAll().select(now.as('now')).where('key', '=', key).executeTakeFirst()

  return {
    ...createLeaseReader(access),

    async acquire(key, holder, ttlMs, isAlive, deadline) {
      /** `deadEpoch`: the epoch whose holder was found dead, which makes that grant void. */
      const attempt = (deadEpoch: number | null) =>
        access.write(deadline, async (db) => {
          const row = await find(db, key)
          const held = row && leaseOf(row, row.now)
          const own = held && isSame(held.holder, holder)
          if (held && !own && held.epoch !== deadEpoch) return fail(leaseHeld(held))
          const epoch = own ? held.epoch : (row?.epoch ?? 0) + 1
          const grant = { ...holder, epoch, expires_at: after(ttlMs) }
          await (row
            ? db.updateTable('leases').set(grant).where('key', '=', key).execute()
            : db
                .insertInto('leases')
                .values({ key, ...grant })
                .execute())
          return ok({ key, epoch, holder, expiresInMs: ttlMs })
        })
      const first = await attempt(null)
      if (first.ok || first.failure.kind !== 'leaseHeld' || isAlive(first.failure.holder)) return first
      return attempt(first.failure.epoch)
    },

    renew: (key, epoch, ttlMs, deadline) =>
      access.write(deadline, async (db) => {
        const row = await find(db, key)
        const granted = row && grantOf(row)
        if (!granted || row.epoch !== epoch) return fail(fenced(`the lease ${key}`, epoch, row?.epoch ?? 0))
        await db
          .updateTable('leases')
          .set({ expires_at: after(ttlMs) })
          .where('key', '=', key)
          .execute()
        return ok({ ...granted, expiresInMs: ttlMs })
      }),

    release: (key, epoch, deadline) =>
      access.write(deadline, async (db) => {
        await db
          .updateTable('leases')
          .set({ owner: null })
          .where('key', '=', key)
          .where('epoch', '=', epoch)
          .execute()
        return ok(undefined)
      }),

    break: (key, reason, deadline) =>
      access.write(deadline, async (db) => {
        const row = await find(db, key)
        if (!row) return ok(null)
        const held = leaseOf(row, row.now)
        const epoch = row.epoch + 1
        await db.updateTable('leases').set({ owner: null, epoch }).where('key', '=', key).execute()
        const data = { reason, epoch, owner: held?.holder.owner ?? null }
        await addEvents(db, now, [{ environment: null, kind: 'lease.broken', subject: key, data }])
        return ok(held)
      }),
  }
}

/** The row as a lease; `null` when it is free or has lapsed. */
function leaseOf(row: Row, now: number): Lease | null {
  const granted = grantOf(row)
  return granted === null || row.expires_at <= now ? null : { ...granted, expiresInMs: row.expires_at - now }
}

/** To whom it was given last, lapsed or not; `null` when it was given back. */
function grantOf({ key, epoch, owner, host, pid, started }: Row): Omit<Lease, 'expiresInMs'> | null {
  return owner === null ? null : { key, epoch, holder: { owner, host, pid, started } }
}

function isSame(a: Holder, b: Holder): boolean {
  return a.owner === b.owner && a.host === b.host && a.pid === b.pid && a.started === b.started
}

function leaseHeld({ key, epoch, holder, expiresInMs }: Lease): PortFailure<'leaseHeld'> {
  return portFailure('leaseHeld', {
    message: `${key} is held by ${holder.owner} (process ${holder.pid} on ${holder.host}) for another ${expiresInMs} ms`,
    hint: 'Wait until it is done; break the lock only if you know that it will never be.',
    holder,
    epoch,
    expiresInMs,
  })
}

// The event rows: written in the transaction that made something happen, read in its order.
import type { Kysely } from 'kysely'
import { canonicalJson } from '../../../compiler/identity/canonical-json.ts'
import type { Json } from '../../core/json.ts'
import type { EventReader, StoredEvent } from '../../core/journal.ts'
import { ok } from '../../core/result.ts'
import type { SqlAccess, SqlReadAccess } from './access.ts'
import { chunksOf, ROWS } from './chunks.ts'
import { parseStored } from './stored-text.ts'
import type { Tables } from './tables.ts'

/** An event without what the database adds. */
export type NewEvent = Pick<StoredEvent, 'environment' | 'kind' | 'subject' | 'data'>

/** Adds events inside the caller's transaction. */
export async function addEvents(
  db: Kysely<Tables>,
  now: SqlAccess['now'],
  events: readonly NewEvent[],
): Promise<void> {
  for (const chunk of chunksOf(events, ROWS)) {
    await db
      .insertInto('events')
      .values(chunk.map((event) => ({ ...event, data: canonicalJson(event.data), at: now })))
      .execute()
  }
}

export function createEventReader(access: SqlReadAccess): EventReader {
  return {
    eventsAfter: (sequence, max, deadline) =>
      access.read(deadline, async (db) => {
        const rows = await db
          .selectFrom('events')
          .selectAll()
          .where('sequence', '>', sequence)
          .orderBy('sequence')
          .limit(max)
          .execute()
        const events: StoredEvent[] = []
        for (const row of rows) {
          const data = parseStored<Json>('event', row.data)
          if (!data.ok) return data
          events.push({ ...row, data: data.value })
        }
        return ok(events)
      }),
  }
}

// Environments as rows, changed: one transaction a promotion, rows of older generations kept.
import type { Kysely } from 'kysely'
import { canonicalJson } from '../../../compiler/identity/canonical-json.ts'
import { sha256Hex } from '../../../compiler/identity/sha256.ts'
import type {
  EnvironmentHead,
  EnvironmentStore,
  Promotion,
  StreamChange,
} from '../../core/environment-store.ts'
import { ABSENT } from '../../core/etag.ts'
import { portFailure } from '../../core/failures.ts'
import type { PortFailure } from '../../core/failures.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import type { SqlAccess } from './access.ts'
import { chunksOf, IDS } from './chunks.ts'
import { createEnvironmentReader, headOf, streamEntry } from './environment-reader.ts'
import { addEvents } from './events.ts'
import { checkFence } from './fence.ts'
import { parseStored } from './stored-text.ts'
import type { Tables } from './tables.ts'

export function createEnvironmentStore(access: SqlAccess): EnvironmentStore {
  return {
    ...createEnvironmentReader(access),

    promote: (promotion, deadline) =>
      access.write<EnvironmentHead, PortFailure<'fenced' | 'generationMoved'>>(deadline, async (db) => {
        const { environment, epoch, expected, applyId } = promotion
        const fence = await checkFence(db, environment, epoch)
        if (!fence.ok) return fence
        const done = await db
          .selectFrom('generations')
          .select('generation')
          .where('environment', '=', environment)
          .where('apply_id', '=', applyId)
          .executeTakeFirst()
        if (done) return ok(headOf(environment, done.generation))
        const row = await db
          .selectFrom('environments')
          .select('generation')
          .where('environment', '=', environment)
          .executeTakeFirst()
        const actual = row?.generation ?? 0
        if (actual !== expected) return fail(generationMoved(environment, expected, actual))
        await writeGeneration(db, access.now, promotion)
        return ok(headOf(environment, expected + 1))
      }),

    changeStreams: (environment, epoch, changes, deadline) =>
      access.write<void, PortFailure<'fenced' | 'resourceMoved' | 'stateCorrupt'>>(deadline, async (db) => {
        const fence = await checkFence(db, environment, epoch)
        if (!fence.ok) return fence
        for (const change of changes) {
          const changed = await changeStream(db, access.now, environment, change)
          if (!changed.ok) return changed
        }
        return ok(undefined)
      }),
  }
}

async function writeGeneration(
  db: Kysely<Tables>,
  now: SqlAccess['now'],
  { environment, expected, applyId, planDigest, put, remove }: Promotion,
): Promise<void> {
  const generation = expected + 1
  const names = put.map((strategy) => strategy.name)
  await db
    .insertInto('environments')
    .values({ environment, generation })
    .onConflict((at) => at.column('environment').doUpdateSet({ generation }))
    .execute()
  await db
    .insertInto('generations')
    .values({
      environment,
      generation,
      apply_id: applyId,
      plan_digest: planDigest,
      promoted_at: now,
      put: canonicalJson(names.toSorted()),
      removed: canonicalJson(remove.toSorted()),
    })
    .execute()
  for (const chunk of chunksOf([...names, ...remove], IDS)) {
    await db
      .updateTable('strategies')
      .set({ until: generation })
      .where('environment', '=', environment)
      .where('until', 'is', null)
      .where('name', 'in', [...chunk])
      .execute()
  }
  for (const { name, dag, params, file } of put) {
    const document = canonicalJson(dag)
    await db
      .insertInto('strategies')
      .values({
        environment,
        name,
        since: generation,
        until: null,
        dag_id: dag.dag_id,
        params: canonicalJson(params),
        file,
        document,
        document_hash: sha256Hex(document),
      })
      .execute()
  }
  const data = { generation, apply_id: applyId, plan_digest: planDigest }
  await addEvents(db, now, [{ environment, kind: 'environment.promoted', subject: environment, data }])
}

async function changeStream(
  db: Kysely<Tables>,
  now: SqlAccess['now'],
  environment: string,
  { key, expected, attributes }: StreamChange,
): Promise<Result<void, PortFailure<'resourceMoved' | 'stateCorrupt'>>> {
  const row = await db
    .selectFrom('streams')
    .select('attributes')
    .where('environment', '=', environment)
    .where('key', '=', key)
    .executeTakeFirst()
  const wanted = attributes && canonicalJson(attributes)
  if (wanted === (row?.attributes ?? null)) return ok(undefined)
  let actual = ABSENT
  if (row) {
    const stored = parseStored<NonNullable<StreamChange['attributes']>>(`stream ${key}`, row.attributes)
    if (!stored.ok) return stored
    actual = streamEntry(key, stored.value).etag
  }
  if (actual !== expected) return fail(resourceMoved(key, expected, actual))
  await (wanted === null
    ? db.deleteFrom('streams').where('environment', '=', environment).where('key', '=', key).execute()
    : db
        .insertInto('streams')
        .values({ environment, key, attributes: wanted })
        .onConflict((at) => at.columns(['environment', 'key']).doUpdateSet({ attributes: wanted }))
        .execute())
  // The event keeps what the stream was: stream rows have no generations.
  const data = { from: row?.attributes ?? null, to: wanted }
  await addEvents(db, now, [{ environment, kind: 'stream.changed', subject: key, data }])
  return ok(undefined)
}

function generationMoved(
  environment: string,
  expected: number,
  actual: number,
): PortFailure<'generationMoved'> {
  return portFailure('generationMoved', {
    message: `environment ${environment} is at generation ${actual}, the plan was made on ${expected}`,
    hint: 'Plan again.',
    expected,
    actual,
  })
}

function resourceMoved(key: string, expected: string, actual: string): PortFailure<'resourceMoved'> {
  return portFailure('resourceMoved', {
    message: `stream ${key} is not what the plan was made on`,
    hint: 'Plan again.',
    key,
    expected,
    actual,
  })
}

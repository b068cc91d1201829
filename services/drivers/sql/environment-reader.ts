// Environments as rows, read: heads, generations, strategies, streams.
import type { DagDocument } from '../../../compiler/dag/document.ts'
import type {
  EnvironmentHead,
  EnvironmentReader,
  GenerationRecord,
  StrategyEntry,
  StreamAttributes,
  StreamEntry,
} from '../../core/environment-store.ts'
import { etagOf } from '../../core/etag.ts'
import { ok } from '../../core/result.ts'
import type { SqlReadAccess } from './access.ts'
import { chunksOf, IDS } from './chunks.ts'
import { byCodeUnit } from './order.ts'
import { parseStored, sealed } from './stored-text.ts'

export function createEnvironmentReader(access: SqlReadAccess): EnvironmentReader {
  return {
    environments: (deadline) =>
      access.read(deadline, async (db) => {
        const rows = await db
          .selectFrom('environments')
          .select('environment')
          .union(db.selectFrom('streams').select('environment'))
          .execute()
        return ok(rows.map((row) => row.environment).toSorted(byCodeUnit))
      }),

    head: (environment, deadline) =>
      access.read(deadline, async (db) => {
        const row = await db
          .selectFrom('environments')
          .select('generation')
          .where('environment', '=', environment)
          .executeTakeFirst()
        return ok(headOf(environment, row?.generation ?? 0))
      }),

    strategies: (environment, generation, deadline) =>
      access.read(deadline, async (db) => {
        const all = db
          .selectFrom('strategies')
          .select(['name', 'dag_id', 'params', 'file'])
          .where('environment', '=', environment)
        const rows = await (
          generation === 'newest'
            ? all.where('until', 'is', null)
            : all
                .where('since', '<=', generation)
                .where((is) => is.or([is('until', 'is', null), is('until', '>', generation)]))
        ).execute()
        const entries: StrategyEntry[] = []
        for (const { name, dag_id: dagId, file, params } of rows) {
          const parsed = parseStored<StrategyEntry['params']>(`strategy ${name}`, params)
          if (!parsed.ok) return parsed
          entries.push({ name, dagId, params: parsed.value, file, etag: strategyEtag(name, dagId) })
        }
        return ok(entries.toSorted((a, b) => byCodeUnit(a.name, b.name)))
      }),

    documents: (environment, names, deadline) =>
      access.read(deadline, async (db) => {
        const documents = new Map<string, DagDocument>()
        for (const chunk of chunksOf(names, IDS)) {
          const rows = await db
            .selectFrom('strategies')
            .select(['name', 'document', 'document_hash'])
            .where('environment', '=', environment)
            .where('until', 'is', null)
            .where('name', 'in', [...chunk])
            .execute()
          for (const row of rows) {
            const text = sealed(`strategy ${row.name}`, row.document, row.document_hash)
            if (!text.ok) return text
            const document = parseStored<DagDocument>(`strategy ${row.name}`, text.value)
            if (!document.ok) return document
            documents.set(row.name, document.value)
          }
        }
        return ok(documents)
      }),

    generations: (environment, deadline) =>
      access.read(deadline, async (db) => {
        const rows = await db
          .selectFrom('generations')
          .selectAll()
          .where('environment', '=', environment)
          .orderBy('generation', 'desc')
          .execute()
        const records: GenerationRecord[] = []
        for (const row of rows) {
          const put = parseStored<readonly string[]>('generation', row.put)
          const removed = parseStored<readonly string[]>('generation', row.removed)
          if (!put.ok) return put
          if (!removed.ok) return removed
          const { generation, apply_id: applyId, plan_digest: planDigest, promoted_at: promotedAt } = row
          records.push({
            generation,
            applyId,
            planDigest,
            promotedAt,
            put: put.value,
            removed: removed.value,
          })
        }
        return ok(records)
      }),

    streams: (environment, keys, deadline) =>
      access.read(deadline, async (db) => {
        let query = db
          .selectFrom('streams')
          .select(['key', 'attributes'])
          .where('environment', '=', environment)
        if (keys !== 'all') query = query.where('key', 'in', [...keys])
        const entries: StreamEntry[] = []
        for (const row of await query.execute()) {
          const attributes = parseStored<StreamAttributes>(`stream ${row.key}`, row.attributes)
          if (!attributes.ok) return attributes
          entries.push(streamEntry(row.key, attributes.value))
        }
        return ok(entries.toSorted((a, b) => byCodeUnit(a.key, b.key)))
      }),
  }
}

export function headOf(environment: string, generation: number): EnvironmentHead {
  return { environment, generation, etag: etagOf({ environment, generation }) }
}

function strategyEtag(name: string, dagId: string): string {
  return etagOf({ name, dag_id: dagId })
}

export function streamEntry(key: string, attributes: StreamAttributes): StreamEntry {
  return { key, attributes, etag: etagOf({ key, attributes }) }
}

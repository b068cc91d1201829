// Recorded rates as rows: the mean over all measured bars.
import type { Rate, RateReader, Rates } from '../../core/rates.ts'
import { ok } from '../../core/result.ts'
import type { SqlAccess, SqlReadAccess } from './access.ts'
import { chunksOf, IDS } from './chunks.ts'

export function createRateReader(access: SqlReadAccess): RateReader {
  return {
    rates: (codeHashes, deadline) =>
      access.read(deadline, async (db) => {
        const rates = new Map<string, Rate>()
        for (const chunk of chunksOf(codeHashes, IDS)) {
          const rows = await db
            .selectFrom('rates')
            .selectAll()
            .where('code_hash', 'in', [...chunk])
            .execute()
          for (const { code_hash: codeHash, ns_per_bar: nsPerBar, bars } of rows) {
            rates.set(codeHash, { codeHash, nsPerBar, bars })
          }
        }
        return ok(rates)
      }),
  }
}

export function createRates(access: SqlAccess): Rates {
  return {
    ...createRateReader(access),

    measured: (rates, deadline) =>
      access.write(deadline, async (db) => {
        for (const { codeHash, nsPerBar, bars } of rates) {
          const old = await db
            .selectFrom('rates')
            .selectAll()
            .where('code_hash', '=', codeHash)
            .executeTakeFirst()
          const all = (old?.bars ?? 0) + bars
          if (all === 0) continue
          const row = {
            ns_per_bar: ((old?.ns_per_bar ?? 0) * (old?.bars ?? 0) + nsPerBar * bars) / all,
            bars: all,
          }
          await db
            .insertInto('rates')
            .values({ code_hash: codeHash, ...row })
            .onConflict((at) => at.column('code_hash').doUpdateSet(row))
            .execute()
        }
        return ok(undefined)
      }),
  }
}

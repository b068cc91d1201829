// Reads the histories of streams as their inputs want them, each combination once.
import type { DesiredStream } from '../../../compiler/plan/desired.ts'
import type { WantedInput } from '../../../compiler/plan/wanted-graph.ts'
import type { Ticks } from '../../../compiler/runtime/ticks.ts'
import { canonicalJson } from '../../../compiler/identity/canonical-json.ts'
import type { History, HistorySource } from '../../core/history-source.ts'
import { ok, type Result } from '../../core/result.ts'
import { sinceOrigin } from '../domain/history-extent.ts'

export interface LoadedHistories {
  /** By the stream's key: all its rows, those before the origin too, with the columns that some input reads. */
  readonly rows: ReadonlyMap<string, Ticks>
  /** By NodeID of the input. */
  readonly ticks: ReadonlyMap<string, Ticks>
}

/** `originOf`: opening of the first bucket that counts, null for the whole history. */
export async function loadHistories(
  source: HistorySource,
  streams: readonly DesiredStream[],
  inputs: readonly WantedInput[],
  originOf: (key: string) => number | null,
): Promise<Result<LoadedHistories>> {
  const loaded = new Map<string, History | null>()
  const rows = new Map<string, Ticks>()
  const ticks = new Map<string, Ticks>()
  const load = async (stream: DesiredStream, fields: readonly string[], missing: WantedInput['missing']) => {
    const key = canonicalJson([stream.key, fields, missing])
    const known = loaded.get(key)
    if (known !== undefined) return ok(known)
    const history = await source.load({ stream, fields, missing })
    if (history.ok) loaded.set(key, history.value)
    return history
  }
  for (const stream of streams) {
    const readers = inputs.filter((input) => input.key === stream.key)
    for (const input of readers) {
      const history = await load(stream, input.fields, input.missing)
      if (!history.ok) return history
      if (history.value === null) continue
      ticks.set(input.node_id, sinceOrigin(history.value.ticks, stream.clock, originOf(stream.key)))
      rows.set(stream.key, mergeColumns(rows.get(stream.key), history.value.rows))
    }
  }
  return ok({ rows, ticks })
}

/** Readings of one file have the same rows, so their columns can stand side by side. */
function mergeColumns(known: Ticks | undefined, more: Ticks): Ticks {
  return known === undefined ? more : { ...known, columns: { ...known.columns, ...more.columns } }
}

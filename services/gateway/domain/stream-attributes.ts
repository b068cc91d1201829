// Streams as an environment stores them, and as plans speak of them.
import { canonicalJson } from '../../../compiler/identity/canonical-json.ts'
import type { DesiredStream } from '../../../compiler/plan/desired.ts'
import type { Extent, StoredStream } from '../../../compiler/plan/observed.ts'
import type { StreamAttributes, StreamEntry } from '../../core/environment-store.ts'
import type { Json } from '../../core/json.ts'

/** What is stored under `history`: where it comes from, and how much of it was taken in. */
interface StoredHistory {
  readonly source: Json
  readonly extent: Extent | null
}

export interface StreamState {
  readonly incarnation: number
  readonly origin_ms: number | null
  readonly extent: Extent | null
}

export function streamAttributes(stream: DesiredStream, state: StreamState): StreamAttributes {
  const { extent } = state
  return {
    type: stream.type,
    clock: canonicalJson(stream.clock),
    origin: state.origin_ms === null ? '' : String(state.origin_ms),
    tags: stream.tags,
    history: {
      source: plain(stream.history),
      extent: extent === null ? null : storedExtent(extent),
    },
    live: plain(stream.live),
    incarnation: state.incarnation,
  }
}

export function storedStream({ attributes, etag }: StreamEntry): StoredStream {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by streamAttributes alone, and read back with its etag
  const { source, extent } = attributes.history as unknown as StoredHistory
  return {
    type: attributes.type,
    origin_ms: attributes.origin === '' ? null : Number(attributes.origin),
    tags: attributes.tags,
    history: source,
    live: attributes.live,
    incarnation: attributes.incarnation,
    extent,
    etag,
  }
}

function storedExtent({ unread, ...extent }: Extent): Json {
  const left = Object.entries(unread ?? {}).map(([name, column]) => [name, { ...column }] as const)
  const columns = { ...extent, fields: { ...extent.fields } }
  return left.length === 0 ? columns : { ...columns, unread: Object.fromEntries(left) }
}

/** JSON without members that are undefined, as stores want it. */
function plain(value: DesiredStream['history']): Json {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what canonical JSON writes is JSON
  return JSON.parse(canonicalJson(value)) as Json
}

// Lineage: which streams, in which incarnation and from which origin, a result came from. Results of
// another lineage are other results, whatever their NodeID says.
import { canonicalJson } from '../identity/canonical-json.ts'
import { sha256Hex } from '../identity/sha256.ts'

export interface Source {
  /** The stream's key in its environment. */
  readonly key: string
  readonly incarnation: number
  /** Opening of the first bucket, ms since 1970. */
  readonly origin_ms: number | null
}

/** 64 hex digits, the same in whatever order the sources come. */
export function lineageOf(sources: Iterable<Source>): string {
  const rows = [...sources].map(({ key, incarnation, origin_ms }) => [key, incarnation, origin_ms] as const)
  return sha256Hex(canonicalJson(rows.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))))
}

// The id of a whole strategy: what it is bound to, whatever it is called.
import type { DagSink } from '../dag/document.ts'
import { canonicalJson } from './canonical-json.ts'
import { sha256Hex } from './sha256.ts'

/** Sinks in canonical order: by kind, then by name, by code unit. */
export function sortSinks(sinks: readonly DagSink[]): readonly DagSink[] {
  const key = (sink: DagSink): string => `${sink.kind} ${sink.name}`
  return sinks.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}

/** SHA-256 over the canonical JSON of the scheme's version and the sorted sinks. */
export function dagId(v: number, sinks: readonly DagSink[]): string {
  return sha256Hex(canonicalJson({ v, sinks: sortSinks(sinks) }))
}

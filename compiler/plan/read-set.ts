// The read-set: each thing on which a plan rests, with its etag. Made by the same function when a plan
// is made and when it is applied, so that what moved in between can be named.
import { ABSENT, digestOf } from './etag.ts'
import type { Observed, ObservedStream } from './observed.ts'
import type { ReadEntry, ReadKind } from './plan.ts'

/** Keys that a plan rests on, beside the environment and its strategies, which always are. */
export interface ReadKeys {
  readonly streams: Iterable<string>
  /** Known nodes; unknown ones are created by whoever comes first and rest on nothing. */
  readonly nodes: Iterable<string>
  readonly queues: Iterable<string>
}

const ORDER: readonly ReadKind[] = ['environment', 'strategy', 'stream', 'node', 'queue', 'run']

export function readSet(observed: Observed, keys: ReadKeys): readonly ReadEntry[] {
  const streams = new Map(observed.streams.map((stream) => [stream.key, stream]))
  const nodes = new Map(observed.nodes.map((node) => [node.node_id, node.etag]))
  const queues = new Map(observed.queues.map((queue) => [queue.node_id, queue.etag]))
  const entries: ReadEntry[] = [
    { kind: 'environment', key: observed.environment, etag: observed.etag },
    ...observed.strategies.map(({ name, etag }) => ({ kind: 'strategy' as const, key: name, etag })),
    ...[...keys.streams].map((key) => ({ kind: 'stream' as const, key, etag: streamEtag(streams.get(key)) })),
    ...[...keys.nodes].map((key) => ({ kind: 'node' as const, key, etag: nodes.get(key) ?? ABSENT })),
    ...[...keys.queues].map((key) => ({ kind: 'queue' as const, key, etag: queues.get(key) ?? ABSENT })),
  ]
  return entries.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.key < b.key ? -1 : 1))
}

/** What moved between two readings: entries of the old set that the new one says otherwise. */
export function movedEntries(
  planned: readonly ReadEntry[],
  now: readonly ReadEntry[],
): readonly (ReadEntry & { readonly now: string })[] {
  const current = new Map(now.map((entry) => [`${entry.kind} ${entry.key}`, entry.etag]))
  const moved = planned.map((entry) => ({
    ...entry,
    now: current.get(`${entry.kind} ${entry.key}`) ?? ABSENT,
  }))
  const known = new Set(planned.map((entry) => `${entry.kind} ${entry.key}`))
  const appeared = now.filter((entry) => entry.kind === 'strategy' && !known.has(`strategy ${entry.key}`))
  return [
    ...moved.filter((entry) => entry.now !== entry.etag),
    ...appeared.map((entry) => ({ ...entry, etag: ABSENT, now: entry.etag })),
  ]
}

/** Of the stored stream and of what its provider offers. */
function streamEtag(stream: ObservedStream | undefined): string {
  if (stream === undefined) return ABSENT
  return digestOf({ stored: stream.stored?.etag ?? null, history: stream.history?.fields ?? null })
}

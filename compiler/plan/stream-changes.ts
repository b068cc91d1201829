// What becomes of each stream: registered, changed in place, or begun anew where results of its past
// no longer hold. The state after the change decides which queues are still good.
import { canonicalJson } from '../identity/canonical-json.ts'
import type { Desired, DesiredStream } from './desired.ts'
import { instantText } from './instant-text.ts'
import type { Source } from './lineage.ts'
import type { Extent, ObservedStream } from './observed.ts'
import type { Change, Reason } from './plan.ts'
import { byCodeUnit } from '../explain/code-units.ts'
import type { WantedGraph } from './wanted-graph.ts'

/** A stream as it stands when the plan is applied. */
export interface StreamOutcome {
  readonly stream: DesiredStream
  readonly source: Source
  /** What there is to compute from; null when the stream has no history. */
  readonly extent: Extent | null
  readonly action: 'create' | 'update' | 'replace' | 'none'
  readonly reasons: readonly Reason[]
}

export function streamOutcomes(
  graph: WantedGraph,
  observed: readonly ObservedStream[],
): ReadonlyMap<string, StreamOutcome> {
  const known = new Map(observed.map((stream) => [stream.key, stream]))
  return new Map([...graph.streams].map(([key, stream]) => [key, outcomeOf(stream, known.get(key))]))
}

function outcomeOf(stream: DesiredStream, observed: ObservedStream | undefined): StreamOutcome {
  const stored = observed?.stored ?? null
  const history = observed?.history ?? null
  const extent = history === null ? (stored?.extent ?? null) : withoutVerdict(history)
  const origin = stream.origin_ms ?? stored?.origin_ms ?? extent?.first_ms ?? null
  const source = { key: stream.key, incarnation: stored?.incarnation ?? 1, origin_ms: origin }
  if (stored === null) return { stream, source, extent, action: 'create', reasons: [] }

  const reason = (path: string, from: string, to: string): readonly Reason[] =>
    from === to ? [] : [{ path, from, to, kind: path, ...stream.at }]
  const anew = [
    ...reason('type', stored.type, stream.type),
    ...(stored.origin_ms === null ? [] : reason('origin', instant(stored.origin_ms), instant(origin))),
    ...(history === null || history.continues
      ? []
      : reason('history', extentText(stored.extent), 'other data')),
  ]
  const inPlace = [
    ...(stored.origin_ms === null ? reason('origin', 'unknown', instant(origin)) : []),
    ...reason(
      'tags',
      stored.tags.join(', ') || 'none',
      stream.tags.toSorted(byCodeUnit).join(', ') || 'none',
    ),
    ...reason('provider', canonicalJson(stored.history), canonicalJson(stream.history)),
    ...reason('live', canonicalJson(stored.live), canonicalJson(stream.live)),
    ...(history?.continues === true ? reason('history', extentText(stored.extent), extentText(extent)) : []),
  ]
  const action = anew.length > 0 ? 'replace' : inPlace.length > 0 ? 'update' : 'none'
  if (action !== 'replace') return { stream, source, extent, action, reasons: inPlace }
  const incarnation = stored.incarnation + 1
  const begun = reason('incarnation', String(stored.incarnation), String(incarnation))
  return {
    stream,
    source: { ...source, incarnation },
    extent,
    action,
    reasons: [...anew, ...inPlace, ...begun],
  }
}

function withoutVerdict({ ticks, first_ms, last_ms, fields }: Extent): Extent {
  return { ticks, first_ms, last_ms, fields }
}

function extentText(extent: Extent | null): string {
  return extent === null ? 'none' : `${extent.ticks} ticks to ${instant(extent.last_ms)}`
}

function instant(ms: number | null): string {
  return ms === null ? 'unknown' : instantText(ms)
}

/** Changes of the wanted streams, and `none` for streams that no wanted strategy reads any more. */
export function streamChanges(
  desired: Desired,
  graph: WantedGraph,
  outcomes: ReadonlyMap<string, StreamOutcome>,
  observed: readonly ObservedStream[],
): readonly Change[] {
  const wanted = [...outcomes].map(([key, { action, reasons }]): Change => {
    const users = new Set(
      [...graph.nodes.values()].filter((n) => n.streams.includes(key)).flatMap((n) => n.strategies),
    )
    const strategies = [...users].toSorted(byCodeUnit)
    const change = action === 'none' ? {} : { class: streamClass(action, reasons) }
    return {
      resource: 'stream',
      id: key,
      action: action === 'replace' ? 'update' : action,
      ...first(strategies),
      strategies,
      label: key,
      ...change,
      cause: action === 'update' || action === 'replace',
      reason: reasons,
    }
  })
  const left = observed.filter((stream) => stream.stored !== null && !outcomes.has(stream.key))
  return [
    ...wanted,
    ...left.map((stream): Change => ({
      resource: 'stream',
      id: stream.key,
      action: 'none',
      strategies: [],
      label: stream.key,
      ...(desired.streams.some((declared) => declared.key === stream.key) ? {} : { class: 'removed' }),
      cause: false,
      reason: [],
    })),
  ]
}

function streamClass(
  action: 'create' | 'update' | 'replace',
  reasons: readonly Reason[],
): NonNullable<Change['class']> {
  if (action === 'create') return 'new'
  const paths = new Set(reasons.map((reason) => reason.path))
  if (paths.has('type')) return 'schema'
  if (paths.has('origin')) return 'temporal'
  return paths.has('history') ? 'value' : 'metadata'
}

/** The member `strategy` of a change: the first user, if there is one. */
export function first(strategies: readonly string[]): { readonly strategy?: string } {
  return strategies[0] === undefined ? {} : { strategy: strategies[0] }
}

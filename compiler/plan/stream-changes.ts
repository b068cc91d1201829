// What becomes of each stream: registered, changed in place, or begun anew where results of its past
// no longer hold. The state after the change decides which queues are still good.
import { canonicalJson } from '../identity/canonical-json.ts'
import type { Desired, DesiredStream } from './desired.ts'
import { instantText } from './instant-text.ts'
import type { Source } from './lineage.ts'
import type { Extent, ObservedStream } from './observed.ts'
import type { Change, Reason } from './plan.ts'
import { byCodeUnit } from '../explain/code-units.ts'
import { addedColumns, carryOn } from './taken-in.ts'
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
  const before = stored?.extent ?? null
  // An origin that is not written down is where the history begins, also after it was written down once.
  const origin = stream.origin_ms ?? history?.first_ms ?? stored?.origin_ms ?? null
  const source = { key: stream.key, incarnation: stored?.incarnation ?? 1, origin_ms: origin }
  const fresh = history === null ? before : carryOn(history, null)
  if (stored === null) return { stream, source, extent: fresh, action: 'create', reasons: [] }

  const reason = (path: string, from: string, to: string): readonly Reason[] =>
    from === to ? [] : [{ path, from, to, kind: path, ...stream.at }]
  const anew = [
    ...reason('type', stored.type, stream.type),
    ...(stored.origin_ms === null ? [] : reason('origin', instant(stored.origin_ms), instant(origin))),
    ...(history === null || history.continues
      ? []
      : reason('history', extentText(before), brokenText(history, before))),
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
  ]
  if (anew.length > 0) {
    const incarnation = stored.incarnation + 1
    const begun = reason('incarnation', String(stored.incarnation), String(incarnation))
    const reasons = [...anew, ...inPlace, ...begun]
    return { stream, source: { ...source, incarnation }, extent: fresh, action: 'replace', reasons }
  }
  const added = history === null || before === null ? [] : addedColumns(history, before)
  const columns = before === null ? '' : Object.keys(before.fields).toSorted(byCodeUnit).join(', ')
  const reasons = [
    ...inPlace,
    ...(history === null ? [] : reason('history', extentText(before), extentText(history))),
    ...(added.length === 0 ? [] : reason('columns', columns, `${added.join(', ')} too`)),
  ]
  const extent = history === null ? before : carryOn(history, before)
  return { stream, source, extent, action: reasons.length > 0 ? 'update' : 'none', reasons }
}

function brokenText(now: Extent, before: Extent | null): string {
  return before !== null && now.last_ms < before.last_ms
    ? `ends earlier, at ${instant(now.last_ms)}`
    : 'other data'
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

// Which sink of the old document is which of the new one, and what changed in the bindings themselves.
// By kind and name; a lone sink left over on each side is the same sink under another name.
import { byCodeUnit } from './code-units.ts'
import type { DagDocument, DagSink } from '../dag/document.ts'
import type { SinkChange } from './cause.ts'
import type { RootPair } from './compare.ts'

export interface SinkPairs {
  /** Results to compare: what a sink publishes, its condition, the input on whose ticks it trades. */
  readonly pairs: readonly RootPair[]
  /** Nodes that are bound by something that the old document does not have, with the sink's key. */
  readonly added: ReadonlyMap<string, string>
  readonly changes: readonly SinkChange[]
}

function sinkKey(sink: DagSink): string {
  return `${sink.kind}/${sink.name}`
}

export function pairSinks(before: DagDocument, after: DagDocument): SinkPairs {
  const olds = new Map(before.sinks.map((sink) => [sinkKey(sink), sink]))
  const gone = new Map([...olds].filter(([key]) => !after.sinks.some((sink) => sinkKey(sink) === key)))
  const pairs: RootPair[] = []
  const added = new Map<string, string>()
  const changes: SinkChange[] = []
  const note = (kind: SinkChange['kind'], sink: DagSink, from: string, to: string) => {
    const at = after.meta.sinks[sinkKey(sink)]?.at ?? before.meta.sinks[sinkKey(sink)]?.at
    const place = at === undefined ? {} : { file: at.file, line: at.line }
    changes.push({ kind, sink: sinkKey(sink), from, to, ...place })
  }

  for (const sink of after.sinks) {
    const known = olds.get(sinkKey(sink))
    const old = known ?? renamed(sink)
    if (old === undefined) {
      note('added', sink, 'none', labelOf(after, sink.node_id))
      for (const id of [sink.node_id, sink.when_node_id]) if (id !== undefined) added.set(id, sinkKey(sink))
      continue
    }
    gone.delete(sinkKey(old))
    if (known === undefined) note('renamed', sink, old.name, sink.name)
    compareBinding(old, sink)
  }
  for (const sink of gone.values()) note('removed', sink, labelOf(before, sink.node_id), 'none')
  return { pairs, added, changes }

  function renamed(sink: DagSink): DagSink | undefined {
    const left = [...gone.values()].filter((old) => old.kind === sink.kind)
    const fresh = after.sinks.filter((other) => other.kind === sink.kind && !olds.has(sinkKey(other)))
    const equal = left.find((old) => old.node_id === sink.node_id && old.when_node_id === sink.when_node_id)
    return equal ?? (left.length === 1 && fresh.length === 1 ? left[0] : undefined)
  }

  function compareBinding(old: DagSink, sink: DagSink): void {
    const key = sinkKey(sink)
    pairs.push({ key, name: sink.name, old: old.node_id, fresh: sink.node_id })
    if (old.on !== undefined && sink.on !== undefined)
      pairs.push({ key: `${key} on`, name: `${sink.name}/on`, old: old.on, fresh: sink.on })
    const [was, is] = [old.when_node_id, sink.when_node_id]
    if (was !== undefined && is !== undefined)
      pairs.push({ key: `${key} when`, name: `${sink.name}/when`, old: was, fresh: is })
    if ((was === undefined) !== (is === undefined))
      note('when', sink, labelOf(before, was), labelOf(after, is))
    if (was === undefined && is !== undefined) added.set(is, key)
    const tags = [before.meta.sinks[sinkKey(old)]?.tags ?? [], after.meta.sinks[key]?.tags ?? []] as const
    const [from, to] = tags.map((list) => (list.length === 0 ? 'none' : list.toSorted(byCodeUnit).join(', ')))
    if (from !== undefined && to !== undefined && from !== to) note('tags', sink, from, to)
  }
}

function labelOf(document: DagDocument, id: string | undefined): string {
  if (id === undefined) return 'none'
  return document.nodes.find((node) => node.node_id === id)?.meta.label ?? id
}

// Why two documents of one strategy differ: their sinks are paired, the terms below are walked, and
// every node of the new document that the old one does not have gets causes of its own or a pointer
// to the node (or the added sink) that they come from. Two nodes have different ids exactly when
// there is something to say about them.
import type { DagDocument, DagNode } from '../dag/document.ts'
import type { Cause, CauseClass, Explanation, NodeExplanation, SinkChange } from './cause.ts'
import { type Comparison, compareTerms, type RootPair } from './compare.ts'
import { additionCause, preimageCause, type Sides } from './describe.ts'
import { sinkPath } from './path.ts'
import { pairSinks } from './sinks.ts'
import { createInterner, indexTerms, type TermIndex } from './term-index.ts'

/** The difference of two documents of the same strategy, the old one first. */
export function explain(before: DagDocument, after: DagDocument): Explanation {
  const sides = indexSides(before, after)
  const sinks = pairSinks(before, after)
  const comparison = compareTerms(sides, sinks.pairs)
  return {
    nodes: explainNodes(sides, comparison, sinks.added),
    removed: before.nodes.map((node) => node.node_id).filter((id) => !sides.after.roots.has(id)),
    sinks: [...sinks.changes, ...rebound(sides, sinks.pairs, comparison)],
  }
}

/**
 * What sets two nodes apart, each in its document (which may be the same one): the causes, in the
 * order in which the walk meets them. Empty exactly when their ids are equal.
 */
export function explainPair(
  before: DagDocument,
  old: string,
  after: DagDocument,
  fresh: string,
): readonly Cause[] {
  if (old === fresh) return []
  const sides = indexSides(before, after)
  const name = sides.after.terms[sides.after.roots.get(fresh) ?? -1]?.node.meta.names[0] ?? fresh.slice(0, 12)
  const { causes } = compareTerms(sides, [{ key: 'pair', name, old, fresh }])
  const found = [...causes.values()].flat()
  return found.length > 0 ? found : fallback(sides, old, fresh, name)
}

function indexSides(before: DagDocument, after: DagDocument): Sides {
  const interner = createInterner()
  return { before: indexTerms(before, interner), after: indexTerms(after, interner) }
}

function fallback(sides: Sides, old: string, fresh: string, name: string): readonly Cause[] {
  const was = sides.before.terms[sides.before.roots.get(old) ?? -1]
  const is = sides.after.terms[sides.after.roots.get(fresh) ?? -1]
  return was === undefined || is === undefined ? [] : [preimageCause(sides, sinkPath(name, is), was, is)]
}

type Root = NodeExplanation['root']

function explainNodes(
  sides: Sides,
  comparison: Comparison,
  added: ReadonlyMap<string, string>,
): readonly NodeExplanation[] {
  const changed = sides.after.document.nodes.filter((node) => !sides.before.roots.has(node.node_id))
  const own = new Map(changed.map((node) => [node.node_id, comparison.causes.get(node.node_id) ?? []]))
  const roots = new Map<string, Root>()
  for (const node of changed) followUpstream(node)
  const consumers = consumersOf(sides.after.document)
  for (const node of changed.toReversed()) followConsumers(node)
  const explained = changed.map((node) => ({
    node_id: node.node_id,
    previous: comparison.pairs.get(node.node_id)?.old ?? null,
    causes: own.get(node.node_id) ?? [],
    root: roots.get(node.node_id) ?? { kind: 'node' as const, id: node.node_id },
  }))
  return explained.map((entry) => ({ ...entry, class: classOf(entry) }))

  /** A node that stands for an old one changed by itself or because an operand did. */
  function followUpstream(node: DagNode): void {
    const pair = comparison.pairs.get(node.node_id)
    const upstream = node.config.inputs.map((id) => roots.get(id)).find((root) => root !== undefined)
    const alone = (own.get(node.node_id) ?? []).length > 0
    if (!alone && pair === undefined) return
    if (!alone && upstream !== undefined) {
      roots.set(node.node_id, upstream)
      return
    }
    if (!alone && pair !== undefined)
      own.set(node.node_id, fallback(sides, pair.old, node.node_id, nameOf(node)))
    roots.set(node.node_id, { kind: 'node', id: node.node_id })
  }

  /** A node without a predecessor is there because something that reads it changed or was added. */
  function followConsumers(node: DagNode): void {
    if (roots.has(node.node_id)) return
    const sink = added.get(node.node_id)
    const readers = consumers.get(node.node_id) ?? []
    const reader = readers.map((id) => roots.get(id)).find((root) => root !== undefined)
    if (reader !== undefined) roots.set(node.node_id, reader)
    else if (sink !== undefined) roots.set(node.node_id, { kind: 'sink', id: sink })
    else own.set(node.node_id, [additionCause(sides, node.node_id)])
  }

  function classOf(entry: Omit<NodeExplanation, 'class'>): CauseClass | 'new' {
    if (entry.previous === null && entry.causes.length === 0) return 'new'
    if (
      entry.previous !== null &&
      schemaOf(sides.before, entry.previous) !== schemaOf(sides.after, entry.node_id)
    )
      return 'schema'
    const causes = own.get(entry.root.id) ?? []
    return (['schema', 'temporal'] as const).find((kind) => causes.some((c) => c.class === kind)) ?? 'value'
  }
}

/** Sinks that now publish, or trade on, another node which the strategy had already. */
function rebound(sides: Sides, pairs: readonly RootPair[], comparison: Comparison): readonly SinkChange[] {
  return pairs
    .filter((pair) => pair.old !== pair.fresh && sides.before.roots.has(pair.fresh))
    .flatMap((pair) => {
      const found = comparison.causes.get(pair.key) ?? fallback(sides, pair.old, pair.fresh, pair.name)
      const [sink = pair.key, part] = pair.key.split(' ')
      const kind = part === 'on' || part === 'when' ? part : 'bound'
      return found.map((cause): SinkChange => {
        const place = cause.line === undefined ? {} : { file: cause.file ?? '', line: cause.line }
        return { kind, sink, from: cause.from, to: cause.to, ...place }
      })
    })
}

function nameOf(node: DagNode): string {
  return node.meta.names[0] ?? node.node_id.slice(0, 12)
}

function schemaOf(index: TermIndex, id: string): string | undefined {
  return index.terms[index.roots.get(id) ?? -1]?.node.schema_hash
}

function consumersOf(document: DagDocument): ReadonlyMap<string, readonly string[]> {
  const consumers = new Map<string, string[]>()
  for (const node of document.nodes)
    for (const input of node.config.inputs) {
      const known = consumers.get(input)
      if (known === undefined) consumers.set(input, [node.node_id])
      else known.push(node.node_id)
    }
  return consumers
}

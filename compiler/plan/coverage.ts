// How much of each wanted node exists already, and what must be computed to fill the queues.
import type { Observed, ObservedQueue } from './observed.ts'
import { lineageOf } from './lineage.ts'
import type { Grade } from './plan.ts'
import type { QueueReason } from './queues.ts'
import type { StreamOutcome } from './stream-changes.ts'
import type { WantedGraph, WantedNode } from './wanted-graph.ts'

export interface NodeCoverage {
  readonly grade: Grade | null
  readonly queue: ObservedQueue | null
  /** Are the queue's ticks of this node's streams as they will be? */
  readonly sameLineage: boolean
  /** Does the queue hold all that its streams have to give? */
  readonly complete: boolean
  /** Ticks from origin to head: those that its inputs have in common. */
  readonly bars: number
  /** 64 hex digits. */
  readonly lineage: string
}

export interface Work {
  readonly coverage: ReadonlyMap<string, NodeCoverage>
  /** Nodes whose queue is to be filled, inputs before what reads them. */
  readonly backfill: readonly string[]
  /** Nodes to compute for that: the queues' nodes with their private ancestors. */
  readonly computed: readonly string[]
  /** Keys of the streams that are read. */
  readonly read: ReadonlySet<string>
}

export function planWork(
  graph: WantedGraph,
  observed: Observed,
  outcomes: ReadonlyMap<string, StreamOutcome>,
  queues: ReadonlyMap<string, QueueReason>,
): Work {
  const known = new Set(observed.nodes.map((node) => node.node_id))
  const live = new Set(observed.live)
  const existing = new Map(observed.queues.map((queue) => [queue.node_id, queue]))
  const joins = new Map(observed.joins.map((join) => [join.inputs.join(' '), join]))
  const lineages = new Map<string, string>()
  const coverage = new Map([...graph.nodes].map(([id, wanted]) => [id, coverageOf(id, wanted)]))
  const backfill = [...graph.nodes.keys()].filter((id) => queues.has(id) && isDue(id))
  const { computed, read } = closure(graph, coverage, backfill)
  return { coverage, backfill, computed, read }

  function isDue(id: string): boolean {
    const state = coverage.get(id)
    return state !== undefined && !state.complete && state.bars > 0
  }

  function coverageOf(id: string, wanted: WantedNode): NodeCoverage {
    const queue = existing.get(id) ?? null
    const lineage = lineageFor(wanted.streams)
    const join = joins.get(wanted.sources.join(' '))
    const sameLineage = queue?.covered?.lineage === lineage
    const covered = sameLineage && (queue?.covered?.ready_ticks ?? 0) > 0
    const complete =
      sameLineage && (join === undefined || (queue?.covered?.through_ms ?? -Infinity) >= join.through_ms)
    const grade = !known.has(id)
      ? null
      : live.has(id)
        ? 'live'
        : covered
          ? 'covered'
          : queue === null
            ? 'known'
            : 'queued'
    return { grade, queue, sameLineage, complete, bars: join?.ticks ?? 0, lineage }
  }

  function lineageFor(keys: readonly string[]): string {
    const text = keys.join('\n')
    const made = lineages.get(text)
    if (made !== undefined) return made
    const lineage = lineageOf(keys.flatMap((key) => outcomes.get(key)?.source ?? []))
    lineages.set(text, lineage)
    return lineage
  }
}

/** Walks up from the queues that are due, as far as nothing on the way can be read instead. */
function closure(
  graph: WantedGraph,
  coverage: ReadonlyMap<string, NodeCoverage>,
  backfill: readonly string[],
): { readonly computed: readonly string[]; readonly read: ReadonlySet<string> } {
  const needed = new Set(backfill)
  const read = new Set<string>()
  const stack = [...backfill]
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    const wanted = graph.nodes.get(id)
    if (wanted === undefined) continue
    if (wanted.node.config.inputs.length === 0) for (const key of wanted.streams) read.add(key)
    for (const input of wanted.node.config.inputs) {
      if (needed.has(input) || (coverage.get(input)?.complete === true && !isSource(graph, input))) continue
      needed.add(input)
      stack.push(input)
    }
  }
  const computed = [...graph.nodes.keys()].filter((id) => needed.has(id) && !isSource(graph, id))
  return { computed, read }
}

function isSource(graph: WantedGraph, id: string): boolean {
  return graph.nodes.get(id)?.node.config.inputs.length === 0
}

// One change for each node that is wanted or left behind.
import type { NodeCoverage } from './coverage.ts'
import type { Explanations } from './explanations.ts'
import type { Observed } from './observed.ts'
import type { Change } from './plan.ts'
import { first } from './stream-changes.ts'
import { byCodeUnit } from '../explain/code-units.ts'
import type { WantedGraph } from './wanted-graph.ts'

export function nodeChanges(
  graph: WantedGraph,
  coverage: ReadonlyMap<string, NodeCoverage>,
  explanations: Explanations,
  observed: Observed,
): readonly Change[] {
  const wanted = [...graph.nodes].map(([id, { node, strategies }]): Change => {
    const grade = coverage.get(id)?.grade ?? null
    const why = explanations.nodes.get(id)
    const reasons = why?.reasons ?? []
    const root = why?.root === undefined || why.root === id ? {} : { root: why.root }
    return {
      resource: 'node',
      id,
      action: grade === null ? 'create' : 'reuse',
      ...first(strategies),
      strategies,
      label: node.meta.label,
      ...(why === undefined ? (grade === null ? { class: 'new' as const } : {}) : { class: why.class }),
      cause: reasons.length > 0,
      ...root,
      ...(why?.previous === undefined ? {} : { previous: why.previous }),
      ...(grade === null ? {} : { grade }),
      reason: reasons,
    }
  })
  return [...wanted, ...leftBehind(graph, explanations, observed)]
}

/** Nodes of the current generation that nothing wanted uses: they stay until they are collected. */
function leftBehind(graph: WantedGraph, explanations: Explanations, observed: Observed): readonly Change[] {
  const removed = new Set(explanations.removed.map((strategy) => strategy.name))
  const replaced = new Map([...explanations.nodes].map(([id, why]) => [why.previous, why.root ?? id]))
  const left = new Map<string, { label: string; strategies: string[] }>()
  for (const { name, document } of observed.strategies.toSorted((a, b) => byCodeUnit(a.name, b.name)))
    for (const node of document.nodes) {
      if (graph.nodes.has(node.node_id)) continue
      const known = left.get(node.node_id)
      if (known === undefined) left.set(node.node_id, { label: node.meta.label, strategies: [name] })
      else known.strategies.push(name)
    }
  return [...left].map(([id, { label, strategies }]) => {
    const root = replaced.get(id) ?? strategies.find((name) => removed.has(name))
    return {
      resource: 'node',
      id,
      action: 'none',
      ...first(strategies),
      strategies,
      label,
      class: 'removed',
      cause: false,
      ...(root === undefined ? {} : { root }),
      reason: [],
    }
  })
}

// plan = diffPlan(desired, observed, policy): one pure function from what is wanted and what there is
// to what would happen. Same inputs, same bytes; the order in which things are given does not count.
import { canonicalJson } from '../identity/canonical-json.ts'
import { planChecks } from './checks.ts'
import { planWork, type Work } from './coverage.ts'
import type { Desired, Policy } from './desired.ts'
import { digestOf } from './etag.ts'
import { explainAll, type StrategyPair } from './explanations.ts'
import { nearMisses } from './near-misses.ts'
import { nodeChanges } from './node-changes.ts'
import type { Observed } from './observed.ts'
import { planOperations } from './operations.ts'
import { type Action, type Change, FORMAT_VERSION, type Plan, type Resource } from './plan.ts'
import { queueChanges } from './queue-changes.ts'
import { queueReasons } from './queues.ts'
import { readSet } from './read-set.ts'
import { strategyChanges } from './strategy-changes.ts'
import { streamChanges, streamOutcomes } from './stream-changes.ts'
import { byCodeUnit } from '../explain/code-units.ts'
import { type WantedGraph, wantedGraph } from './wanted-graph.ts'

/** A node that an apply would compute, and over how many bars. */
export interface PlannedNode {
  readonly node_id: string
  readonly code_hash: string
  readonly bars: number
}

/** The plan, and what an estimate of its duration needs: that stays outside the plan's bytes. */
export interface Planned {
  readonly plan: Plan
  readonly computed: readonly PlannedNode[]
}

export function diffPlan(desired: Desired, observed: Observed, policy: Policy): Planned {
  const graph = wantedGraph(desired)
  const outcomes = streamOutcomes(graph, observed.streams)
  const queues = queueReasons(graph.strategies, policy.materialise)
  const work = planWork(graph, observed, outcomes, queues)
  const explanations = explainAll(graph.strategies, observed)
  const operations = planOperations({
    environment: desired.environment,
    graph,
    outcomes,
    queues,
    work,
    explanations,
  })
  const changes = [
    ...streamChanges(desired, graph, outcomes, observed.streams),
    ...nodeChanges(graph, work.coverage, explanations, observed),
    ...queueChanges(graph, work.coverage, queues, observed.queues, work.backfill),
    ...strategyChanges(explanations),
  ].toSorted(
    (a, b) => RESOURCES.indexOf(a.resource) - RESOURCES.indexOf(b.resource) || byCodeUnit(a.id, b.id),
  )
  const created = new Set(graph.nodes.keys().filter((id) => (work.coverage.get(id)?.grade ?? null) === null))
  const checks = planChecks(graph, outcomes)
  const put = explanations.pairs.filter((pair) => pair.action !== 'none')
  const computed = work.computed.map((id) => ({
    node_id: id,
    code_hash: graph.nodes.get(id)?.node.code_hash ?? '',
    bars: work.coverage.get(id)?.bars ?? 0,
  }))
  const promotes = operations.some((operation) => operation.action === 'promote')
  const nodeBars = sum(computed.map((node) => node.bars))
  const plan: Plan = {
    format_version: FORMAT_VERSION,
    environment: desired.environment,
    generation: { from: observed.generation, to: observed.generation + (promotes ? 1 : 0) },
    applyable: checks.every((check) => check.severity !== 'error'),
    materialise: policy.materialise,
    ops_digest: digestOf(operations),
    read_set: readSet(observed, {
      streams: outcomes.keys(),
      nodes: [...graph.nodes.keys()].filter((id) => !created.has(id)),
      queues: queues.keys(),
    }),
    changes,
    summary: countActions(changes),
    reuse: reuseOf(graph, work, nodeBars),
    impact: impactOf(desired.environment, changes, explanations.pairs, observed, operations.length > 0),
    cost: {
      bars: sum([...work.read].map((key) => outcomes.get(key)?.extent?.ticks ?? 0)),
      node_bars: nodeBars,
    },
    near_misses: nearMisses(graph, created, observed.similar),
    checks,
    operations,
    streams: [...graph.streams.values()],
    strategies: put.map((pair) => pair.strategy),
  }
  return { plan, computed }
}

const RESOURCES: readonly Resource[] = ['stream', 'node', 'queue', 'strategy', 'run']

function countActions(changes: readonly Change[]): Readonly<Record<Action, number>> {
  const counts: Record<Action, number> = { create: 0, update: 0, delete: 0, reuse: 0, rename: 0, none: 0 }
  for (const change of changes) if (change.resource === 'node') counts[change.action] += 1
  return counts
}

function reuseOf(graph: WantedGraph, work: Work, nodeBars: number): Plan['reuse'] {
  const states = [...graph.nodes.keys()].flatMap((id) => work.coverage.get(id) ?? [])
  const grades = states.map((state) => state.grade)
  const atLeast = (...wanted: readonly (string | null)[]) =>
    grades.filter((grade) => wanted.includes(grade)).length
  const derived = [...graph.nodes].filter(([, { node }]) => node.config.inputs.length > 0)
  const total = sum(derived.map(([id]) => work.coverage.get(id)?.bars ?? 0))
  return {
    nodes: {
      known: atLeast('known', 'queued', 'covered', 'live'),
      queued: atLeast('queued', 'covered', 'live'),
      covered: atLeast('covered', 'live'),
      live: atLeast('live'),
      total: states.length,
    },
    bars: { reused: total - nodeBars, total },
  }
}

function impactOf(
  environment: string,
  changes: readonly Change[],
  pairs: readonly StrategyPair[],
  observed: Observed,
  happens: boolean,
): Plan['impact'] {
  const strategies = changes.filter((change) => change.resource === 'strategy' && change.action !== 'none')
  const affected = new Set(
    strategies.flatMap((change) => [change.id, ...(change.previous === undefined ? [] : [change.previous])]),
  )
  return {
    nodes: changes.filter((change) => change.resource === 'node' && change.action === 'create').length,
    strategies: strategies.length,
    environments: happens ? [environment] : [],
    live_runs: observed.live_runs.filter((name) => affected.has(name)).length,
    sinks: sum(pairs.map(changedSinks)) + sum(strategies.map((change) => removedSinks(change, observed))),
  }
}

/** Sinks that will publish something else than before. */
function changedSinks({ action, before, strategy }: StrategyPair): number {
  if (action === 'none' || action === 'rename') return 0
  const bound = new Set(before?.document.sinks.map((sink) => canonicalJson(sink)))
  return strategy.document.sinks.filter((sink) => !bound.has(canonicalJson(sink))).length
}

function removedSinks(change: Change, observed: Observed): number {
  if (change.action !== 'delete') return 0
  return observed.strategies.find((strategy) => strategy.name === change.id)?.document.sinks.length ?? 0
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

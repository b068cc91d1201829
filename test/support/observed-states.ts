// Observed environments as data: an empty one, and one in which a desired state stands applied.
import { askFor } from '../../compiler/plan/ask.ts'
import type { Desired, DesiredStream, Policy } from '../../compiler/plan/desired.ts'
import { diffPlan, type Planned } from '../../compiler/plan/diff-plan.ts'
import { digestOf } from '../../compiler/plan/etag.ts'
import { lineageOf } from '../../compiler/plan/lineage.ts'
import type { Extent, Join, Observed, ObservedStream } from '../../compiler/plan/observed.ts'
import { queueReasons } from '../../compiler/plan/queues.ts'
import { wantedGraph } from '../../compiler/plan/wanted-graph.ts'
import type { DagDocument } from '../../compiler/dag/document.ts'
import { MINUTE } from './dag-expressions.ts'

export const SHARED: Policy = { materialise: 'shared' }
/** 2024-01-01T00:00Z. */
const START = 1_704_067_200_000

function minuteStream(name: string): DesiredStream {
  return {
    key: `${name} @ 1m`,
    name,
    clock: MINUTE,
    type: 'Bar',
    origin_ms: null,
    tags: [],
    history: { driver: 'csv', path: 'data/prices.csv' },
    live: null,
    at: { file: 'qmtl.yaml', line: 3 },
  }
}

export const BTC = minuteStream('binance:BTCUSDT')
export const ETH = minuteStream('binance:ETHUSDT')

export function desiredOf(...documents: readonly DagDocument[]): Desired {
  return {
    environment: 'dev',
    streams: [BTC, ETH],
    strategies: documents.map((document) => ({ name: document.meta.strategy, document, params: {} })),
  }
}

export function historyOf(ticks: number, fingerprint = 'sha256:a'): Extent {
  return { ticks, first_ms: START, last_ms: START + ticks * MINUTE.every_ms, fields: { close: fingerprint } }
}

/** What a store that knows nothing answers, with this much history of each stream. */
export function emptyState(desired: Desired, history: Extent | null = historyOf(1000)): Observed {
  const ask = askFor(desired)
  return {
    environment: desired.environment,
    generation: 0,
    etag: digestOf([desired.environment, 0]),
    strategies: [],
    streams: ask.streams.map((stream) => ({
      key: stream.key,
      stored: null,
      history: history === null ? null : { ...history, continues: true },
    })),
    joins: joinsOf(desired, history),
    nodes: [],
    similar: [],
    queues: [],
    live: [],
    live_runs: [],
    rates: {},
  }
}

function joinsOf(desired: Desired, history: Extent | null): readonly Join[] {
  if (history === null) return []
  return askFor(desired).joins.map((inputs) => ({
    inputs,
    ticks: history.ticks,
    through_ms: history.last_ms,
  }))
}

/** The state after `applied` was applied, as a plan of `next` sees it; its history may have moved on. */
export function stateAfter(
  applied: Desired,
  next: Desired = applied,
  history = historyOf(1000),
  now: ObservedStream['history'] = { ...history, continues: true },
): Observed {
  const graph = wantedGraph(applied)
  const wanted = askFor(next)
  const known = new Set(graph.nodes.keys())
  return {
    ...emptyState(next, now),
    generation: 1,
    etag: digestOf([applied.environment, 1]),
    strategies: graph.strategies.map(({ name, document }) => ({
      name,
      document,
      etag: digestOf([name, document.dag_id]),
    })),
    streams: wanted.streams.map((stream) => {
      const was = applied.streams.find((other) => other.key === stream.key) ?? stream
      const { type, tags, history: provider, live } = was
      const origin_ms = was.origin_ms ?? history.first_ms
      const stored = { type, origin_ms, tags, history: provider, live, incarnation: 1, extent: history }
      return { key: stream.key, stored: { ...stored, etag: digestOf([stream.key, stored]) }, history: now }
    }),
    nodes: wanted.nodes
      .filter(({ node_id }) => known.has(node_id))
      .map(({ node_id }) => ({ node_id, etag: digestOf(node_id) })),
    similar: [...graph.nodes.values()].map(({ node, strategies }) => ({
      ...node,
      label: node.meta.label,
      strategies,
    })),
    queues: [...queueReasons(graph.strategies, SHARED.materialise).keys()].map((node_id) => ({
      node_id,
      topic: `topic-${node_id}`,
      incarnation: 1,
      covered: {
        first_label: START / MINUTE.every_ms + 1,
        last_label: history.last_ms / MINUTE.every_ms,
        through_ms: history.last_ms,
        ready_ticks: history.ticks,
        lineage: lineageOf(
          (graph.nodes.get(node_id)?.streams ?? []).map((key) => ({
            key,
            incarnation: 1,
            origin_ms: history.first_ms,
          })),
        ),
      },
      etag: digestOf(['queue', node_id]),
    })),
  }
}

export function plan(desired: Desired, observed: Observed = emptyState(desired)): Planned {
  return diffPlan(desired, observed, SHARED)
}

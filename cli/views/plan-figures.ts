// The figures of a plan in words: what is reused, what it costs, what is near. Shared by its views.
import type { Change, NearMiss } from '../../compiler/plan/plan.ts'
import type { PlanResult } from '../../compiler/plan/plan-result.ts'
import { counted } from './figures.ts'

/** `5.6M`, `41.2k`, `999`. */
function compact(count: number): string {
  const unit = [
    ['G', 1e9],
    ['M', 1e6],
    ['k', 1e3],
  ].find(([, size]) => count >= Number(size) * 0.99995)
  if (unit === undefined) return String(count)
  return `${(count / Number(unit[1])).toFixed(1).replace(/\.0$/, '')}${unit[0]}`
}

export function reuseText({ reuse }: PlanResult): string {
  const { known, covered, total, ratio } = reuse.nodes
  const share = ratio === null ? '' : ` (${Math.round(ratio * 100)} %)`
  const bars =
    reuse.bars.total === 0 ? [] : [`${compact(reuse.bars.reused)} of ${compact(reuse.bars.total)} node-bars`]
  return [`${known} of ${total} nodes known`, `${covered} already computed${share}`, ...bars].join(' · ')
}

export function costText({ cost, operations }: PlanResult): string {
  if (cost.node_bars === 0)
    return operations.some((operation) => operation.action === 'backfill')
      ? 'nothing to compute, queues are filled from history'
      : 'nothing to compute'
  const unpriced = cost.unpriced.length === 0 ? [] : [`${counted(cost.unpriced.length, 'node')} unpriced`]
  const time = cost.estimate_ms === null ? 'time unknown' : `about ${duration(cost.estimate_ms)}`
  const bars = cost.bars === 0 ? [] : [`${compact(cost.bars)} bars read`]
  return [...bars, `${compact(cost.node_bars)} node-bars to compute`, time, ...unpriced].join(' · ')
}

function duration(ms: number): string {
  if (ms < 1000) return `${Math.max(1, Math.round(ms))} ms`
  const seconds = Math.round(ms / 1000)
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}

export function nearMissText(miss: NearMiss): string {
  const state = miss.other_is === 'known' ? 'is already computed' : 'is planned too'
  return `${miss.node_label}: ${miss.other_label} ${state} (${miss.differs_in})`
}

/** The class of a change; for what nothing wants any more, that it stays where it is. */
export function fateText({ resource, action, class: kind }: Change): string {
  if (action !== 'none' || kind !== 'removed') return kind ?? ''
  return resource === 'stream' ? 'no longer declared' : 'left behind'
}

/** How far a known node's results are there already; empty where only the node is known. */
export function gradeText({ grade }: Change): string {
  return grade === undefined || grade === 'known' ? '' : grade === 'covered' ? 'computed' : grade
}

/** Known nodes of strategies that change: what somebody else, or an earlier version, computed. */
export function knownNodes(result: PlanResult): readonly Change[] {
  const changed = new Set(
    result.changes
      .filter((change) => change.resource === 'strategy' && ['create', 'update'].includes(change.action))
      .map((change) => change.id),
  )
  return result.changes.filter(
    (change) =>
      change.resource === 'node' &&
      change.action === 'reuse' &&
      change.strategies.some((name) => changed.has(name)),
  )
}

/** `1 new, 2 changed`, over the changes of one resource; empty when nothing happens to it. */
export function tally(result: PlanResult, resource: Change['resource']): string {
  const words = { create: 'new', update: 'changed', delete: 'removed', rename: 'renamed' } as const
  return Object.entries(words)
    .map(([action, word]) => {
      const of = result.changes.filter((change) => change.resource === resource && change.action === action)
      return of.length === 0 ? '' : `${of.length} ${word}`
    })
    .filter((text) => text !== '')
    .join(', ')
}

export function headline(result: PlanResult): string {
  const { generation, environment } = result
  return generation.from === generation.to
    ? `Plan for ${environment} (generation ${generation.from})`
    : `Plan for ${environment} (generation ${generation.from} → ${generation.to})`
}

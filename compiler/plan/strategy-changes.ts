// One change for each strategy: created, pointing at another DAG, renamed, taken out, or untouched.
import { assertNever } from '../internal-error.ts'
import type { SinkChange } from '../explain/cause.ts'
import type { Explanations, StrategyPair } from './explanations.ts'
import type { Change, Reason } from './plan.ts'

export function strategyChanges(explanations: Explanations): readonly Change[] {
  return [
    ...explanations.pairs.map((pair) => wanted(pair, explanations)),
    ...explanations.removed.map(({ name }): Change => ({
      ...named(name),
      action: 'delete',
      class: 'removed',
      cause: true,
      reason: [{ path: name, from: 'registered', to: 'none', kind: 'strategy' }],
    })),
  ]
}

function named(name: string) {
  return { resource: 'strategy', id: name, strategy: name, strategies: [name], label: name } as const
}

function wanted(pair: StrategyPair, explanations: Explanations): Change {
  const { strategy, before, action, sinks } = pair
  const base = { ...named(strategy.name), action }
  switch (action) {
    case 'none':
      return { ...base, cause: false, reason: [] }
    case 'create': {
      const { file } = strategy.document.meta
      const reason = { path: strategy.name, from: 'none', to: 'registered', file, kind: 'strategy' }
      return { ...base, class: 'new', cause: true, reason: [reason] }
    }
    case 'rename': {
      const old = before?.name ?? strategy.name
      const reason = { path: 'name', from: old, to: strategy.name, kind: 'name' }
      return { ...base, class: 'metadata', cause: true, previous: old, reason: [reason] }
    }
    case 'update': {
      const ids = strategy.document.nodes.map((node) => node.node_id)
      const roots = ids.filter((id) => (explanations.nodes.get(id)?.reasons ?? []).length > 0)
      const reason = sinks.map(sinkReason)
      const kinds = roots.map((id) => explanations.nodes.get(id)?.class)
      const strongest = (['schema', 'temporal', 'value'] as const).find((kind) => kinds.includes(kind))
      const rebinds = sinks.some((sink) => sink.kind !== 'tags' && sink.kind !== 'renamed')
      return {
        ...base,
        class: strongest ?? (rebinds ? 'value' : 'metadata'),
        cause: sinks.length > 0,
        ...(sinks.length > 0 || roots[0] === undefined ? {} : { root: roots[0] }),
        reason,
      }
    }
    default:
      return assertNever(action)
  }
}

function sinkReason(change: SinkChange): Reason {
  const place =
    change.file === undefined || change.line === undefined ? {} : { file: change.file, line: change.line }
  return { path: change.sink, from: change.from, to: change.to, ...place, kind: `sink ${change.kind}` }
}

// Why nodes of changed strategies are what they are: the differences to the environment's current
// generation, merged over strategies. Also finds strategies that only changed their name.
import { explain } from '../explain/explain.ts'
import type { Cause, SinkChange } from '../explain/cause.ts'
import { pairSinks } from '../explain/sinks.ts'
import type { DesiredStrategy } from './desired.ts'
import type { Observed, ObservedStrategy } from './observed.ts'
import type { ChangeClass, Reason } from './plan.ts'
import { byCodeUnit } from '../explain/code-units.ts'

export interface WhyNode {
  readonly previous?: string
  readonly class: ChangeClass
  readonly reasons: readonly Reason[]
  /** NodeID or name of a strategy; absent where the change begins here. */
  readonly root?: string
}

/** A strategy beside what stands under its name, or stood under another one. */
export interface StrategyPair {
  readonly strategy: DesiredStrategy
  readonly before: ObservedStrategy | null
  /** `update` also when only bindings differ; `none` when nothing does. */
  readonly action: 'create' | 'update' | 'rename' | 'none'
  readonly sinks: readonly SinkChange[]
}

export interface Explanations {
  /** By name. */
  readonly pairs: readonly StrategyPair[]
  readonly removed: readonly ObservedStrategy[]
  readonly nodes: ReadonlyMap<string, WhyNode>
}

export function explainAll(wanted: readonly DesiredStrategy[], observed: Observed): Explanations {
  const before = new Map(observed.strategies.map((strategy) => [strategy.name, strategy]))
  const names = new Set(wanted.map((strategy) => strategy.name))
  const left = observed.strategies
    .filter(({ name }) => !names.has(name))
    .toSorted((a, b) => byCodeUnit(a.name, b.name))
  const nodes = new Map<string, WhyNode>()
  const pairs = wanted.map((strategy) => pair(strategy))
  return { pairs, removed: left, nodes }

  function pair(strategy: DesiredStrategy): StrategyPair {
    const known = before.get(strategy.name)
    if (known === undefined) return unknownName(strategy)
    const sinks = differences(strategy, known)
    const same = known.document.dag_id === strategy.document.dag_id && sinks.length === 0
    return { strategy, before: known, action: same ? 'none' : 'update', sinks }
  }

  /** Equal roots under a name that is gone are the same strategy renamed. */
  function unknownName(strategy: DesiredStrategy): StrategyPair {
    const position = left.findIndex(({ document }) => document.dag_id === strategy.document.dag_id)
    const [renamed] = position < 0 ? [] : left.splice(position, 1)
    if (renamed !== undefined) return { strategy, before: renamed, action: 'rename', sinks: [] }
    for (const node of strategy.document.nodes)
      note(node.node_id, { class: 'new', reasons: [], root: strategy.name })
    return { strategy, before: null, action: 'create', sinks: [] }
  }

  function differences(strategy: DesiredStrategy, known: ObservedStrategy): readonly SinkChange[] {
    if (known.document.dag_id === strategy.document.dag_id)
      return pairSinks(known.document, strategy.document).changes
    const explanation = explain(known.document, strategy.document)
    for (const entry of explanation.nodes) {
      const root = entry.root.kind === 'sink' ? strategy.name : entry.root.id
      note(entry.node_id, {
        ...(entry.previous === null ? {} : { previous: entry.previous }),
        class: entry.class,
        reasons: entry.causes.map(reasonOf),
        ...(entry.causes.length > 0 ? {} : { root }),
      })
    }
    return explanation.sinks
  }

  /** Of several explanations the one with a cause of its own counts, else the first. */
  function note(id: string, why: WhyNode): void {
    const known = nodes.get(id)
    if (known === undefined || (known.reasons.length === 0 && why.reasons.length > 0)) nodes.set(id, why)
  }
}

function reasonOf(cause: Cause): Reason {
  const { path, from, to, kind, within, file, line } = cause
  return {
    path,
    from,
    to,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    kind,
    within,
  }
}

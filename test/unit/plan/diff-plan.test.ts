// What a plan says: actions, reuse, cost, reasons, and that it says the same however it is asked.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../../compiler/identity/canonical-json.ts'
import { diffPlan } from '../../../compiler/plan/diff-plan.ts'
import type { Change, Plan } from '../../../compiler/plan/plan.ts'
import { extentOf } from '../../../compiler/plan/taken-in.ts'
import { randomEdit, randomExpr, seededRandom } from '../../support/dag-arbitrary.ts'
import { holds } from '../../support/generated-cases.ts'
import { buildDag, ema, type Expr, field, input, op, sma } from '../../support/dag-expressions.ts'
import {
  BTC,
  desiredOf,
  emptyState,
  ETH,
  historyOf,
  plan,
  SHARED,
  stateAfter,
} from '../../support/observed-states.ts'

const bars = input('binance:BTCUSDT')
const close = field(bars, 'close')

const cross = (fast: number, slow: number, name = 'cross') =>
  buildDag(name, [{ name: 'long', value: op('lt', [ema(close, slow, 5), ema(close, fast, 4)]) }])
const spread = (n = 20) =>
  buildDag('spread', [
    { kind: 'target', name: 'weight', value: op('sub', [ema(close, 12, 3), sma(close, n, 4)]), on: bars },
  ])

function of(changes: Plan, resource: Change['resource']): readonly Change[] {
  return changes.changes.filter((change) => change.resource === resource)
}

describe('a plan of an empty environment', () => {
  const desired = desiredOf(cross(12, 26))
  const { plan: first, computed } = plan(desired)

  test('creates every node, the stream, the queues of source and sink, and the strategy', () => {
    expect(first.generation).toEqual({ from: 0, to: 1 })
    expect(first.applyable).toBe(true)
    expect(first.summary).toEqual({ create: 4, update: 0, delete: 0, reuse: 0, rename: 0, none: 0 })
    expect(of(first, 'stream')).toMatchObject([
      { id: 'binance:BTCUSDT @ 1m', action: 'create', class: 'new' },
    ])
    expect(of(first, 'queue')).toHaveLength(2)
    expect(of(first, 'strategy')).toMatchObject([
      { id: 'cross', action: 'create', class: 'new', cause: true },
    ])
    expect(of(first, 'node').map((change) => [change.class, change.root])).toEqual(
      Array.from({ length: 4 }, () => ['new', 'cross']),
    )
  })

  test('counts cost exactly: three computed nodes over a thousand bars', () => {
    expect(first.cost).toEqual({ bars: 1000, node_bars: 3000 })
    expect(first.reuse).toEqual({
      nodes: { known: 0, queued: 0, covered: 0, live: 0, total: 4 },
      bars: { reused: 0, total: 3000 },
    })
    expect(computed.map((node) => node.bars)).toEqual([1000, 1000, 1000])
  })

  test('orders operations: streams, nodes, queues, backfill, promotion', () => {
    expect(first.operations.map((operation) => `${operation.resource} ${operation.action}`)).toEqual([
      'stream create',
      ...Array.from({ length: 4 }, () => 'node create'),
      'environment retain',
      'queue create',
      'queue create',
      'queue backfill',
      'queue backfill',
      'environment promote',
    ])
  })

  test('rests on the environment, its stream and the queues that it makes, not on unknown nodes', () => {
    expect(first.read_set.map((entry) => entry.kind)).toEqual(['environment', 'stream', 'queue', 'queue'])
  })
})

describe('a plan of what is applied already', () => {
  test('has nothing but reuse and none, and no operations', () => {
    const desired = desiredOf(cross(12, 26), spread())
    const { plan: again } = plan(desired, stateAfter(desired))
    expect(new Set(again.changes.map((change) => change.action))).toEqual(new Set(['reuse', 'none']))
    expect(again.operations).toEqual([])
    expect(again.generation).toEqual({ from: 1, to: 1 })
    expect(again.cost).toEqual({ bars: 0, node_bars: 0 })
    expect(again.impact).toEqual({ nodes: 0, strategies: 0, environments: [], live_runs: 0, sinks: 0 })
  })

  test('ignores names, lines, files, and the order of everything', () => {
    const before = desiredOf(cross(12, 26), spread())
    const moved = buildDag(
      'cross',
      [{ name: 'long', value: op('lt', [ema(close, 26, 50), ema(close, 12, 40)]) }],
      'other.qdag',
    )
    const { plan: again } = plan(desiredOf(spread(), moved), stateAfter(before))
    expect(again.operations).toEqual([])
  })
})

describe('a plan of a change', () => {
  const before = desiredOf(cross(12, 26), spread())

  test('names the sub-expression with old and new text and line, and folds the cascade to it', () => {
    const after = desiredOf(cross(14, 26), spread())
    const { plan: changed } = plan(after, stateAfter(before, after))
    const created = of(changed, 'node').filter((change) => change.action === 'create')
    const cause = created.find((change) => change.cause)
    expect(cause?.reason).toEqual([
      {
        path: cause?.reason[0]?.path,
        from: '12',
        to: '14',
        file: 'strategies/cross.qdag',
        line: 4,
        kind: 'constant',
        within: 'ema(binance:BTCUSDT.close, 14)',
      },
    ])
    expect(cause?.reason[0]?.path).toMatch(/^long\/ema\[\d\]\/\?0$/)
    expect(cause).toMatchObject({ class: 'value', strategies: ['cross'] })
    expect(created.filter((change) => !change.cause).map((change) => change.root)).toEqual([cause?.id])
    expect(of(changed, 'strategy')).toMatchObject([
      { id: 'cross', action: 'update', class: 'value', root: cause?.id },
      { id: 'spread', action: 'none' },
    ])
    expect(changed.summary).toEqual({ create: 2, update: 0, delete: 0, reuse: 5, rename: 0, none: 1 })
    expect(changed.impact).toMatchObject({ nodes: 2, strategies: 1, environments: ['dev'], sinks: 1 })
  })

  test('leaves a node behind as none, with the change that replaced it, but not one that others use', () => {
    const after = desiredOf(cross(14, 26), spread())
    const { plan: changed } = plan(after, stateAfter(before, after))
    const left = of(changed, 'node').filter((change) => change.action === 'none')
    expect(left.map((change) => change.class)).toEqual(['removed'])
    expect(left[0]?.label).toMatch(/^lt/)
    const shared = of(changed, 'node').find((change) => change.label === 'ema(binance:BTCUSDT.close, 12)')
    expect(shared).toMatchObject({ action: 'reuse', grade: 'covered', strategies: ['spread'] })
  })

  test('reads covered queues instead of computing what stands behind them', () => {
    // Both strategies use ema 12: it has a queue, so a third reader of it computes its own part only.
    const third = buildDag('third', [{ name: 's', value: op('neg', [ema(close, 12)]) }])
    const after = desiredOf(cross(12, 26), spread(), third)
    const { plan: changed, computed } = plan(after, stateAfter(before, after))
    expect(computed).toHaveLength(1)
    expect(changed.cost).toEqual({ bars: 0, node_bars: 1000 })
    expect(changed.reuse.nodes).toMatchObject({ known: 6, total: 7 })
  })

  test('gives a queue to the top of what strategies share, and to nothing below it', () => {
    const deep = (name: string) =>
      buildDag(name, [{ name: 's', value: op(name === 'a' ? 'neg' : 'abs@1', [ema(sma(close, 3), 5)]) }])
    const queues = of(plan(desiredOf(deep('a'), deep('b'))).plan, 'queue')
    expect(new Set(queues.map((change) => change.reason[0]?.to))).toEqual(
      new Set(['shared', 'sink', 'stream']),
    )
    expect(queues).toHaveLength(4)
    expect(queues.find((change) => change.reason[0]?.to === 'shared')?.label).toMatch(/^ema/)
  })

  test('takes equal roots under another name for one rename', () => {
    const after = desiredOf(cross(12, 26, 'crossing'), spread())
    const { plan: changed } = plan(after, stateAfter(before, after))
    expect(of(changed, 'strategy')).toMatchObject([
      { id: 'crossing', action: 'rename', previous: 'cross', class: 'metadata' },
      { id: 'spread', action: 'none' },
    ])
    expect(changed.summary).toMatchObject({ create: 0, none: 0 })
    expect(changed.operations.map((operation) => operation.id)).toEqual(['retain', 'promote', 'release'])
  })

  test('takes a strategy out and leaves what others use alone', () => {
    const after = desiredOf(spread())
    const { plan: changed } = plan(after, stateAfter(before, after))
    expect(of(changed, 'strategy')).toMatchObject([
      { id: 'cross', action: 'delete', class: 'removed' },
      { id: 'spread', action: 'none' },
    ])
    expect(changed.summary).toEqual({ create: 0, update: 0, delete: 0, reuse: 4, rename: 0, none: 2 })
  })

  test('shows another name of a sink as an update of its strategy and of nothing else', () => {
    const after = desiredOf(
      buildDag('cross', [{ name: 'go', value: op('lt', [ema(close, 26), ema(close, 12)]) }]),
      spread(),
    )
    const { plan: changed } = plan(after, stateAfter(before, after))
    expect(changed.summary).toMatchObject({ create: 0, none: 0 })
    expect(of(changed, 'strategy')[0]).toMatchObject({
      action: 'update',
      class: 'metadata',
      reason: [{ path: 'signal/go', from: 'long', to: 'go' }],
    })
  })
})

describe('near misses', () => {
  test('name a node of another strategy that differs in one constant only, the nearest one', () => {
    const before = desiredOf(cross(12, 26), spread(20))
    const third = buildDag('third', [{ name: 's', value: op('neg', [sma(close, 21)]) }])
    const after = desiredOf(cross(12, 26), spread(20), third)
    const { plan: changed } = plan(after, stateAfter(before, after))
    expect(changed.near_misses).toMatchObject([
      {
        differs_in: '21 here, 20 there',
        node_label: 'sma(binance:BTCUSDT.close, 21)',
        other_label: 'sma(binance:BTCUSDT.close, 20)',
        other_is: 'known',
      },
    ])
  })

  test('are found inside the wanted strategies too, but not inside one strategy', () => {
    expect(plan(desiredOf(cross(12, 26))).plan.near_misses).toEqual([])
    const { near_misses } = plan(desiredOf(cross(12, 26), cross(13, 26, 'other'))).plan
    expect(near_misses.map((miss) => miss.other_is)).toEqual(['planned'])
  })

  test('do not name what nobody uses any more', () => {
    const third = buildDag('third', [{ name: 's', value: op('neg', [sma(close, 21)]) }])
    const after = desiredOf(cross(12, 26), spread(20), third)
    const state = stateAfter(desiredOf(cross(12, 26), spread(20)), after)
    const unused = { ...state, similar: state.similar.map((node) => ({ ...node, strategies: [] })) }
    expect(plan(after, unused).plan.near_misses).toEqual([])
  })
})

describe('streams', () => {
  const desired = desiredOf(cross(12, 26))

  test('that nobody declares make a plan that cannot be applied', () => {
    const { plan: broken } = plan({ ...desired, streams: [ETH] })
    expect(broken.applyable).toBe(false)
    expect(broken.checks).toMatchObject([{ code: 'QD3301', severity: 'error' }])
  })

  test('without history are said, and nothing is computed', () => {
    const { plan: silent } = plan(desired, emptyState(desired, null))
    expect(silent.checks).toMatchObject([{ code: 'QD3302', severity: 'warning', file: 'qmtl.yaml' }])
    expect(silent.cost).toEqual({ bars: 0, node_bars: 0 })
    expect(silent.operations.some((operation) => operation.action === 'backfill')).toBe(false)
  })

  test('that grew are updated, and their queues filled up from the origin', () => {
    const state = stateAfter(desired, desired, historyOf(1000), {
      ...historyOf(1100, 'sha256:b'),
      continues: true,
    })
    const { plan: grown } = plan(desired, state)
    expect(of(grown, 'stream')).toMatchObject([
      { action: 'update', class: 'value', reason: [{ path: 'history' }] },
    ])
    expect(grown.cost).toEqual({ bars: 1100, node_bars: 3300 })
    expect(grown.operations.map((operation) => `${operation.resource} ${operation.action}`)).toEqual([
      'stream update',
      'queue backfill',
      'queue backfill',
    ])
    expect(grown.generation).toEqual({ from: 1, to: 1 })
  })

  test('whose past was rewritten, or whose origin moved, begin anew and void their queues', () => {
    const rewritten = stateAfter(desired, desired, historyOf(1000), {
      ...historyOf(1000, 'sha256:b'),
      continues: false,
    })
    const { plan: anew } = plan(desired, rewritten)
    expect(of(anew, 'stream')[0]?.reason.map((reason) => reason.path)).toEqual(['history', 'incarnation'])
    expect(anew.operations.map((operation) => `${operation.resource} ${operation.action}`)).toEqual([
      'stream replace',
      'queue replace',
      'queue replace',
      'queue backfill',
      'queue backfill',
    ])
    const later = { ...desired, streams: [{ ...BTC, origin_ms: 1_704_153_600_000 }] }
    const origin = of(plan(later, stateAfter(desired, later)).plan, 'stream')[0]
    expect(origin?.reason[0]).toMatchObject({
      path: 'origin',
      from: '2024-01-01T00:00:00.000Z',
      to: '2024-01-02T00:00:00.000Z',
      line: 3,
    })
  })

  test('remember what was read of a column that nothing reads now, and take in a column read for the first time', () => {
    const { ticks, first_ms, last_ms } = historyOf(1000)
    const volume = { ticks, first_ms, last_ms, fields: { volume: 'sha256:v' } }
    const state = stateAfter(desired, desired, volume, { ...historyOf(1100), continues: true })
    const { plan: changed } = plan(desired, state)
    expect(of(changed, 'stream')[0]?.reason.map((reason) => reason.path)).toEqual(['history', 'columns'])
    const taken = changed.operations.flatMap((operation) => extentOf(operation) ?? [])
    expect(taken).toEqual([{ ...historyOf(1100), unread: { volume: { ticks: 1000, hash: 'sha256:v' } } }])
    const same = stateAfter(desired, desired, volume, { ...historyOf(1000), continues: true })
    expect(of(plan(desired, same).plan, 'stream')).toMatchObject([
      { action: 'update', class: 'metadata', reason: [{ from: 'volume', to: 'close too' }] },
    ])
  })

  test('say of a shorter history that it ends earlier, and of an origin taken out where they begin now', () => {
    const shorter = stateAfter(desired, desired, historyOf(1000), { ...historyOf(900), continues: false })
    expect(of(plan(desired, shorter).plan, 'stream')[0]?.reason[0]).toMatchObject({
      path: 'history',
      to: 'ends earlier, at 2024-01-01T15:00:00.000Z',
    })
    const later = { ...desired, streams: [{ ...BTC, origin_ms: 1_704_153_600_000 }] }
    expect(of(plan(desired, stateAfter(later, desired)).plan, 'stream')[0]?.reason[0]).toMatchObject({
      path: 'origin',
      from: '2024-01-02T00:00:00.000Z',
      to: '2024-01-01T00:00:00.000Z',
    })
  })

  test('change their tags in place', () => {
    const tagged = { ...desired, streams: [{ ...BTC, tags: ['crypto'] }] }
    const { plan: changed } = plan(tagged, stateAfter(desired, tagged))
    expect(of(changed, 'stream')).toMatchObject([
      { action: 'update', class: 'metadata', reason: [{ path: 'tags', from: 'none', to: 'crypto' }] },
    ])
    expect(changed.operations.map((operation) => operation.id)).toEqual(['stream/binance:BTCUSDT @ 1m'])
  })
})

describe('the changes of a plan', () => {
  test('are reuse and none alone exactly when there is nothing to do, one for each resource and id', () => {
    holds(
      'changes and operations agree',
      150,
      fc.property(fc.integer(), fc.boolean(), fc.boolean(), (seed, edited, grown) => {
        const random = seededRandom(seed)
        const value = randomExpr(random, 8)
        const build = (expr: Expr) => buildDag('x', [{ name: 's', value: expr }])
        const [before, after] = [
          desiredOf(build(value)),
          desiredOf(build(edited ? randomEdit(random, value) : value)),
        ]
        const now = { ...historyOf(grown ? 1200 : 1000, grown ? 'sha256:b' : 'sha256:a'), continues: true }
        const { plan: made } = plan(after, stateAfter(before, after, historyOf(1000), now))
        const acts = made.changes.some((change) => !['reuse', 'none'].includes(change.action))
        expect(acts).toBe(made.operations.length > 0)
        const keys = made.changes.map((change) => `${change.resource} ${change.id}`)
        expect(new Set(keys).size).toBe(keys.length)
        const { nodes } = made.reuse
        expect(made.summary.create + made.summary.reuse).toBe(nodes.total)
        expect(made.summary.reuse).toBe(nodes.known)
        expect(made.reuse.bars.total - made.reuse.bars.reused).toBe(made.cost.node_bars)
      }),
    )
  })
})

describe('the bytes of a plan', () => {
  test('do not depend on the order of strategies, streams or answers', () => {
    const documents = [cross(12, 26), spread(), cross(10, 30, 'slow')]
    const after = desiredOf(...documents)
    const state = stateAfter(desiredOf(cross(12, 25), spread()), after)
    const straight = canonicalJson(diffPlan(after, state, SHARED))
    const turned = {
      ...desiredOf(...documents.toReversed()),
      streams: after.streams.toReversed(),
    }
    const answers = {
      ...state,
      strategies: state.strategies.toReversed(),
      streams: state.streams.toReversed(),
      joins: state.joins.toReversed(),
      nodes: state.nodes.toReversed(),
      similar: state.similar.toReversed(),
      queues: state.queues.toReversed(),
    }
    expect(canonicalJson(diffPlan(turned, answers, SHARED))).toBe(straight)
  })
})

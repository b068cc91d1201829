// Plans and applies as people read them.
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { applyView } from '../../../cli/views/apply.ts'
import { planView } from '../../../cli/views/plan.ts'
import { planMarkdown } from '../../../cli/views/plan-markdown.ts'
import type { Desired } from '../../../compiler/plan/desired.ts'
import { estimateCost } from '../../../compiler/plan/estimate.ts'
import { planResult, type PlanResult } from '../../../compiler/plan/plan-result.ts'
import { sealPlan } from '../../../compiler/plan/qplan.ts'
import { buildDag, ema, field, input, op, sma } from '../../support/dag-expressions.ts'
import { desiredOf, emptyState, plan, stateAfter } from '../../support/observed-states.ts'

const PLAIN = { color: false, width: 100, interactive: false }
const close = field(input('binance:BTCUSDT'), 'close')
const cross = (fast: number) =>
  buildDag('cross', [{ name: 'long', value: op('lt', [ema(close, 26, 5), ema(close, fast, 4)]) }])
const spread = buildDag('spread', [{ name: 'gap', value: op('sub', [ema(close, 12, 3), sma(close, 20, 4)]) }])

function resultOf(
  desired: Desired,
  observed = emptyState(desired),
  rates: Record<string, number> = {},
): PlanResult {
  const planned = plan(desired, observed)
  return planResult(planned.plan, sealPlan(planned.plan).plan_digest, estimateCost(planned.computed, rates))
}

const before = desiredOf(cross(12), spread)
const after = desiredOf(cross(14), spread)
const changed = resultOf(after, stateAfter(before, after))

describe('the view of a plan', () => {
  test('begins with the causes, folds what follows, and ends with figures', () => {
    expect(planView(changed, PLAIN, { full: false })).toBe(`\
Plan for dev (generation 1 → 2)          1 cause · 2 nodes · 1 strategy
CAUSES
  ~ cross / ema(binance:BTCUSDT.close, 14)  value  strategies/cross.qdag:4  12 → 14
      └ 1 node follows (cross 1)
REUSE   5 of 7 nodes known · 3 already computed (43 %) · 3k of 6k node-bars
KNOWN   ema(binance:BTCUSDT.close, 26) · binance:BTCUSDT (computed)
COST    1k bars read · 3k node-bars to compute · time unknown · 3 nodes unpriced
ALSO    queues 1 new
`)
  })

  test('says when there is nothing to do', () => {
    expect(planView(resultOf(before, stateAfter(before)), PLAIN, { full: false })).toBe(`\
Plan for dev (generation 1)
No changes: dev is as wanted.
REUSE   6 of 6 nodes known · 4 already computed (67 %) · 5k of 5k node-bars
`)
  })

  test('breaks causes over lines where the screen is narrow, and wraps names', () => {
    const lines = planView(changed, { ...PLAIN, width: 60 }, { full: false }).split('\n')
    expect(lines).toContain('      12 → 14')
    expect(lines).toContain('        binance:BTCUSDT (computed)')
  })

  test('keeps its figures within a narrow screen', () => {
    const lines = planView(changed, { ...PLAIN, width: 40 }, { full: false }).split('\n')
    const figures = lines.findIndex((line) => line.startsWith('REUSE'))
    expect(figures).toBeGreaterThan(2)
    for (const line of [...lines.slice(0, lines.indexOf('CAUSES')), ...lines.slice(figures)])
      expect(line.length, line).toBeLessThanOrEqual(40)
  })

  test('lists every change and operation when it is asked for all', () => {
    const text = planView(changed, PLAIN, { full: true })
    for (const change of changed.changes) expect(text).toContain(change.id.slice(0, 16))
    expect(text).toMatch(/none {4}node .* left behind/)
    expect(text).not.toMatch(/none .* removed/)
    for (const { resource, action } of changed.operations) expect(text).toContain(`${resource} ${action}`)
  })

  test('counts one param that is used twice as one cause', () => {
    const twice = (n: number) =>
      buildDag('twice', [{ name: 's', value: op('sub', [ema(close, n, 7), sma(close, n, 7)]) }])
    const next = desiredOf(twice(10))
    const text = planView(resultOf(next, stateAfter(desiredOf(twice(9)), next)), PLAIN, { full: false })
    expect(text).toMatch(/1 cause · 3 nodes/)
    expect(text).toMatch(/twice \/ .* and 1 more/)
  })

  test('colours only where the screen has colour', () => {
    const coloured = planView(changed, { ...PLAIN, color: true }, { full: true })
    expect(coloured).toContain('\u001B[')
    expect(stripVTControlCharacters(coloured)).toBe(planView(changed, PLAIN, { full: true }))
  })
})

describe('the Markdown of a plan', () => {
  test('has a table of causes and folds the rest', () => {
    const text = planMarkdown(changed)
    expect(text).toContain(
      '| ~ | `cross / ema(binance:BTCUSDT.close, 14)` | value | strategies/cross.qdag:4 | `12 → 14` |',
    )
    expect(text).toContain('<details><summary>Known nodes (2)</summary>')
  })

  test('stays under the length that code hosts take, whatever the plan', () => {
    const strategies = Array.from({ length: 400 }, (_, index) =>
      buildDag(`strategy_with_a_long_name_${index}`, [
        { name: 's', value: op('sub', [ema(close, index + 2), sma(close, index + 3)]) },
      ]),
    )
    expect(planMarkdown(resultOf(desiredOf(...strategies))).length).toBeLessThan(60_000)
  })

  test('keeps names from being read as markup', () => {
    const odd = desiredOf(buildDag('a_b', [{ name: 's', value: ema(close, 3) }], 'strategies/<b>*x*|y.qdag'))
    const text = planMarkdown(resultOf(odd))
    expect(text).toContain(String.raw`strategies/\<b\>\*x\*\|y.qdag`)
  })
})

describe('the view of an apply', () => {
  const report = {
    environment: 'dev',
    generation: 2,
    apply_id: 'dev-2',
    plan_digest: 'sha256:0',
    operations: [
      { id: 'node/1', resource: 'node', action: 'create', status: 'done' },
      { id: 'node/2', resource: 'node', action: 'create', status: 'done' },
      { id: 'promote', resource: 'environment', action: 'promote', status: 'done' },
    ],
    already_applied: false,
    resumed: false,
  } as const

  test('counts what was done by kind', () => {
    expect(applyView(report, PLAIN)).toBe(`\
Applied dev-2: dev is at generation 2.
  node create          2
  environment promote  1
`)
  })

  test('says what is left, and what failed', () => {
    const [first, ...others] = report.operations
    const stopped = {
      ...report,
      generation: 1,
      operations: [first, ...others.map((operation) => ({ ...operation, status: 'failed' as const }))],
    }
    expect(applyView(stopped, PLAIN)).toContain(
      'dev-2 is not done: 2 of 3 operations are left; dev is at generation 1.',
    )
    expect(applyView(stopped, PLAIN)).toContain('failed promote')
  })

  test('says when there was nothing to do, and why', () => {
    expect(applyView({ ...report, already_applied: true }, PLAIN)).toBe(
      'Nothing to do: this plan was applied already (dev-2); dev is at generation 2.\n',
    )
    expect(applyView({ ...report, apply_id: null, operations: [] }, PLAIN)).toBe(
      'Nothing to do: dev is at generation 2.\n',
    )
  })
})

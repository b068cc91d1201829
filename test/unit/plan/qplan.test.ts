// Plan files: what was sealed comes back, and a file that anybody touched does not.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { estimateCost } from '../../../compiler/plan/estimate.ts'
import { planResult } from '../../../compiler/plan/plan-result.ts'
import { decodeQplan, encodeQplan, sealPlan } from '../../../compiler/plan/qplan.ts'
import { buildDag, ema, field, input } from '../../support/dag-expressions.ts'
import { holds } from '../../support/generated-cases.ts'
import { desiredOf, plan, stateAfter } from '../../support/observed-states.ts'

const close = field(input('binance:BTCUSDT'), 'close')
const strategy = (n: number) => buildDag('x', [{ name: 's', value: ema(close, n) }])
const changed = plan(desiredOf(strategy(13)), stateAfter(desiredOf(strategy(12)), desiredOf(strategy(13))))
const text = encodeQplan(sealPlan(changed.plan))

describe('a plan file', () => {
  test('gives back the plan that was sealed, documents included', () => {
    expect(decodeQplan(text)).toEqual({ ok: true, sealed: sealPlan(changed.plan) })
    expect(changed.plan.strategies[0]?.document).toEqual(strategy(13))
  })

  test('is refused when a byte of it is changed, added or cut', () => {
    holds(
      'damaged plan files',
      300,
      fc.property(
        fc.nat(text.length - 1),
        fc.constantFrom('change', 'add', 'cut'),
        fc.nat(94),
        (at, how, code) => {
          const other = String.fromCharCode(32 + code)
          const rest = text.slice(how === 'add' ? at : at + 1)
          const edited = how === 'cut' ? text.slice(0, at) : text.slice(0, at) + other + rest
          fc.pre(edited !== text)
          expect(decodeQplan(edited).ok).toBe(false)
        },
      ),
    )
  })

  test('is refused when it is rewritten with a digest of its own but another shape', () => {
    const forged = { ...changed.plan, surprise: 1 }
    expect(decodeQplan(encodeQplan(sealPlan(forged)))).toEqual({
      ok: false,
      fault: { fault: 'damaged', message: '/plan/surprise is unknown' },
    })
    expect(decodeQplan(JSON.stringify(JSON.parse(text), null, 2))).toMatchObject({
      fault: { fault: 'damaged' },
    })
  })

  test('of another major format is told apart from a damaged one', () => {
    const later = { ...changed.plan, format_version: '2.0' }
    expect(decodeQplan(encodeQplan(sealPlan(later)))).toMatchObject({
      ok: false,
      fault: { fault: 'version' },
    })
  })

  test('holds no float and no estimate', () => {
    expect(text).not.toMatch(/[0-9]\.[0-9]+[,}\]]/)
    expect(text).not.toContain('estimate')
  })
})

describe('the result of a plan', () => {
  test('adds ratios, and an estimate from the rates that are known', () => {
    const [node] = changed.computed
    const rates = { [node?.code_hash ?? '']: 2000 }
    const result = planResult(changed.plan, 'sha256:0', estimateCost(changed.computed, rates))
    expect(result.cost).toEqual({ bars: 1000, node_bars: 1000, estimate_ms: 2, unpriced: [] })
    expect(result.reuse.nodes.ratio).toBe(0.5)
    expect(result.reuse.bars.ratio).toBe(0)
  })

  test('never prints the unknown as zero', () => {
    const result = planResult(changed.plan, 'sha256:0', estimateCost(changed.computed, {}))
    expect(result.cost).toMatchObject({ estimate_ms: null, unpriced: [changed.computed[0]?.node_id] })
  })
})

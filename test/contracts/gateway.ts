// What every Gateway has to hold, in process or behind a network.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openReadOnly } from '../../services/drivers/embedded/open-stores.ts'
import type { ApplyEvent, Gateway } from '../../services/gateway/gateway.ts'
import { askFor } from '../../compiler/plan/ask.ts'
import { digestOf } from '../../compiler/plan/etag.ts'
import { encodeQplan, sealPlan } from '../../compiler/plan/qplan.ts'
import {
  barsCsv,
  cross,
  desiredOf,
  type Folder,
  pair,
  planWith,
  projectFolder,
} from '../support/gateway-project.ts'
import { soon } from '../support/store-samples.ts'

export interface OpenGateway {
  readonly gateway: Gateway
  close(): Promise<unknown>
}

/** Opens a gateway over a project's folder. */
export type GatewayFactory = (folder: Folder) => Promise<OpenGateway>

export function gatewayContract(name: string, open: GatewayFactory): void {
  describe(`a gateway: ${name}`, () => {
    let folder: Folder
    let opened: OpenGateway
    let gateway: Gateway

    beforeEach(async () => {
      folder = projectFolder()
      opened = await open(folder)
      gateway = opened.gateway
    })
    afterEach(async () => {
      await opened.close()
    })

    const apply = async (qplan: string) => {
      const outcome = await gateway.apply('dev', qplan)
      if (!outcome.ok) throw new TypeError(`${outcome.failure.code}: ${outcome.failure.message}`)
      return outcome.report
    }

    test('applies a plan, and then plans no changes', async () => {
      const desired = desiredOf(cross(), pair())
      const { plan, qplan } = await planWith(gateway, desired)
      const report = await apply(qplan)
      expect(report).toMatchObject({
        environment: 'dev',
        generation: 1,
        already_applied: false,
        resumed: false,
      })
      expect(report.operations.map((operation) => operation.id)).toEqual(plan.operations.map((op) => op.id))
      expect(new Set(report.operations.map((operation) => operation.status))).toEqual(new Set(['done']))
      const again = await planWith(gateway, desired)
      expect(again.plan.operations).toEqual([])
      expect(new Set(again.plan.changes.map((change) => change.action))).toEqual(new Set(['reuse', 'none']))
      expect(again.plan.reuse.nodes.covered).toBe(again.plan.reuse.nodes.queued)
    })

    test('takes a plan that was applied already for a note', async () => {
      const { qplan } = await planWith(gateway, desiredOf(cross()))
      const first = await apply(qplan)
      expect(await apply(qplan)).toEqual({ ...first, already_applied: true })
    })

    test('reads what a first strategy computed when a second one shares it', async () => {
      await apply((await planWith(gateway, desiredOf(cross()), 'all')).qplan)
      const { plan, qplan, computed } = await planWith(gateway, desiredOf(cross(), pair()), 'all')
      const shared = plan.changes.filter((change) => change.resource === 'node' && change.grade === 'covered')
      expect(shared.map((change) => change.label)).toContain('ema(a.close, 5)')
      expect(computed.map((node) => node.node_id)).not.toContain(
        shared.find((change) => change.label === 'ema(a.close, 5)')?.id,
      )
      expect((await apply(qplan)).generation).toBe(2)
    })

    test('refuses a plan whose environment moved, naming what moved and who moved it, before any work', async () => {
      const old = await planWith(gateway, desiredOf(cross(6)))
      await apply((await planWith(gateway, desiredOf(cross(5)))).qplan)
      const outcome = await gateway.apply('dev', old.qplan)
      expect(outcome).toMatchObject({ ok: false, failure: { code: 'QD3403' }, report: null })
      expect(outcome.ok ? '' : outcome.failure.message).toMatch(
        /generation 0 → 1, by apply dev-1.*strategy cross/s,
      )
      expect((await planWith(gateway, desiredOf(cross(5)))).plan.operations).toEqual([])
    })

    test('refuses a plan whose history moved', async () => {
      const { qplan } = await planWith(gateway, desiredOf(cross()))
      folder.write('data/btc.csv', barsCsv(250))
      const outcome = await gateway.apply('dev', qplan)
      expect(outcome).toMatchObject({ ok: false, failure: { code: 'QD3403' } })
      expect(outcome.ok ? '' : outcome.failure.message).toContain('stream binance:BTCUSDT @ 1m')
    })

    test('refuses a damaged plan, one for another environment, and one whose operations are made up', async () => {
      const { plan, qplan } = await planWith(gateway, desiredOf(cross()))
      const codeOf = async (text: string, environment = 'dev') => {
        const outcome = await gateway.apply(environment, text)
        return outcome.ok ? 'applied' : outcome.failure.code
      }
      expect(await codeOf(qplan.replace('0', '1'))).toBe('QD3401')
      expect(await codeOf(qplan, 'prod')).toBe('QD3404')
      const fewer = {
        ...plan,
        operations: plan.operations.filter((operation) => operation.action !== 'backfill'),
      }
      expect(await codeOf(encodeQplan(sealPlan({ ...fewer, ops_digest: digestOf(fewer.operations) })))).toBe(
        'QD3404',
      )
      const [wanted] = plan.strategies
      if (wanted === undefined) throw new TypeError('a strategy')
      const nodes = wanted.document.nodes.map((node) => ({
        ...node,
        config: { ...node.config, consts: node.config.consts.map(() => 3) },
      }))
      const forged = { ...plan, strategies: [{ ...wanted, document: { ...wanted.document, nodes } }] }
      expect(await codeOf(encodeQplan(sealPlan(forged)))).toBe('QD3401')
      expect(await gateway.unfinished('dev', soon())).toEqual({ ok: true, value: null })
    })

    test('stops after a checkpoint when it is interrupted, blocks others, and goes on when it is resumed', async () => {
      const { qplan } = await planWith(gateway, desiredOf(cross(), pair()))
      const interruption = new AbortController()
      const stopAt = (event: ApplyEvent) => {
        if (event.kind === 'operations' && event.ids.some((id) => id.startsWith('queue/')))
          interruption.abort()
      }
      const stopped = await gateway.apply('dev', qplan, { signal: interruption.signal, onEvent: stopAt })
      expect(stopped).toMatchObject({ ok: false, failure: { code: 'QD3408' } })
      expect(stopped.report?.operations.map((operation) => operation.status)).toContain('pending')
      const other = await planWith(gateway, desiredOf(cross(7)))
      expect(await gateway.apply('dev', other.qplan)).toMatchObject({
        ok: false,
        failure: { code: 'QD3406' },
      })
      const resumed = await gateway.resume('dev')
      expect(resumed).toMatchObject({ ok: true, report: { resumed: true, generation: 1 } })
      expect((await planWith(gateway, desiredOf(cross(), pair()))).plan.operations).toEqual([])
    })

    test('has nothing to resume when nothing is unfinished', async () => {
      expect(await gateway.resume('dev')).toMatchObject({
        ok: true,
        report: { apply_id: null, resumed: false },
      })
    })

    test('keeps an apply resumable when its data cannot be read, and says where', async () => {
      const { qplan } = await planWith(gateway, desiredOf(cross()))
      const interruption = new AbortController()
      const stopAt = (event: ApplyEvent) => {
        if (event.kind === 'operations' && event.ids.includes('retain')) interruption.abort()
      }
      await gateway.apply('dev', qplan, { signal: interruption.signal, onEvent: stopAt })
      folder.write('data/btc.csv', 'nonsense')
      const stopped = await gateway.resume('dev')
      expect(stopped).toMatchObject({ ok: false, failure: { code: 'QD3407', file: 'data/btc.csv' } })
      folder.write('data/btc.csv', barsCsv(200))
      expect(await gateway.resume('dev')).toMatchObject({ ok: true, report: { generation: 1 } })
    })

    test('gives an apply up whose history moved while it was interrupted, and takes a new plan', async () => {
      const desired = desiredOf(cross())
      const { qplan } = await planWith(gateway, desired)
      const interruption = new AbortController()
      const stopAt = (event: ApplyEvent) => {
        if (event.kind === 'operations' && event.ids.includes('retain')) interruption.abort()
      }
      await gateway.apply('dev', qplan, { signal: interruption.signal, onEvent: stopAt })
      folder.write('data/btc.csv', barsCsv(200, 3))
      expect(await gateway.resume('dev')).toMatchObject({ ok: false, failure: { code: 'QD3409' } })
      const next = await planWith(gateway, desired)
      expect(await apply(next.qplan)).toMatchObject({ generation: 1 })
      expect((await planWith(gateway, desired)).plan.operations).toEqual([])
    })

    test('follows a history that grows, and begins anew where its past was rewritten', async () => {
      const desired = desiredOf(cross(), pair())
      await apply((await planWith(gateway, desired)).qplan)
      folder.write('data/btc.csv', barsCsv(260))
      const grown = await planWith(gateway, desired)
      expect(grown.plan.generation).toEqual({ from: 1, to: 1 })
      await apply(grown.qplan)
      expect((await planWith(gateway, desired)).plan.operations).toEqual([])
      folder.write('data/btc.csv', barsCsv(260, 3))
      const rewritten = await planWith(gateway, desired)
      expect(rewritten.plan.operations.map((operation) => operation.action)).toContain('replace')
      await apply(rewritten.qplan)
      expect((await planWith(gateway, desired)).plan.operations).toEqual([])
    })

    test('computes as many node-bars as the plan said, and fills each queue with as many ticks', async () => {
      const { plan, qplan } = await planWith(gateway, desiredOf(cross(), pair()))
      const rows = Array.from({ length: 200 }, (_, row) => row)
      const [inA, inB] = [17, 8].map((hole) => new Set(rows.filter((row) => row % hole !== hole - 1)))
      const a = inA?.size ?? 0
      const both = rows.filter((row) => inA?.has(row) === true && inB?.has(row) === true).length
      // Two averages and their crossing over one stream; difference, its mean and the weight over both.
      expect(plan.cost).toEqual({ bars: a + (inB?.size ?? 0), node_bars: 3 * a + 3 * both })
      await apply(qplan)
      const labels = new Map(plan.changes.map((change) => [change.id, change.label]))
      const stores = await openReadOnly(folder.state, soon())
      if (!stores.ok) throw new TypeError(stores.failure.message)
      const queues = await gateway.observe('dev', askFor(desiredOf(cross(), pair())), soon())
      const counts = new Map<string, number>()
      for (const { node_id, topic } of queues.ok ? queues.value.queues : []) {
        const read = await stores.value.queues.read(topic, 0, 1000, soon())
        counts.set(
          labels.get(node_id) ?? '',
          read.ok ? read.value.records.filter((record) => !record.gap).length : 0,
        )
      }
      await stores.value.close()
      expect(Object.fromEntries(counts)).toMatchObject({ a, b: inB?.size ?? 0 })
      const weight = plan.changes.find((change) => change.label.startsWith('if '))
      expect(counts.get(weight?.label ?? '')).toBe(both)
    })

    test('ends an apply whose lease was broken, at its next write, and lets it be resumed', async () => {
      const { qplan } = await planWith(gateway, desiredOf(cross(), pair()))
      const other = await open(folder)
      const breaks: Promise<unknown>[] = []
      const outcome = await gateway.apply('dev', qplan, {
        onEvent: (event) => {
          if (event.kind !== 'operations' || breaks.length > 0) return
          breaks.push(other.gateway.breakLease('environment:dev', 'a test', soon()))
        },
      })
      expect(await breaks[0]).toMatchObject({ ok: true, value: { key: 'environment:dev' } })
      expect(outcome).toMatchObject({ ok: false, failure: { code: 'QD3202' } })
      await other.close()
      expect(await gateway.resume('dev')).toMatchObject({
        ok: true,
        report: { resumed: true, generation: 1 },
      })
      expect((await planWith(gateway, desiredOf(cross(), pair()))).plan.operations).toEqual([])
    })

    test('gives an unfinished apply up when it is cancelled', async () => {
      const { qplan } = await planWith(gateway, desiredOf(cross()))
      const interruption = new AbortController()
      const onEvent = () => interruption.abort()
      await gateway.apply('dev', qplan, { signal: interruption.signal, onEvent })
      expect(await gateway.cancel('dev', 'a test')).toMatchObject({ ok: true, value: { id: 'dev-1' } })
      expect(await gateway.unfinished('dev', soon())).toEqual({ ok: true, value: null })
      const again = await planWith(gateway, desiredOf(cross()))
      expect(await apply(again.qplan)).toMatchObject({ generation: 1 })
    })

    test('shares nodes between environments, and keeps their queues and generations apart', async () => {
      await apply((await planWith(gateway, desiredOf(cross()))).qplan)
      const prod = { ...desiredOf(cross()), environment: 'prod' }
      const { plan, qplan } = await planWith(gateway, prod)
      expect(plan.summary).toMatchObject({ create: 0, reuse: plan.reuse.nodes.total })
      expect(plan.reuse.nodes).toMatchObject({ queued: 0, covered: 0 })
      expect(await gateway.apply('prod', qplan)).toMatchObject({ ok: true, report: { generation: 1 } })
      expect((await planWith(gateway, desiredOf(cross()))).plan.operations).toEqual([])
    })

    test('renames, changes and removes strategies', async () => {
      await apply((await planWith(gateway, desiredOf(cross(), pair()))).qplan)
      const renamed = desiredOf(pair())
      const named = {
        ...renamed,
        strategies: [...renamed.strategies, { name: 'crossing', document: cross(), params: {} }],
      }
      await apply((await planWith(gateway, named)).qplan)
      expect((await planWith(gateway, named)).plan.operations).toEqual([])
      await apply((await planWith(gateway, desiredOf(pair(10)))).qplan)
      expect((await planWith(gateway, desiredOf(pair(10)))).plan.operations).toEqual([])
      const generations = await gateway.generations('dev', soon())
      expect(generations.ok ? generations.value.map(({ put, removed }) => [put, removed]) : []).toEqual([
        [['pair'], ['crossing']],
        [['crossing'], ['cross']],
        [['cross', 'pair'], []],
      ])
    })
  })
}

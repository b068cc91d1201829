// What every driver of EnvironmentStore keeps.
import { describe, expect, test } from 'vitest'
import { ABSENT, etagOf } from '../../services/core/etag.ts'
import { environmentLease } from '../../services/core/leases.ts'
import type { Promotion, StreamAttributes } from '../../services/core/environment-store.ts'
import { got, refused } from '../support/outcome.ts'
import { repeats, seededRandom } from '../support/seeded-random.ts'
import { holder, sampleDag, soon } from '../support/store-samples.ts'
import { freshStores } from '../support/stores-place.ts'
import type { StoresFactory } from '../support/stores-place.ts'
import { startStoresProcess } from '../support/stores-process.ts'

const bars: StreamAttributes = {
  type: '{"record":{"close":"float"}}',
  clock: '{"every_ms":60000,"phase_ms":0}',
  origin: '2022-01-01T00:00:00.000Z',
  tags: ['crypto'],
  history: { driver: 'csv', path: 'data/btc.csv' },
  live: null,
  incarnation: 1,
}
const BTC = 'binance:BTCUSDT @ 1m'

export function environmentStoreContract(name: string, factory: StoresFactory): void {
  describe(`environments: ${name}`, () => {
    const here = freshStores(factory)
    const environments = () => here.stores.environments
    const take = async (environment = 'dev', owner = 'a') => {
      const key = environmentLease(environment)
      return got(await here.stores.leases.acquire(key, holder(owner), 60_000, () => true, soon())).epoch
    }
    const promotion = (
      expected: number,
      put: readonly string[],
      remove: readonly string[] = [],
    ): Promotion => ({
      environment: 'dev',
      epoch: 1,
      expected,
      applyId: `dev-${expected + 1}`,
      planDigest: `sha256:${expected}`,
      put: put.map((text) => {
        const [as = ''] = text.split('=')
        return { name: as, dag: sampleDag(text), params: { fast: '8' }, file: `strategies/${as}.qdag` }
      }),
      remove,
    })
    const promote = (of: Promotion) => environments().promote(of, soon())
    const namesAt = async (generation: number | 'newest') =>
      got(await environments().strategies('dev', generation, soon())).map((entry) => entry.name)

    test('knows an environment that was never applied to as generation 0', async () => {
      const head = got(await environments().head('dev', soon()))
      expect(head).toEqual({
        environment: 'dev',
        generation: 0,
        etag: etagOf({ environment: 'dev', generation: 0 }),
      })
      expect(await namesAt('newest')).toEqual([])
      expect(got(await environments().environments(soon()))).toEqual([])
    })

    test('promotes strategies and gives them back as they were', async () => {
      await take()
      const head = got(await promote(promotion(0, ['b=1', 'a=1'])))
      expect(head).toEqual(got(await environments().head('dev', soon())))
      expect(head.generation).toBe(1)
      const [entry] = got(await environments().strategies('dev', 'newest', soon()))
      expect(entry).toEqual({
        name: 'a',
        dagId: sampleDag('a=1').dag_id,
        params: { fast: '8' },
        file: 'strategies/a.qdag',
        etag: etagOf({ name: 'a', dag_id: sampleDag('a=1').dag_id }),
      })
      const documents = got(await environments().documents('dev', ['b', 'nobody'], soon()))
      expect([...documents]).toEqual([['b', sampleDag('b=1')]])
      expect(got(await environments().environments(soon()))).toEqual(['dev'])
    })

    test('keeps older generations readable', async () => {
      await take()
      got(await promote(promotion(0, ['a=1', 'b=1'])))
      got(await promote(promotion(1, ['a=2', 'c=1'], ['b'])))
      expect([await namesAt(1), await namesAt(2), await namesAt('newest')]).toEqual([
        ['a', 'b'],
        ['a', 'c'],
        ['a', 'c'],
      ])
      expect(await namesAt(0)).toEqual([])
      const [old] = got(await environments().strategies('dev', 1, soon()))
      expect(old?.dagId).toBe(sampleDag('a=1').dag_id)
      const records = got(await environments().generations('dev', soon()))
      expect(records).toMatchObject([
        { generation: 2, applyId: 'dev-2', planDigest: 'sha256:1', put: ['a', 'c'], removed: ['b'] },
        { generation: 1, put: ['a', 'b'], removed: [] },
      ])
    })

    test('refuses a promotion made on another generation and changes nothing', async () => {
      await take()
      got(await promote(promotion(0, ['a=1'])))
      const moved = refused(await promote({ ...promotion(0, ['b=1']), applyId: 'dev-9' }), 'generationMoved')
      expect(moved).toMatchObject({ expected: 0, actual: 1 })
      expect(await namesAt('newest')).toEqual(['a'])
    })

    test('answers a repeated promotion with what it did', async () => {
      await take()
      const first = got(await promote(promotion(0, ['a=1'])))
      got(await promote(promotion(1, ['b=1'])))
      expect(got(await promote(promotion(0, ['a=1'])))).toEqual(first)
      expect(await namesAt('newest')).toEqual(['a', 'b'])
    })

    test('refuses an epoch that does not hold the lease: never given, old, given back, broken', async () => {
      refused(await promote(promotion(0, ['a=1'])), 'fenced')
      await take()
      got(await here.stores.leases.release(environmentLease('dev'), 1, soon()))
      refused(await promote(promotion(0, ['a=1'])), 'fenced')
      expect(await take('dev', 'b')).toBe(2)
      const old = refused(await promote(promotion(0, ['a=1'])), 'fenced')
      expect(old).toMatchObject({ epoch: 1, current: 2 })
      got(await here.stores.leases.break(environmentLease('dev'), 'test', soon()))
      refused(await promote({ ...promotion(0, ['a=1']), epoch: 2 }), 'fenced')
      refused(await promote({ ...promotion(0, ['a=1']), epoch: 3 }), 'fenced')
      expect(got(await environments().head('dev', soon())).generation).toBe(0)
    })

    test('keeps environments apart', async () => {
      await take()
      await take('prod')
      got(await promote(promotion(0, ['a=1'])))
      got(await promote({ ...promotion(0, ['z=1']), environment: 'prod' }))
      expect(await namesAt('newest')).toEqual(['a'])
      expect(got(await environments().environments(soon()))).toEqual(['dev', 'prod'])
    })

    test('leaves an event with each promotion', async () => {
      await take()
      got(await promote(promotion(0, ['a=1'])))
      expect(got(await here.stores.events.eventsAfter(0, 10, soon()))).toMatchObject([
        {
          sequence: 1,
          environment: 'dev',
          kind: 'environment.promoted',
          data: { generation: 1, apply_id: 'dev-1' },
        },
      ])
    })

    test('registers, changes and removes streams by what the plan saw', async () => {
      const epoch = await take()
      const change = (expected: string, attributes: StreamAttributes | null) =>
        environments().changeStreams('dev', epoch, [{ key: BTC, expected, attributes }], soon())
      const now = async () => got(await environments().streams('dev', [BTC, 'none'], soon()))
      got(await change(ABSENT, bars))
      const [first] = await now()
      expect(first).toEqual({ key: BTC, attributes: bars, etag: etagOf({ key: BTC, attributes: bars }) })
      const tagged = { ...bars, tags: ['crypto', 'btc'] }
      expect(refused(await change(ABSENT, tagged), 'resourceMoved')).toMatchObject({
        key: BTC,
        actual: first?.etag,
      })
      got(await change(first?.etag ?? '', tagged))
      got(await change(ABSENT, tagged))
      expect((await now())[0]?.attributes).toEqual(tagged)
      refused(await change(ABSENT, null), 'resourceMoved')
      got(await change((await now())[0]?.etag ?? '', null))
      expect(await now()).toEqual([])
    })

    test('changes all streams of a call or none, and only for the holder', async () => {
      const epoch = await take()
      const both = [
        { key: 'a', expected: ABSENT, attributes: bars },
        { key: 'b', expected: 'sha256:other', attributes: bars },
      ]
      refused(await environments().changeStreams('dev', epoch, both, soon()), 'resourceMoved')
      refused(await environments().changeStreams('dev', epoch + 1, both.slice(0, 1), soon()), 'fenced')
      expect(got(await environments().streams('dev', 'all', soon()))).toEqual([])
    })

    test('gives an etag that does not depend on the order of keys', async () => {
      const epoch = await take()
      const { type, ...others } = bars
      const changes = [{ key: BTC, expected: ABSENT, attributes: { ...others, type } }]
      got(await environments().changeStreams('dev', epoch, changes, soon()))
      const [entry] = got(await environments().streams('dev', 'all', soon()))
      expect(entry?.etag).toBe(etagOf({ key: BTC, attributes: bars }))
    })

    test(
      'holds every generation whole after a process was killed while promoting',
      { timeout: 60_000 + repeats(60_000) },
      async () => {
        const random = seededRandom('kill while promoting')
        for (let round = 0; round < repeats(3); round += 1) {
          const environment = `env${round}`
          const child = startStoresProcess(here.place.address, 'promote', environment, 400)
          const after = random.below(20)
          for (let n = 0; n <= after; n += 1) await child.next()
          await child.kill()
          const said = child.lines.length
          const { generation } = got(await environments().head(environment, soon()))
          expect([said, said + 1]).toContain(generation)
          expect(got(await environments().generations(environment, soon())).length).toBe(generation)
          for (let g = 1; g <= generation; g += 1) {
            const entries = got(await environments().strategies(environment, g, soon()))
            expect(entries.map((entry) => [entry.name, entry.dagId])).toEqual([
              ['always', sampleDag(`always-${g}`).dag_id],
              [`only-${g}`, sampleDag(`only-${g}`).dag_id],
            ])
          }
        }
      },
    )
  })
}

// What every driver of Leases keeps.
import { describe, expect, test } from 'vitest'
import { isAlive } from '../../services/drivers/embedded/process-holder.ts'
import { got, refused } from '../support/outcome.ts'
import { holder, soon } from '../support/store-samples.ts'
import { freshStores } from '../support/stores-place.ts'
import type { StoresFactory } from '../support/stores-place.ts'
import { startStoresProcess } from '../support/stores-process.ts'

const KEY = 'environment:dev'
const alive = () => true
const dead = () => false

export function leasesContract(name: string, factory: StoresFactory): void {
  describe(`leases: ${name}`, () => {
    const here = freshStores(factory)
    const acquire = (owner: string, ttlMs = 60_000, judge = alive) =>
      here.stores.leases.acquire(KEY, holder(owner), ttlMs, judge, soon())

    test('grants a free lease with epoch 1 and names its holder to others', async () => {
      expect(got(await acquire('a'))).toMatchObject({ key: KEY, epoch: 1, holder: holder('a') })
      const held = refused(await acquire('b'), 'leaseHeld')
      expect(held).toMatchObject({ holder: holder('a'), epoch: 1, code: 'QD3201' })
      expect(held.message).toContain('process 1 on somewhere')
      expect(held.expiresInMs).toBeGreaterThan(0)
    })

    test('gives the same holder the same epoch again', async () => {
      got(await acquire('a'))
      expect(got(await acquire('a')).epoch).toBe(1)
    })

    test('raises the epoch when the lease changes hands', async () => {
      got(await acquire('a'))
      got(await here.stores.leases.release(KEY, 1, soon()))
      expect(got(await acquire('b')).epoch).toBe(2)
    })

    test('raises the epoch for a holder that comes back after its lease lapsed', async () => {
      got(await acquire('a', 0))
      expect(got(await acquire('a')).epoch).toBe(2)
    })

    test('passes a lapsed lease on', async () => {
      got(await acquire('a', 0))
      expect(got(await here.stores.leases.held('all', soon()))).toEqual([])
      expect(got(await acquire('b')).epoch).toBe(2)
    })

    test('passes the lease of a dead holder on at once', async () => {
      got(await acquire('a'))
      expect(got(await acquire('b', 60_000, dead))).toMatchObject({ epoch: 2, holder: holder('b') })
    })

    test('renews for the holder and for nobody else', async () => {
      got(await acquire('a', 60_000))
      expect(got(await here.stores.leases.renew(KEY, 1, 120_000, soon())).expiresInMs).toBe(120_000)
      const [lease] = got(await here.stores.leases.held([KEY], soon()))
      expect(lease?.expiresInMs).toBeGreaterThan(60_000)
      expect(refused(await here.stores.leases.renew(KEY, 2, 1, soon()), 'fenced').current).toBe(1)
    })

    test('renews what lapsed as long as nobody took it', async () => {
      got(await acquire('a', 0))
      expect(got(await here.stores.leases.renew(KEY, 1, 0, soon())).holder).toEqual(holder('a'))
      got(await acquire('b'))
      expect(refused(await here.stores.leases.renew(KEY, 1, 1000, soon()), 'fenced').current).toBe(2)
    })

    test('does not renew what was given back', async () => {
      got(await acquire('a'))
      got(await here.stores.leases.release(KEY, 1, soon()))
      expect(refused(await here.stores.leases.renew(KEY, 1, 1000, soon()), 'fenced').current).toBe(1)
    })

    test('lets an old epoch give back nothing', async () => {
      got(await acquire('a', 0))
      got(await acquire('b'))
      got(await here.stores.leases.release(KEY, 1, soon()))
      expect(refused(await acquire('c'), 'leaseHeld').holder).toEqual(holder('b'))
    })

    test('breaks a lease, tells whose it was, and leaves an event with the reason', async () => {
      got(await acquire('a'))
      const broken = got(await here.stores.leases.break(KEY, 'laptop was closed', soon()))
      expect(broken?.holder).toEqual(holder('a'))
      refused(await here.stores.leases.renew(KEY, 1, 1000, soon()), 'fenced')
      expect(got(await acquire('b')).epoch).toBe(3)
      const events = got(await here.stores.events.eventsAfter(0, 10, soon()))
      expect(events).toMatchObject([
        { kind: 'lease.broken', subject: KEY, data: { reason: 'laptop was closed', owner: 'a', epoch: 2 } },
      ])
    })

    test('breaks nothing where nothing is held', async () => {
      expect(got(await here.stores.leases.break(KEY, 'no reason', soon()))).toBeNull()
    })

    test('keeps leases of other keys apart', async () => {
      got(await acquire('a'))
      got(await here.stores.leases.acquire('environment:prod', holder('b'), 60_000, alive, soon()))
      const keys = got(await here.stores.leases.held('all', soon())).map((lease) => lease.key)
      expect(keys).toEqual([KEY, 'environment:prod'])
    })

    test('takes over from a killed process of this machine at once, and not before', async () => {
      const other = startStoresProcess(here.place.address, 'hold', KEY, 600_000)
      expect(await other.next()).toBe('held 1')
      const mine = holder('me')
      const held = await here.stores.leases.acquire(KEY, mine, 1000, isAlive, soon())
      expect(refused(held, 'leaseHeld').holder.pid).toBe(other.pid)
      await other.kill()
      expect(got(await here.stores.leases.acquire(KEY, mine, 1000, isAlive, soon())).epoch).toBe(2)
    })

    test('never grants one epoch twice to processes that race', async () => {
      const racers = Array.from({ length: 3 }, () =>
        startStoresProcess(here.place.address, 'contend', KEY, 15),
      )
      for (const racer of racers) expect(await racer.next()).toBe('ready')
      for (const racer of racers) racer.goOn()
      await Promise.all(racers.map((racer) => racer.end()))
      const epochs = racers.flatMap((racer) => racer.lines.slice(1)).map((line) => Number(line.split(' ')[1]))
      expect(epochs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 45 }, (_, index) => index + 1))
    })
  })
}

// What every driver of Journal keeps.
import { describe, expect, test } from 'vitest'
import { InternalError } from '../../compiler/internal-error.ts'
import type { Submission } from '../../services/core/journal.ts'
import { environmentLease } from '../../services/core/leases.ts'
import type { Status } from '../../services/core/lifecycle.ts'
import { isAlive } from '../../services/drivers/embedded/process-holder.ts'
import { got, refused } from '../support/outcome.ts'
import { repeats, seededRandom } from '../support/seeded-random.ts'
import { holder, soon } from '../support/store-samples.ts'
import { freshStores } from '../support/stores-place.ts'
import type { StoresFactory } from '../support/stores-place.ts'
import { startStoresProcess } from '../support/stores-process.ts'

const submission: Submission = {
  environment: 'dev',
  planDigest: 'sha256:p',
  plan: '{"format_version":"1.0"}',
  operations: [
    { id: 'z', resource: 'stream', action: 'create' },
    { id: 'a', resource: 'node', action: 'create' },
  ],
}

export function journalContract(name: string, factory: StoresFactory): void {
  describe(`journal: ${name}`, () => {
    const here = freshStores(factory)
    const journal = () => here.stores.journal
    const take = async (owner = 'a', environment = 'dev') => {
      const key = environmentLease(environment)
      return got(await here.stores.leases.acquire(key, holder(owner), 60_000, isAlive, soon())).epoch
    }
    const submit = async (of: Partial<Submission> = {}) =>
      got(await journal().submit({ ...submission, ...of }, soon()))
    const move = (from: Status, to: Status, epoch = 1, cause: string | null = null) =>
      journal().move('dev-1', epoch, from, to, cause, soon())
    const status = async () => got(await journal().apply('dev-1', soon()))?.status

    test('accepts a plan and gives everything of it back', async () => {
      const { apply, created } = await submit()
      expect(created).toBe(true)
      expect(apply).toEqual({
        id: 'dev-1',
        environment: 'dev',
        planDigest: 'sha256:p',
        status: 'Submitted',
        cause: null,
        operations: submission.operations.map((operation) => ({
          ...operation,
          status: 'pending',
          note: null,
        })),
      })
      expect(got(await journal().apply('dev-1', soon()))).toEqual(apply)
      expect(got(await journal().planOf('dev-1', soon()))).toBe(submission.plan)
      expect(got(await journal().unfinished('dev', soon()))).toEqual([apply])
    })

    test('answers the same plan with its apply as it is now', async () => {
      await submit()
      await take()
      got(await move('Submitted', 'Processing'))
      const again = await submit()
      expect(again).toMatchObject({ created: false, apply: { id: 'dev-1', status: 'Processing' } })
      expect((await submit({ environment: 'prod' })).apply.id).toBe('prod-1')
      expect((await submit({ planDigest: 'sha256:q' })).apply.id).toBe('dev-2')
    })

    test('accepts a plan again after it failed or was cancelled', async () => {
      await submit()
      await take()
      got(await move('Submitted', 'Failed', 1, 'disk full'))
      expect(got(await journal().apply('dev-1', soon()))?.cause).toBe('disk full')
      expect(await submit()).toMatchObject({ created: true, apply: { id: 'dev-2' } })
      got(await journal().move('dev-2', 1, 'Submitted', 'Cancelled', null, soon()))
      expect((await submit()).apply.id).toBe('dev-3')
    })

    test('walks the lifecycle, and knows what is finished and what was completed', async () => {
      await submit()
      await take()
      got(await move('Submitted', 'Processing'))
      got(await move('Processing', 'Mapped'))
      got(await move('Mapped', 'Executing'))
      expect(got(await journal().completed('dev', 'sha256:p', soon()))).toBeNull()
      got(await move('Executing', 'Completed'))
      expect(got(await journal().unfinished('dev', soon()))).toEqual([])
      expect(got(await journal().completed('dev', 'sha256:p', soon()))?.id).toBe('dev-1')
    })

    test('refuses a step from another status and changes nothing', async () => {
      await submit()
      await take()
      got(await move('Submitted', 'Processing'))
      expect(refused(await move('Submitted', 'Processing'), 'applyMoved')).toMatchObject({
        expected: 'Submitted',
        actual: 'Processing',
      })
      expect(await status()).toBe('Processing')
    })

    test('takes a step that the lifecycle does not have for a bug', async () => {
      await submit()
      await take()
      await expect(move('Submitted', 'Completed')).rejects.toThrow(InternalError)
      await expect(move('Completed', 'Executing')).rejects.toThrow(InternalError)
    })

    test('refuses an epoch that does not hold the lease', async () => {
      await submit()
      refused(await move('Submitted', 'Processing'), 'fenced')
      await take()
      got(await here.stores.leases.break(environmentLease('dev'), 'test', soon()))
      await take('b')
      refused(await move('Submitted', 'Processing', 1), 'fenced')
      const steps = [{ id: 'a', from: 'pending', to: 'running' }] as const
      refused(await journal().moveOperations('dev-1', 1, steps, soon()), 'fenced')
      expect(await status()).toBe('Submitted')
      got(await move('Submitted', 'Processing', 3))
    })

    test('knows no apply that was not submitted', async () => {
      await take()
      expect(got(await journal().apply('dev-7', soon()))).toBeNull()
      refused(await journal().planOf('dev-7', soon()), 'applyUnknown')
      refused(await journal().move('dev-7', 1, 'Submitted', 'Processing', null, soon()), 'applyUnknown')
    })

    test('moves operations, all of a call or none', async () => {
      await submit()
      await take()
      const run = { id: 'a', from: 'pending', to: 'running' } as const
      const wrong = { id: 'z', from: 'running', to: 'done' } as const
      refused(await journal().moveOperations('dev-1', 1, [run, wrong], soon()), 'applyMoved')
      refused(await journal().moveOperations('dev-1', 1, [{ ...run, id: 'none' }], soon()), 'applyMoved')
      got(await journal().moveOperations('dev-1', 1, [run], soon()))
      const done = { id: 'a', from: 'running', to: 'done', note: '3 nodes' } as const
      got(await journal().moveOperations('dev-1', 1, [done], soon()))
      const operations = got(await journal().apply('dev-1', soon()))?.operations
      expect(operations?.map((of) => [of.id, of.status, of.note])).toEqual([
        ['z', 'pending', null],
        ['a', 'done', '3 nodes'],
      ])
    })

    test('leaves one event a step, in order, and none for a refused one', async () => {
      await submit()
      await take()
      got(await move('Submitted', 'Processing'))
      await move('Submitted', 'Processing')
      await move('Submitted', 'Processing', 9)
      got(await journal().moveOperations('dev-1', 1, [{ id: 'a', from: 'pending', to: 'skipped' }], soon()))
      const events = got(await here.stores.events.eventsAfter(0, 10, soon()))
      expect(events.map((event) => [event.sequence, event.kind, event.subject, event.data])).toEqual([
        [1, 'apply.moved', 'dev-1', { from: null, to: 'Submitted', plan_digest: 'sha256:p' }],
        [2, 'apply.moved', 'dev-1', { from: 'Submitted', to: 'Processing', cause: null }],
        [3, 'operation.moved', 'dev-1', { operation: 'a', from: 'pending', to: 'skipped', note: null }],
      ])
      expect(got(await here.stores.events.eventsAfter(1, 1, soon())).map((event) => event.sequence)).toEqual([
        2,
      ])
    })

    test(
      'keeps every step that a killed process was told of',
      { timeout: 60_000 + repeats(60_000) },
      async () => {
        const random = seededRandom('kill while applying')
        for (let round = 0; round < repeats(3); round += 1) {
          const environment = `env${round}`
          const child = startStoresProcess(here.place.address, 'apply', environment, 40)
          const after = random.below(60)
          for (let n = 0; n <= after; n += 1) await child.next()
          await child.kill()
          const [apply] = got(await journal().unfinished(environment, soon()))
          const told = new Map(
            child.lines.map((line) => line.split(' ').toReversed()).map(([id = '', word = '']) => [id, word]),
          )
          const order = ['pending', 'running', 'done']
          for (const { id, status: stored } of apply?.operations ?? []) {
            const ahead = order.indexOf(stored) - order.indexOf(told.get(id) ?? 'pending')
            expect([0, 1]).toContain(ahead)
          }
          // The events say the same as the rows.
          const events = got(await here.stores.events.eventsAfter(0, 10_000, soon()))
          const moves = events.filter(
            (event) => event.environment === environment && event.kind === 'operation.moved',
          )
          const steps = apply?.operations.map((of) => order.indexOf(of.status)) ?? []
          expect(moves.length).toBe(steps.reduce((sum, n) => sum + n, 0))
          // Whoever comes next takes over and ends it.
          const epoch = await take('next', environment)
          expect(epoch).toBe(2)
        }
      },
    )
  })
}

// What every driver of QueueLog keeps.
import { describe, expect, test } from 'vitest'
import type { QueueLog } from '../../services/core/queue-log.ts'
import { got, refused } from '../support/outcome.ts'
import { repeats, seededRandom } from '../support/seeded-random.ts'
import { LINEAGE, sampleRecord, sampleRecords, sampleTopic, soon } from '../support/store-samples.ts'
import { freshStores } from '../support/stores-place.ts'
import type { StoresFactory } from '../support/stores-place.ts'
import { startCrampedProcess, startStoresProcess } from '../support/stores-process.ts'

const TOPIC = 'qmtl.dev.window.sample.0123456789abcdef'

/** Everything in the topic from an offset on, without offsets and epochs. */
async function ticksOf(queues: QueueLog, fromOffset = 0) {
  const { records } = got(await queues.read(TOPIC, fromOffset, 1_000_000, soon()))
  return records.map(({ offset: _offset, epoch: _epoch, ...record }) => record)
}

export function queueLogContract(name: string, factory: StoresFactory): void {
  describe(`queues: ${name}`, () => {
    const here = freshStores(factory)
    const queues = () => here.stores.queues
    const create = async () => got(await queues().create(sampleTopic(TOPIC), soon()))
    const append = (from: number, to: number, epoch = 1) =>
      queues().append(TOPIC, sampleRecords(from, to), epoch, soon())
    const extent = async () => got(await queues().extents([TOPIC], soon())).get(TOPIC)

    test('creates a topic once and compares it afterwards', async () => {
      expect(await create()).toBe('created')
      expect(await create()).toBe('exists')
      const other = { ...sampleTopic(TOPIC), retentionMs: 5, incarnation: 2 }
      const { differences } = refused(await queues().create(other, soon()), 'topicMismatch')
      expect(differences.map((d) => d.field).toSorted()).toEqual(['incarnation', 'retentionMs'])
      expect((await extent())?.spec).toEqual(sampleTopic(TOPIC))
    })

    test('says so when there is no such topic', async () => {
      refused(await append(0, 1), 'topicMissing')
      refused(await queues().read(TOPIC, 0, 1, soon()), 'topicMissing')
      expect(got(await queues().extents([TOPIC], soon())).size).toBe(0)
      got(await queues().remove(TOPIC, soon()))
    })

    test('refuses names that are no topics', async () => {
      for (const topic of [
        '',
        '.',
        '..',
        'a/b',
        '../a',
        '.a',
        'a\\b',
        'a\0b',
        'a..b',
        'a.',
        'ä',
        'x'.repeat(201),
      ]) {
        expect(refused(await queues().create(sampleTopic(topic), soon()), 'topicName').code).toBe('QD4201')
        refused(await queues().read(topic, 0, 1, soon()), 'topicName')
        refused(await queues().remove(topic, soon()), 'topicName')
      }
    })

    test('gives back what was appended, in order, with offsets and epochs', async () => {
      await create()
      expect(got(await append(0, 10))).toEqual({ appended: 10, nextOffset: 10 })
      got(await append(10, 20, 2))
      const { records, nextOffset } = got(await queues().read(TOPIC, 8, 4, soon()))
      expect(nextOffset).toBe(12)
      expect(records).toEqual(
        [8, 9, 10, 11].map((n) => ({ ...sampleRecord(n), offset: n, epoch: n < 10 ? 1 : 2 })),
      )
      expect(await ticksOf(queues())).toEqual(sampleRecords(0, 20))
    })

    test('reads nothing behind the end and goes on from there', async () => {
      await create()
      got(await append(0, 3))
      expect(got(await queues().read(TOPIC, 3, 10, soon()))).toEqual({ records: [], nextOffset: 3 })
      got(await append(3, 5))
      expect(got(await queues().read(TOPIC, 3, 10, soon())).records.length).toBe(2)
    })

    test('keeps na, the sign of zero and infinities', async () => {
      await create()
      const record = (label: number, value: number) => ({
        ...sampleRecord(label),
        gap: false,
        values: [value, ''],
      })
      const values = [Number.NaN, -0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324]
      got(
        await queues().append(
          TOPIC,
          values.map((value, label) => record(label, value)),
          1,
          soon(),
        ),
      )
      const stored = await ticksOf(queues())
      expect(stored.map((tick) => tick.values[0])).toEqual(values)
      expect(Object.is(stored[1]?.values[0], -0)).toBe(true)
    })

    test('passes over a label with the same bytes, whoever writes it', async () => {
      await create()
      got(await append(0, 10))
      expect(got(await append(2, 8))).toEqual({ appended: 0, nextOffset: 10 })
      expect(got(await append(5, 15, 2))).toEqual({ appended: 5, nextOffset: 15 })
      expect(await ticksOf(queues())).toEqual(sampleRecords(0, 15))
    })

    test('reports a divergence for a label with other bytes and stores nothing of the batch', async () => {
      await create()
      got(await append(0, 10))
      const others = [
        { ...sampleRecord(4), values: [1, 'x'] },
        { ...sampleRecord(4), time: 1 },
        { ...sampleRecord(4), ready: !sampleRecord(4).ready },
        { ...sampleRecord(4), lineage: 'f'.repeat(64) },
      ]
      for (const other of others) {
        const batch = [sampleRecord(3), other, ...sampleRecords(5, 12)]
        const failure = refused(await queues().append(TOPIC, batch, 1, soon()), 'divergence')
        expect(failure).toMatchObject({ topic: TOPIC, label: 4, code: 'QD4204' })
      }
      expect(await ticksOf(queues())).toEqual(sampleRecords(0, 10))
    })

    test('does not hide later records behind an append that failed', async () => {
      await create()
      got(await append(0, 2))
      refused(await queues().append(TOPIC, [{ ...sampleRecord(1), time: 0 }], 1, soon()), 'divergence')
      got(await append(2, 3))
      got(await append(3, 4))
      expect(await ticksOf(queues())).toEqual(sampleRecords(0, 4))
    })

    test('takes back an append that the disk had no room for', async () => {
      await create()
      const child = startCrampedProcess(here.place.address, 'overflow', TOPIC)
      await child.end()
      expect(child.lines).toEqual(['appended 10', 'stateUnavailable', 'appended 10'])
      expect(await ticksOf(queues())).toEqual(sampleRecords(0, 20))
    })

    test('refuses to go back in labels', async () => {
      await create()
      got(await queues().append(TOPIC, [sampleRecord(2), sampleRecord(8)], 1, soon()))
      for (const label of [0, 5]) {
        const failure = refused(await queues().append(TOPIC, [sampleRecord(label)], 1, soon()), 'labelOrder')
        expect(failure).toMatchObject({ label, last: 8 })
      }
      const back = [sampleRecord(10), sampleRecord(9)]
      refused(await queues().append(TOPIC, back, 1, soon()), 'labelOrder')
      expect((await ticksOf(queues())).length).toBe(2)
    })

    test('refuses what is no record of the topic', async () => {
      await create()
      const wrong = [
        { ...sampleRecord(1), values: [1] },
        { ...sampleRecord(1), values: ['x', 1] },
        { ...sampleRecord(1), values: [1, '\ud800'] },
        { ...sampleRecord(1), gap: true },
        { ...sampleRecord(1), label: 0.5 },
        { ...sampleRecord(1), time: Number.NaN },
        { ...sampleRecord(1), lineage: LINEAGE.toUpperCase() },
        { ...sampleRecord(1), values: [1, 'x'.repeat(1 << 20)] },
      ]
      for (const record of wrong) refused(await queues().append(TOPIC, [record], 1, soon()), 'recordInvalid')
      expect(await extent()).toMatchObject({ count: 0, first: null, last: null, ready: null, lineage: null })
    })

    test('says what the topic holds', async () => {
      await create()
      got(await append(1, 21))
      expect(await extent()).toEqual({
        spec: sampleTopic(TOPIC),
        count: 20,
        nextOffset: 20,
        first: { label: 1, time: 60_000 },
        last: { label: 20, time: 1_200_000 },
        ready: { first: { label: 3, time: 180_000 }, last: { label: 19, time: 1_140_000 }, count: 15 },
        epoch: 1,
        lineage: LINEAGE,
      })
    })

    test('shuts out an older epoch, also before the newer one has written', async () => {
      await create()
      got(await append(0, 3, 4))
      got(await queues().append(TOPIC, [], 6, soon()))
      expect((await extent())?.epoch).toBe(6)
      for (const epoch of [4, 5]) {
        expect(refused(await append(3, 4, epoch), 'fenced')).toMatchObject({ epoch, current: 6 })
      }
      got(await append(3, 4, 6))
      expect(await ticksOf(queues())).toEqual(sampleRecords(0, 4))
    })

    test('forgets everything of a removed topic', async () => {
      await create()
      got(await append(0, 5, 9))
      got(await queues().remove(TOPIC, soon()))
      expect(await extent()).toBeUndefined()
      expect(await create()).toBe('created')
      expect(await extent()).toMatchObject({ count: 0, nextOffset: 0, epoch: 0 })
      got(await append(7, 9))
      expect(await ticksOf(queues())).toEqual(sampleRecords(7, 9))
    })

    test('shows the records of one opening to another, and after opening again', async () => {
      await create()
      const other = await here.place.open()
      got(await append(0, 5))
      expect(await ticksOf(other.queues)).toEqual(sampleRecords(0, 5))
      got(await other.queues.append(TOPIC, sampleRecords(3, 8), 1, soon()))
      got(await append(8, 9))
      const third = await here.place.open()
      expect(await ticksOf(third.queues)).toEqual(sampleRecords(0, 9))
      expect(got(await third.queues.extents([TOPIC], soon())).get(TOPIC)).toEqual(await extent())
    })

    test('lets two processes append the same ticks, and holds each once', async () => {
      await create()
      const writers = [7, 11].map((batch) =>
        startStoresProcess(here.place.address, 'append', TOPIC, 0, batch, Math.ceil(300 / batch), 1),
      )
      await Promise.all(writers.map((writer) => writer.end()))
      const ticks = await ticksOf(queues())
      expect(ticks).toEqual(sampleRecords(0, ticks.length))
      expect(ticks.length).toBeGreaterThanOrEqual(300)
    })

    test(
      'keeps what was acknowledged to a killed writer, and its successor goes on',
      { timeout: 60_000 + repeats(60_000) },
      async () => {
        const random = seededRandom('kill while appending')
        await create()
        let next = 0
        let held = 0
        for (let epoch = 1; epoch <= repeats(6); epoch += 1) {
          const batch = 1 + random.below(400)
          const child = startStoresProcess(here.place.address, 'append', TOPIC, next, batch, 10_000, epoch)
          const after = random.below(12)
          for (let n = 0; n <= after; n += 1) await child.next()
          child.strike()
          await child.kill()
          const told = Number(child.lines.at(-1)?.split(' ')[1])
          // Labels and offsets are the same here: only what this writer added is looked at.
          const added = await ticksOf(queues(), next)
          const end = next + added.length
          expect(added).toEqual(sampleRecords(next, end))
          expect(end).toBeGreaterThan(told)
          // One batch may be there untold, of this writer or, further on, of the one before it.
          expect(end).toBeLessThanOrEqual(Math.max(held, told + 1 + batch))
          held = end
          next = told + 1
        }
        got(await append(next, next + 1000, 1000))
        const ticks = await ticksOf(queues())
        expect(ticks).toEqual(sampleRecords(0, ticks.length))
        refused(await append(next + 1000, next + 1001, 999), 'fenced')
      },
    )
  })
}

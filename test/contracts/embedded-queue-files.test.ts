// The log on disk under damage: half-written ends are passed over and cut, everything else is told.
import {
  appendFile,
  copyFile,
  cp,
  mkdtemp,
  readFile,
  readdir,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createQueueLog } from '../../services/drivers/embedded/queues/queue-log.ts'
import { createQueueReader } from '../../services/drivers/embedded/queues/queue-reader.ts'
import { traceOf } from '../support/folder-trace.ts'
import { got, refused } from '../support/outcome.ts'
import { randomFrom } from '../support/seeded-random.ts'
import { sampleRecord, sampleRecords, sampleTopic, soon } from '../support/store-samples.ts'

const TOPIC = 'qmtl.dev.window.sample.0123456789abcdef'

let root = ''
let folder = ''
let segment = ''

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'qmtl-test-'))
  folder = join(root, TOPIC)
  segment = join(folder, '00000000000000000000.log')
})
afterEach(() => rm(root, { recursive: true }))

/** Writes the ticks up to a label; saves the index only when asked to. */
async function write(to: number, closing: boolean, segmentBytes?: number): Promise<void> {
  const log = createQueueLog(root, segmentBytes)
  got(await log.create(sampleTopic(TOPIC), soon()))
  for (let from = 0; from < to; from += 20) {
    got(await log.append(TOPIC, sampleRecords(from, Math.min(to, from + 20)), 1, soon()))
  }
  if (closing) got(await log.close(soon()))
}

async function readAll() {
  const read = await createQueueReader(root, new Map()).read(TOPIC, 0, 1_000_000, soon())
  return read.ok ? { ok: true as const, value: read.value.records.map((record) => record.label) } : read
}

const labels = (to: number) => Array.from({ length: to }, (_, label) => label)

/** Bytes at which the n-th record of the newest file begins and ends. */
async function placeOf(n: number): Promise<readonly [number, number]> {
  const bytes = await readFile(segment)
  let at = 0
  for (let skipped = 0; skipped < n; skipped += 1) at += bytes.readUInt32LE(at + 4)
  return [at, at + bytes.readUInt32LE(at + 4)]
}

describe('a torn end', () => {
  test('is passed over by readers, wherever it is torn, and left as it is', async () => {
    await write(10, false)
    const [from, to] = await placeOf(9)
    const whole = await readFile(segment)
    for (let length = from; length < to; length += 1) {
      await writeFile(segment, whole.subarray(0, length))
      const before = await traceOf(root)
      expect(got(await readAll())).toEqual(labels(9))
      expect(await traceOf(root)).toEqual(before)
    }
  })

  test('is cut by the next writer, wherever it is torn', async () => {
    await write(10, false)
    const [from, to] = await placeOf(9)
    const whole = await readFile(segment)
    for (let length = from; length <= to; length += 7) {
      await writeFile(segment, whole.subarray(0, length))
      got(await createQueueLog(root).append(TOPIC, [sampleRecord(20)], 1, soon()))
      expect(got(await readAll())).toEqual([...labels(length === to ? 10 : 9), 20])
    }
  })

  test('is cut when it is bytes of nobody', async () => {
    const random = randomFrom(3)
    for (const length of [1, 8, 67, 68, 500, 5000]) {
      await rm(folder, { recursive: true, force: true })
      await write(10, false)
      await appendFile(segment, Buffer.from(Array.from({ length }, () => random.below(256))))
      expect(got(await readAll())).toEqual(labels(10))
      got(await createQueueLog(root).append(TOPIC, [sampleRecord(11)], 1, soon()))
      expect(got(await readAll())).toEqual([...labels(10), 11])
    }
  })

  test('is cut before a new file is begun', async () => {
    await write(100, false, 1000)
    const newest = (await readdir(folder)).filter((name) => name.endsWith('.log')).at(-1) ?? ''
    await appendFile(join(folder, newest), Buffer.alloc(30, 7))
    got(await createQueueLog(root, 1000).append(TOPIC, sampleRecords(100, 140), 1, soon()))
    expect(got(await readAll())).toEqual(labels(140))
  })
})

describe('damage', () => {
  test('of a record that has sound ones behind it is told to readers and writers alike', async () => {
    await write(50, false)
    const sound = await readFile(segment)
    const [from, to] = await placeOf(20)
    for (const at of [from, from + 1, from + 4, from + 9, from + 40, from + 70, to - 1]) {
      const broken = Buffer.from(sound)
      broken[at] = (broken[at] ?? 0) ^ 0x40
      await writeFile(segment, broken)
      expect(refused(await readAll(), 'topicCorrupt').message).toContain(folder)
      refused(await createQueueLog(root).append(TOPIC, sampleRecords(50, 51), 1, soon()), 'topicCorrupt')
      expect(await readFile(segment)).toEqual(broken)
    }
  })

  test('is found where the index vouched for the record', async () => {
    await write(50, true)
    const [from] = await placeOf(49)
    const bytes = await readFile(segment)
    bytes[from + 70] = (bytes[from + 70] ?? 0) ^ 1
    await writeFile(segment, bytes)
    refused(await readAll(), 'topicCorrupt')
    const log = createQueueLog(root)
    expect(refused(await log.append(TOPIC, [sampleRecord(49)], 1, soon()), 'topicCorrupt').code).toBe(
      'QD4206',
    )
  })

  test('is found where acknowledged records are gone', async () => {
    await write(50, true)
    const whole = join(root, 'whole')
    await cp(folder, whole, { recursive: true })
    const [from] = await placeOf(49)
    await truncate(segment, from)
    expect(refused(await readAll(), 'topicCorrupt').message).toContain('shorter')
    await copyFile(join(whole, '00000000000000000000.log'), segment)
    expect(got(await readAll())).toEqual(labels(50))
    await rm(segment)
    expect(refused(await readAll(), 'topicCorrupt').message).toContain('missing')
  })

  test('of a file in the middle, and a missing one, are told', async () => {
    await write(200, false, 1000)
    const files = (await readdir(folder)).filter((name) => name.endsWith('.log'))
    expect(files.length).toBeGreaterThan(3)
    const middle = join(folder, files[1] ?? '')
    const bytes = await readFile(middle)
    await truncate(middle, bytes.length - 1)
    refused(await readAll(), 'topicCorrupt')
    await rm(middle)
    expect(refused(await readAll(), 'topicCorrupt').message).toContain('missing')
  })

  test('of what the topic is, or who may write it, is told', async () => {
    await write(5, false)
    const spec = await readFile(join(folder, 'topic.json'), 'utf8')
    await writeFile(join(folder, 'topic.json'), spec.replace('"partitions":1', '"partitions": 1'))
    expect(refused(await readAll(), 'topicCorrupt').message).toContain('topic.json')
    await writeFile(join(folder, 'topic.json'), spec)
    await writeFile(join(folder, 'fence'), 'x')
    expect(refused(await readAll(), 'topicCorrupt').message).toContain('fence')
  })
})

describe('the index', () => {
  test('can be deleted or be nonsense: it is made anew', async () => {
    await write(60, true)
    const index = join(folder, 'index.json')
    const extent = async () =>
      got(await createQueueReader(root, new Map()).extents([TOPIC], soon())).get(TOPIC)
    const known = await extent()
    expect(known?.count).toBe(60)
    const text = await readFile(index, 'utf8')
    for (const nonsense of ['', 'x', text.slice(0, -9), text.replace('"count":60', '"count":61')]) {
      await writeFile(index, nonsense)
      expect(await extent()).toEqual(known)
    }
    await rm(index)
    expect(await extent()).toEqual(known)
  })

  test('says nothing about a later life of the topic', async () => {
    await write(60, true)
    const index = await readFile(join(folder, 'index.json'))
    const log = createQueueLog(root)
    got(await log.remove(TOPIC, soon()))
    got(await log.create({ ...sampleTopic(TOPIC), incarnation: 2 }, soon()))
    await writeFile(join(folder, 'index.json'), index)
    expect(got(await readAll())).toEqual([])
  })
})

describe('segment files', () => {
  test('follow each other, and reading crosses them', async () => {
    await write(500, true, 3000)
    const files = (await readdir(folder)).filter((name) => name.endsWith('.log'))
    expect(files.length).toBeGreaterThan(5)
    expect(got(await readAll())).toEqual(labels(500))
    const reader = createQueueReader(root, new Map())
    const random = randomFrom(5)
    for (let round = 0; round < 50; round += 1) {
      const [from, max] = [random.below(520), random.below(80)]
      const { records, nextOffset } = got(await reader.read(TOPIC, from, max, soon()))
      const wanted = labels(500).slice(from, from + max)
      expect(records.map((record) => record.label)).toEqual(wanted)
      expect(nextOffset).toBe(Math.min(500, from + wanted.length))
    }
    const log = createQueueLog(root, 3000)
    expect(got(await log.append(TOPIC, sampleRecords(100, 520), 1, soon())).appended).toBe(20)
  })

  test('the oldest can be taken away: offsets and labels of the others stay', async () => {
    await write(200, true, 1000)
    const [oldest = '', second = ''] = (await readdir(folder)).filter((name) => name.endsWith('.log'))
    await rm(join(folder, oldest))
    const kept = Number.parseInt(second, 10)
    expect(got(await readAll())).toEqual(labels(200).slice(kept))
    const extent = got(await createQueueReader(root, new Map()).extents([TOPIC], soon())).get(TOPIC)
    expect(extent).toMatchObject({ count: 200 - kept, nextOffset: 200, first: { label: kept } })
    const log = createQueueLog(root, 1000)
    expect(got(await log.append(TOPIC, sampleRecords(200, 201), 1, soon())).nextOffset).toBe(201)
  })
})

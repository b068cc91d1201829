// What opening a state folder does to it: nothing when reading, nothing when it is refused.
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FailureKind } from '../../services/core/failures.ts'
import { deadlineIn } from '../../services/core/deadline.ts'
import { openReadOnly, openStores } from '../../services/drivers/embedded/open-stores.ts'
import { systemClock } from '../../services/drivers/embedded/system-clock.ts'
import { traceOf } from '../support/folder-trace.ts'
import { got, refused } from '../support/outcome.ts'
import { randomFrom, repeats, seededRandom } from '../support/seeded-random.ts'
import { nodeChain, sampleNode, sampleRecords, sampleTopic, soon } from '../support/store-samples.ts'
import { startStoresProcess } from '../support/stores-process.ts'

const TOPIC = 'qmtl.dev.window.sample.0123456789abcdef'

let parent = ''
let folder = ''
let file = ''

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'qmtl-test-'))
  folder = join(parent, 'state')
  file = join(folder, 'state.db')
})
afterEach(() => rm(parent, { recursive: true }))

/** A state with something in it, closed. */
async function writeState(nodes = 200): Promise<void> {
  const stores = got(await openStores(folder, soon()))
  got(await stores.graph.commit({ nodes: nodeChain(nodes), queues: [] }, soon()))
  got(await stores.queues.create(sampleTopic(TOPIC), soon()))
  got(await stores.queues.append(TOPIC, sampleRecords(0, 50), 1, soon()))
  got(await stores.close())
  await age()
}

/** Files that were just written are read from a copy: make the file an old one. */
async function age(): Promise<void> {
  await utimes(file, 1, 1)
}

/** Reads something through every port. */
async function readEverything(): Promise<number> {
  const stores = got(await openReadOnly(folder, soon()))
  got(await stores.environments.environments(soon()))
  got(await stores.environments.head('dev', soon()))
  got(await stores.environments.streams('dev', 'all', soon()))
  got(await stores.journal.unfinished('dev', soon()))
  got(await stores.events.eventsAfter(0, 10, soon()))
  got(await stores.leases.held('all', soon()))
  got(await stores.rates.rates(['a'], soon()))
  got(await stores.graph.queues('dev', 'all', soon()))
  const { size } = got(await stores.queues.extents([TOPIC], soon()))
  if (size > 0) got(await stores.queues.read(TOPIC, 0, 100, soon()))
  const known = got(
    await stores.graph.known(
      nodeChain(2000).map((node) => node.nodeId),
      soon(),
    ),
  )
  got(await stores.close())
  return known.size
}

/** What lies in the system's folder for temporary files because of us. */
async function copies(): Promise<readonly string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith('qmtl-state-'))
}

describe('reading', () => {
  test('takes a missing folder for an empty state and creates nothing', async () => {
    expect(await readEverything()).toBe(0)
    expect(await readdir(parent)).toEqual([])
  })

  test('takes an empty folder and an empty file for an empty state', async () => {
    await mkdir(folder)
    expect(await readEverything()).toBe(0)
    await writeFile(file, '')
    const before = await traceOf(folder)
    expect(await readEverything()).toBe(0)
    expect(await traceOf(folder)).toEqual(before)
  })

  test('leaves a closed state as it was, to the last time stamp', async () => {
    await writeState()
    const before = await traceOf(folder)
    expect(await readEverything()).toBe(200)
    expect(await traceOf(folder)).toEqual(before)
  })

  test('sees what another process has open, from a copy that it removes', async () => {
    const child = startStoresProcess(`embedded:${folder}`, 'trickle')
    for (let n = 0; n < 5; n += 1) await child.next()
    const seen = await readEverything()
    expect(seen).toBeGreaterThanOrEqual(1)
    await child.kill()
    expect(await readdir(folder)).toContain('state.db-wal')
    const [before, left] = [await traceOf(folder), await copies()]
    const stores = got(await openReadOnly(folder, soon()))
    const ids = child.lines.map((_, n) => sampleNode(n).nodeId)
    expect(got(await stores.graph.known(ids, soon())).size).toBe(ids.length)
    got(await stores.close())
    expect(await traceOf(folder)).toEqual(before)
    expect(await copies()).toEqual(left)
  })

  test('sees one whole state while another process writes', async () => {
    const child = startStoresProcess(`embedded:${folder}`, 'trickle')
    await child.next()
    for (let round = 0; round < 10; round += 1) {
      const stores = got(await openReadOnly(folder, soon()))
      const ids = Array.from({ length: 3000 }, (_, n) => sampleNode(n).nodeId)
      const known = got(await stores.graph.known(ids, soon()))
      // Nodes are created one after the other: a hole would be a torn view.
      expect([...known.keys()].toSorted()).toEqual(ids.slice(0, known.size).toSorted())
      got(await stores.close())
    }
    await child.kill()
  })

  test('works again on the file when it was replaced while it was read', async () => {
    await writeState(3)
    const stores = got(await openReadOnly(folder, soon()))
    const ids = nodeChain(10).map((node) => node.nodeId)
    expect(got(await stores.graph.known(ids, soon())).size).toBe(3)
    const writer = got(await openStores(folder, soon()))
    got(await writer.graph.commit({ nodes: nodeChain(10), queues: [] }, soon()))
    got(await writer.close())
    expect(got(await stores.graph.known(ids, soon())).size).toBe(10)
    got(await stores.close())
  })
})

describe('writing', () => {
  test('leaves one file behind when it is closed', async () => {
    await writeState()
    expect(await readdir(folder)).toEqual(['queues', 'state.db'])
  })

  test('cleans up after a killed process', async () => {
    const child = startStoresProcess(`embedded:${folder}`, 'trickle')
    for (let n = 0; n < 5; n += 1) await child.next()
    await child.kill()
    const stores = got(await openStores(folder, soon()))
    const ids = child.lines.map((_, n) => sampleNode(n).nodeId)
    expect(got(await stores.graph.known(ids, soon())).size).toBe(ids.length)
    got(await stores.close())
    expect(await readdir(folder)).toEqual(['state.db'])
  })

  test('opens what a process left that was killed while it made the state', async () => {
    const random = seededRandom('kill while creating')
    for (let round = 0; round < repeats(4); round += 1) {
      const child = startStoresProcess(`embedded:${folder}`, 'create')
      expect(await child.next()).toBe('opening')
      await systemClock.sleep(random.below(25))
      await child.kill()
      expect(await readEverything()).toBe(0)
      const stores = got(await openStores(folder, soon()))
      got(await stores.graph.commit({ nodes: nodeChain(1), queues: [] }, soon()))
      got(await stores.close())
      expect(await readdir(folder)).toEqual(['state.db'])
      await rm(folder, { recursive: true })
    }
  })

  test('takes an empty database for a state that was never written', async () => {
    await mkdir(folder)
    new DatabaseSync(file).close()
    const stores = got(await openStores(folder, soon()))
    got(await stores.close())
    expect(await readEverything()).toBe(0)
  })
})

describe('a state that another process is writing', () => {
  test('is waited for until the deadline, without blocking this process', async () => {
    await writeState(1)
    const stores = got(await openStores(folder, soon()))
    const other = new DatabaseSync(file)
    other.exec('begin immediate')
    let turns = 0
    const turning = setInterval(() => (turns += 1), 1)
    const write = (ms: number) =>
      stores.graph.commit({ nodes: nodeChain(5), queues: [] }, deadlineIn(systemClock, ms))
    expect(refused(await write(200), 'stateBusy').code).toBe('QD3106')
    clearInterval(turning)
    expect(turns).toBeGreaterThan(2)
    refused(await write(0), 'deadlineExceeded')
    // Reading needs no lock.
    expect(got(await stores.environments.head('dev', soon())).generation).toBe(0)
    const waiting = write(20_000)
    other.exec('rollback')
    expect(got(await waiting).createdNodes.length).toBe(4)
    other.close()
    got(await stores.close())
  })
})

interface BadState {
  readonly name: string
  readonly kind: FailureKind
  readonly make: () => Promise<void>
}

const damaged: readonly BadState[] = [
  {
    name: 'random bytes',
    kind: 'stateNotOurs',
    make: async () => {
      const random = randomFrom(1)
      await mkdir(folder)
      await writeFile(file, Buffer.from(Array.from({ length: 10_000 }, () => random.below(256))))
    },
  },
  {
    name: 'a few bytes',
    kind: 'stateNotOurs',
    make: async () => {
      await mkdir(folder)
      await writeFile(file, 'hello')
    },
  },
  {
    name: 'a file cut to half',
    kind: 'stateCorrupt',
    make: async () => {
      await writeState()
      await truncate(file, Math.floor((await readFile(file)).length / 8192) * 4096)
    },
  },
  {
    name: 'a newer version',
    kind: 'stateNewer',
    make: async () => {
      await writeState()
      const database = new DatabaseSync(file)
      database.exec('pragma user_version = 99')
      database.close()
    },
  },
  {
    name: 'a database of another program',
    kind: 'stateNotOurs',
    make: async () => {
      await mkdir(folder)
      const database = new DatabaseSync(file)
      database.exec('create table things (name text)')
      database.close()
    },
  },
  { name: 'a file in place of the folder', kind: 'stateUnusable', make: () => writeFile(folder, 'x') },
  {
    name: 'a folder in place of the file',
    kind: 'stateNotOurs',
    make: async () => {
      await mkdir(file, { recursive: true })
    },
  },
]

describe.each(damaged)('a state that is $name', ({ kind, make }) => {
  test.each(['reading', 'writing'] as const)('is refused for %s and left as it was', async (purpose) => {
    await make()
    const before = await traceOf(parent)
    const open = purpose === 'reading' ? openReadOnly : openStores
    const failure = refused(await open(folder, soon()), kind)
    expect(failure.message).toContain(folder)
    expect(failure.hint).toBeTruthy()
    expect(await traceOf(parent)).toEqual(before)
  })
})

describe('damage inside the file', () => {
  test('is found before anything is written', async () => {
    await writeState(2000)
    const bytes = await readFile(file)
    for (const page of [1, 2, 10, Math.floor(bytes.length / 4096) - 1]) {
      const broken = Buffer.from(bytes)
      broken.fill(0xa5, page * 4096, page * 4096 + 512)
      await writeFile(file, broken)
      await age()
      const before = await traceOf(folder)
      refused(await openStores(folder, soon()), 'stateCorrupt')
      expect(await traceOf(folder)).toEqual(before)
    }
  })

  test('never reads as another document', async () => {
    await writeState(300)
    const sound = join(parent, 'sound.db')
    await copyFile(file, sound)
    const bytes = await readFile(sound)
    const random = randomFrom(7)
    const wanted = new Map(nodeChain(300).map((node) => [node.nodeId, node]))
    const outcomes = new Map<string, number>()
    for (let round = 0; round < 60; round += 1) {
      const broken = Buffer.from(bytes)
      for (let flip = 0; flip < 3; flip += 1) {
        broken[100 + random.below(bytes.length - 100)] = random.below(256)
      }
      await writeFile(file, broken)
      await age()
      const opened = await openReadOnly(folder, soon())
      const nodes = opened.ok ? await opened.value.graph.nodes([...wanted.keys()], soon()) : opened
      const wrong =
        nodes.ok && [...nodes.value].some(([id, node]) => !isDeepStrictEqual(node, wanted.get(id)))
      const outcome = wrong ? 'wrong' : nodes.ok ? 'right' : nodes.failure.kind
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      if (opened.ok) got(await opened.value.close())
    }
    expect([...outcomes.keys()].toSorted()).toEqual(['right', 'stateCorrupt'])
  })
})

describe('a folder that may not be written', () => {
  test('is refused for writing, also to root that became nobody, and left as it was', async () => {
    await writeState()
    await chmod(parent, 0o755)
    await chmod(file, 0o444)
    await chmod(folder, 0o555)
    const before = await traceOf(folder)
    const child = startStoresProcess(`embedded:${folder}`, 'open as nobody')
    expect(await child.next()).toBe('stateReadOnly')
    await child.end()
    expect(await traceOf(folder)).toEqual(before)
    await chmod(folder, 0o755)
  })

  test('cannot be created where its parent may not be written', async () => {
    await chmod(parent, 0o555)
    const child = startStoresProcess(`embedded:${folder}`, 'open as nobody')
    expect(await child.next()).toBe('stateReadOnly')
    await child.end()
    await chmod(parent, 0o755)
    expect(await readdir(parent)).toEqual([])
  })

  test('cannot be looked at where its parent may not be entered', async () => {
    await writeState()
    await chmod(parent, 0o700)
    await chmod(folder, 0o000)
    const child = startStoresProcess(`embedded:${folder}`, 'open as nobody')
    expect(await child.next()).toBe('stateUnusable')
    await child.end()
    await chmod(folder, 0o755)
  })
})

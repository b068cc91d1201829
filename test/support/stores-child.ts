// The other process: `stores-child.ts ADDRESS JOB ARGS`. A job prints a line after each step that the
// stores have acknowledged, so that whoever kills it knows what must be there.
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { environmentLease } from '../../services/core/leases.ts'
import type { Result } from '../../services/core/result.ts'
import type { Stores } from '../../services/core/stores.ts'
import { isAlive, thisProcess } from '../../services/drivers/embedded/process-holder.ts'
import { openAt } from './stores-address.ts'
import { nodeChain, sampleDag, sampleNode, sampleQueue, sampleRecords, soon } from './store-samples.ts'

type Job = (stores: Stores, args: readonly unknown[]) => Promise<void>

/** Written at once, unlike process.stdout: a killed process has said what it said. */
function say(...words: readonly unknown[]): void {
  writeSync(1, `${words.join(' ')}\n`)
}

function valueOf<T, F extends { readonly message: string }>(result: Result<T, F>): T {
  if (result.ok) return result.value
  throw new TypeError(result.failure.message)
}

const jobs: Readonly<Record<string, Job>> = {
  /** Says when it is ready, then commits overlapping chains, saying what it created. */
  async commit(stores, [count]) {
    await ready()
    for (let n = 0; n < Number(count); n += 1) {
      const nodes = nodeChain(10, 0).concat(nodeChain(5, n * 3))
      const queues = nodes.slice(-1).map((node) => sampleQueue('dev', node))
      const { createdNodes } = valueOf(await stores.graph.commit({ nodes, queues }, soon()))
      say('committed', n, ...createdNodes)
    }
  },

  /** Takes a lease, says its epoch, and keeps it until it is killed. */
  async hold(stores, [key, ttlMs]) {
    const lease = await stores.leases.acquire(
      String(key),
      thisProcess('other'),
      Number(ttlMs),
      isAlive,
      soon(),
    )
    say('held', valueOf(lease).epoch)
    await once(process.stdin, 'data')
  },

  /** Takes and gives back a lease again and again, saying each epoch it got. */
  async contend(stores, [key, count]) {
    await ready()
    for (let n = 0; n < Number(count);) {
      const lease = await stores.leases.acquire(String(key), thisProcess(`c${n}`), 5000, isAlive, soon())
      if (!lease.ok) continue
      say('epoch', lease.value.epoch)
      await stores.leases.release(String(key), lease.value.epoch, soon())
      n += 1
    }
  },

  /** Appends batches of a topic from a label on, saying the last label of each. */
  async append(stores, [topic, from, batch, count, epoch]) {
    for (let n = 0; n < Number(count); n += 1) {
      const start = Number(from) + n * Number(batch)
      const records = sampleRecords(start, start + Number(batch))
      valueOf(await stores.queues.append(String(topic), records, Number(epoch), soon()))
      say('appended', start + Number(batch) - 1)
    }
  },

  /** Walks an apply through its operations, saying each step. */
  async apply(stores, [environment, operations]) {
    const { epoch } = await takeLease(stores, String(environment))
    const ids = Array.from({ length: Number(operations) }, (_, n) => `op-${n}`)
    const { apply } = valueOf(
      await stores.journal.submit(
        {
          environment: String(environment),
          planDigest: 'sha256:plan',
          plan: '{"plan":1}',
          operations: ids.map((id) => ({ id, resource: 'node', action: 'create' })),
        },
        soon(),
      ),
    )
    say('submitted', apply.id)
    const { journal } = stores
    valueOf(await journal.move(apply.id, epoch, 'Submitted', 'Processing', null, soon()))
    valueOf(await journal.move(apply.id, epoch, 'Processing', 'Mapped', null, soon()))
    valueOf(await journal.move(apply.id, epoch, 'Mapped', 'Executing', null, soon()))
    say('executing')
    for (const id of ids) {
      valueOf(await journal.moveOperations(apply.id, epoch, [{ id, from: 'pending', to: 'running' }], soon()))
      say('running', id)
      valueOf(await journal.moveOperations(apply.id, epoch, [{ id, from: 'running', to: 'done' }], soon()))
      say('done', id)
    }
    valueOf(await journal.move(apply.id, epoch, 'Executing', 'Completed', null, soon()))
    say('completed')
  },

  /** Promotes generation after generation, saying each. */
  async promote(stores, [environment, count]) {
    const { epoch } = await takeLease(stores, String(environment))
    const head = valueOf(await stores.environments.head(String(environment), soon()))
    for (let n = head.generation; n < head.generation + Number(count); n += 1) {
      const promoted = await stores.environments.promote(
        {
          environment: String(environment),
          epoch,
          expected: n,
          applyId: `apply-${n}`,
          planDigest: `sha256:${n}`,
          put: [
            { name: 'always', dag: sampleDag(`always-${n + 1}`), params: {}, file: 'a.qdag' },
            { name: `only-${n + 1}`, dag: sampleDag(`only-${n + 1}`), params: {}, file: 'o.qdag' },
          ],
          remove: n > 0 ? [`only-${n}`] : [],
        },
        soon(),
      )
      say('promoted', valueOf(promoted).generation)
    }
  },

  /** Appends little, too much for the largest file it may write, and little again; says how each ended. */
  async overflow(stores, [topic]) {
    for (const [from, to] of [
      [0, 10],
      [10, 20_000],
      [10, 20],
    ] as const) {
      const done = await stores.queues.append(String(topic), sampleRecords(from, to), 1, soon())
      say(done.ok ? `appended ${done.value.appended}` : done.failure.kind)
    }
  },

  /** Says that it is about to open the stores, and keeps them open. */
  async create() {
    say('open')
    await once(process.stdin, 'data')
  },

  /** Creates one node after the other without end, saying each. */
  async trickle(stores) {
    for (let n = 0; ; n += 1) {
      valueOf(await stores.graph.commit({ nodes: [sampleNode(n)], queues: [] }, soon()))
      say('node', n)
    }
  },
}

async function ready(): Promise<void> {
  say('ready')
  await once(process.stdin, 'data')
}

async function takeLease(stores: Stores, environment: string): Promise<{ readonly epoch: number }> {
  const key = environmentLease(environment)
  return valueOf(await stores.leases.acquire(key, thisProcess('child'), 60_000, isAlive, soon()))
}

const [address, job, args] = process.argv.slice(2)

async function work(): Promise<void> {
  if (job === 'create') say('opening')
  const stores = valueOf(await openAt(address ?? '', soon()))
  const given: unknown = JSON.parse(args ?? '[]')
  const run = jobs[job ?? '']
  if (!run || !Array.isArray(given)) throw new TypeError(`no job ${job}`)
  await run(stores, given)
  valueOf(await stores.close())
  process.stdin.destroy()
}

/** Says how opening ends for somebody without any rights. */
async function openAsNobody(): Promise<void> {
  if (process.getuid?.() === 0) process.setuid?.(65_534)
  const opened = await openAt(address ?? '', soon())
  say(opened.ok ? 'opened' : opened.failure.kind)
}

await (job === 'open as nobody' ? openAsNobody() : work())

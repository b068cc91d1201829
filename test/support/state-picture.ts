// Everything that a state holds, as plain data without recorded times and without who wrote it: two
// states with equal pictures are the same to every reader.
import type { StoreReaders } from '../../services/core/stores.ts'
import { openReadOnly } from '../../services/drivers/embedded/open-stores.ts'
import { got } from './outcome.ts'
import { soon } from './store-samples.ts'

export async function statePicture(state: string): Promise<unknown> {
  const stores = got(await openReadOnly(state, soon()))
  try {
    const environments = got(await stores.environments.environments(soon()))
    const pictures = []
    for (const name of environments) pictures.push(await environmentPicture(stores, name))
    return pictures
  } finally {
    got(await stores.close())
  }
}

async function environmentPicture(stores: StoreReaders, environment: string): Promise<unknown> {
  const { environments, graph, journal } = stores
  const strategies = got(await environments.strategies(environment, 'newest', soon()))
  const documents = got(
    await environments.documents(
      environment,
      strategies.map((entry) => entry.name),
      soon(),
    ),
  )
  const queues = got(await graph.queues(environment, 'all', soon()))
  const ids = [
    ...new Set([...documents.values()].flatMap((document) => document.nodes.map((node) => node.node_id))),
  ]
  const generations = got(await environments.generations(environment, soon()))
  return {
    head: got(await environments.head(environment, soon())),
    strategies,
    documents: [...documents],
    streams: got(await environments.streams(environment, 'all', soon())),
    nodes: [...got(await graph.nodes(ids, soon()))],
    uses: got(await graph.uses(ids, soon())),
    queues,
    records: await Promise.all(queues.map((queue) => records(stores, queue.topic))),
    generations: generations.map(({ promotedAt: _time, ...generation }) => generation),
    unfinished: got(await journal.unfinished(environment, soon())),
    applies: await Promise.all(
      generations.map(async ({ applyId }) => got(await journal.apply(applyId, soon()))),
    ),
  }
}

async function records(stores: StoreReaders, topic: string): Promise<unknown> {
  const read = got(await stores.queues.read(topic, 0, 1_000_000, soon()))
  return read.records.map(({ epoch: _writer, ...record }) => record)
}

// Observes an environment for a plan: what stands in the stores, and what the histories offer.
import type {
  Ask,
  Join,
  Observed,
  ObservedStrategy,
  ObservedStream,
} from '../../../compiler/plan/observed.ts'
import type { Ticks } from '../../../compiler/runtime/ticks.ts'
import type { DagReader } from '../../dag-manager/dag-manager.ts'
import type { Deadline } from '../../core/deadline.ts'
import type { EnvironmentReader } from '../../core/environment-store.ts'
import { portFailure } from '../../core/failures.ts'
import type { HistorySource } from '../../core/history-source.ts'
import type { RateReader } from '../../core/rates.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { continues, extentOfRows, joinOf, sinceOrigin } from '../domain/history-extent.ts'
import { storedStream } from '../domain/stream-attributes.ts'
import { loadHistories } from './load-histories.ts'

export interface ObserverPorts {
  readonly environments: EnvironmentReader
  readonly dags: DagReader
  readonly rates: RateReader
  readonly history: HistorySource
}

/** How often a promotion may come in between before it is given up. */
const ATTEMPTS = 5

export async function observe(
  ports: ObserverPorts,
  environment: string,
  ask: Ask,
  deadline: Deadline,
): Promise<Result<Observed>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const observed = await observeOnce(ports, environment, ask, deadline)
    if (!observed.ok) return observed
    const head = await ports.environments.head(environment, deadline)
    if (!head.ok) return head
    if (head.value.generation === observed.value.generation) return observed
  }
  const message = `environment ${environment} is promoted faster than it can be read`
  return fail(portFailure('stateBusy', { message, hint: 'Try again.' }))
}

async function observeOnce(
  { environments, dags, rates, history }: ObserverPorts,
  environment: string,
  ask: Ask,
  deadline: Deadline,
): Promise<Result<Observed>> {
  const head = await environments.head(environment, deadline)
  if (!head.ok) return head
  const strategies = await observeStrategies(environments, environment, deadline)
  if (!strategies.ok) return strategies
  const stored = await environments.streams(environment, 'all', deadline)
  if (!stored.ok) return stored
  const diff = await dags.diff({ environment, nodes: ask.nodes }, deadline)
  if (!diff.ok) return diff
  const queues = await dags.getQueues(environment, 'all', deadline)
  if (!queues.ok) return queues
  const known = await rates.rates([...new Set(ask.nodes.map((node) => node.code_hash))], deadline)
  if (!known.ok) return known
  const entries = new Map(stored.value.map((entry) => [entry.key, storedStream(entry)]))
  const streams = await observeHistories(history, ask, entries)
  if (!streams.ok) return streams
  return ok({
    environment,
    generation: head.value.generation,
    etag: head.value.etag,
    strategies: strategies.value,
    ...streams.value,
    nodes: diff.value.known,
    similar: diff.value.similar,
    queues: queues.value,
    live: [],
    live_runs: [],
    rates: Object.fromEntries([...known.value].map(([hash, rate]) => [hash, rate.nsPerBar])),
  })
}

async function observeStrategies(
  environments: EnvironmentReader,
  environment: string,
  deadline: Deadline,
): Promise<Result<readonly ObservedStrategy[]>> {
  const entries = await environments.strategies(environment, 'newest', deadline)
  if (!entries.ok) return entries
  const documents = await environments.documents(
    environment,
    entries.value.map((entry) => entry.name),
    deadline,
  )
  if (!documents.ok) return documents
  return ok(
    entries.value.flatMap(({ name, etag }) => {
      const document = documents.value.get(name)
      return document === undefined ? [] : [{ name, document, etag }]
    }),
  )
}

/** The streams that were asked for, then those that are only stored; and the common ticks of inputs. */
async function observeHistories(
  source: HistorySource,
  ask: Ask,
  stored: ReadonlyMap<string, NonNullable<ObservedStream['stored']>>,
): Promise<Result<Pick<Observed, 'streams' | 'joins'>>> {
  const declared = new Map(ask.streams.map((stream) => [stream.key, stream]))
  const originOf = (key: string) => declared.get(key)?.origin_ms ?? null
  const loaded = await loadHistories(source, ask.streams, ask.inputs, originOf)
  if (!loaded.ok) return loaded
  const { rows, ticks } = loaded.value
  const wanted = ask.streams.map((stream): ObservedStream => {
    const known = stored.get(stream.key) ?? null
    const found = rows.get(stream.key)
    const since = (origin: number | null, all: Ticks) => sinceOrigin(all, stream.clock, origin)
    const extent = found === undefined ? null : extentOfRows(since(stream.origin_ms, found), stream.clock)
    if (found === undefined || extent === null) return { key: stream.key, stored: known, history: null }
    // What was taken in began at the origin of then: only from there do the two compare.
    const goesOn = continues(since(known?.origin_ms ?? null, found), known?.extent ?? null)
    return { key: stream.key, stored: known, history: { ...extent, continues: goesOn } }
  })
  const left = [...stored].filter(([key]) => !declared.has(key))
  const joins = ask.joins.flatMap((inputs): readonly Join[] => {
    const join = joinOf(inputs, ticks)
    return join === null ? [] : [join]
  })
  return ok({
    streams: [...wanted, ...left.map(([key, entry]) => ({ key, stored: entry, history: null }))],
    joins,
  })
}

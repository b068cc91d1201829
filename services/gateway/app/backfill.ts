// Fills queues from the past: inputs from their histories, all other nodes by one run from the origin,
// reading what other queues hold already. Only what a queue lacks is appended to it.
import { planWork, type Work } from '../../../compiler/plan/coverage.ts'
import { askFor } from '../../../compiler/plan/ask.ts'
import type { Join } from '../../../compiler/plan/observed.ts'
import type { Operation } from '../../../compiler/plan/plan.ts'
import { queueReasons } from '../../../compiler/plan/queues.ts'
import { streamOutcomes } from '../../../compiler/plan/stream-changes.ts'
import { loadProgram } from '../../../compiler/runtime/load-program.ts'
import { createRun } from '../../../compiler/runtime/run.ts'
import type { Ticks } from '../../../compiler/runtime/ticks.ts'
import { portFailure } from '../../core/failures.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { cutBlocks } from '../domain/cut-blocks.ts'
import { loadHistories } from './load-histories.ts'
import { observe } from './observe.ts'
import { appendTicks, closeQueue, readTicks } from './queue-ticks.ts'
import { callDeadline, type Session, stopReason } from './session.ts'

/** Ticks of the longest supplied node that are computed between two looks at the clock and the signal. */
const BLOCK_TICKS = 32_768

/** What is to be filled, worked out anew from what is there: a resumed apply finds less. */
interface Remaining {
  readonly work: Work
  readonly joins: ReadonlyMap<string, Join>
  readonly ticks: ReadonlyMap<string, Ticks>
}

export async function backfill(session: Session, operations: readonly Operation[]): Promise<Result<void>> {
  const remaining = await findRemaining(session)
  if (!remaining.ok) return remaining
  const { work } = remaining.value
  const asked = new Set(operations.map((operation) => operation.target))
  const due = work.backfill.filter((id) => asked.has(id))
  const isInput = (id: string) => session.graph.inputs.has(id)
  for (const id of due.filter(isInput)) {
    const filled = await fillInput(session, remaining.value, id)
    if (!filled.ok) return filled
  }
  const derived = due.filter((id) => !isInput(id))
  if (derived.length > 0) {
    const computed = await compute(session, remaining.value, derived)
    if (!computed.ok) return computed
  }
  for (const id of due) {
    const closed = await closeQueue(session, queueAt(session, remaining.value, id))
    if (!closed.ok) return closed
  }
  return ok(undefined)
}

async function findRemaining({
  ports,
  environment,
  desired,
  graph,
  plan,
}: Session): Promise<Result<Remaining>> {
  const ask = askFor(desired)
  const observed = await observe(ports, environment, ask, callDeadline(ports))
  if (!observed.ok) return observed
  const outcomes = streamOutcomes(graph, observed.value.streams)
  const moved = [...outcomes].find(([, outcome]) => outcome.action !== 'none')
  if (moved !== undefined)
    return fail(
      portFailure('historyMoved', {
        message: `the history of stream "${moved[0]}" is not the one that the plan was made on`,
        hint: 'Plan again: what was done so far is kept.',
      }),
    )
  const queues = queueReasons(graph.strategies, plan.materialise)
  const work = planWork(graph, observed.value, outcomes, queues)
  const loaded = await loadHistories(
    ports.history,
    ask.streams,
    ask.inputs,
    (key) => outcomes.get(key)?.source.origin_ms ?? null,
  )
  if (!loaded.ok) return loaded
  const joins = new Map(observed.value.joins.map((join) => [join.inputs.join(' '), join]))
  return ok({ work, joins, ticks: loaded.value.ticks })
}

async function fillInput(session: Session, remaining: Remaining, id: string): Promise<Result<void>> {
  const ticks = remaining.ticks.get(id)
  if (ticks === undefined) return ok(undefined)
  return appendTicks(session, queueAt(session, remaining, id), ticks, 0)
}

async function compute(
  session: Session,
  remaining: Remaining,
  due: readonly string[],
): Promise<Result<void>> {
  const { ports, graph, options } = session
  const { work, ticks } = remaining
  const given = [...graph.nodes.keys()].filter(
    (id) => !graph.inputs.has(id) && work.coverage.get(id)?.complete === true,
  )
  const nodes = [...graph.nodes.values()].map((wanted) => wanted.node)
  const program = loadProgram(nodes, { wanted: due, given })
  const supplied = new Map<string, Ticks>()
  for (const id of program.supplied) {
    const known = ticks.get(id)
    const found = known === undefined ? await readTicks(session, queueAt(session, remaining, id)) : ok(known)
    if (!found.ok) return found
    supplied.set(id, found.value)
  }
  const run = createRun(program, { backend: ports.backend, start: 'origin' })
  const total = work.computed.reduce((sum, id) => sum + (work.coverage.get(id)?.bars ?? 0), 0)
  let elapsed = 0
  for (const { block, share } of cutBlocks(supplied, BLOCK_TICKS)) {
    const stop = stopReason(session)
    if (stop !== null) return fail(stop)
    const begun = ports.clock.monotonic()
    const results = run.advance(block)
    for (const [id, result] of results) {
      const appended = await appendTicks(session, queueAt(session, remaining, id), result.ticks, result.ready)
      if (!appended.ok) return appended
    }
    elapsed += ports.clock.monotonic() - begun
    options.onEvent?.({ kind: 'bars', done: Math.round(total * share), total })
  }
  return recordRates(session, work, elapsed, total)
}

/**
 * The time, writing to the queues included since that is most of it, is shared out evenly over nodes
 * and bars: what one run computes together is not told apart.
 */
async function recordRates(
  { ports, graph }: Session,
  work: Work,
  elapsedMs: number,
  total: number,
): Promise<Result<void>> {
  if (total === 0 || elapsedMs <= 0) return ok(undefined)
  const nsPerBar = (elapsedMs * 1e6) / total
  const bars = new Map<string, number>()
  for (const id of work.computed) {
    const hash = graph.nodes.get(id)?.node.code_hash
    if (hash !== undefined) bars.set(hash, (bars.get(hash) ?? 0) + (work.coverage.get(id)?.bars ?? 0))
  }
  const rates = [...bars].map(([codeHash, count]) => ({ codeHash, nsPerBar, bars: count }))
  return ports.rates.measured(
    rates.filter((rate) => rate.bars > 0),
    callDeadline(ports),
  )
}

function queueAt({ graph }: Session, { work, joins }: Remaining, id: string) {
  const wanted = graph.nodes.get(id)
  const state = work.coverage.get(id)
  const join = joins.get((wanted?.sources ?? []).join(' '))
  return {
    node: wanted?.node,
    topic: state?.queue?.topic,
    lineage: state?.lineage ?? '',
    throughMs: join?.through_ms ?? null,
  }
}

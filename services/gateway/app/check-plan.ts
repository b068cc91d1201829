// Is a plan still true? Its read-set is compared with what is there now, and its operations are worked
// out again: what a plan says of itself is never trusted.
import { askFor } from '../../../compiler/plan/ask.ts'
import type { Desired } from '../../../compiler/plan/desired.ts'
import { diffPlan } from '../../../compiler/plan/diff-plan.ts'
import type { Observed } from '../../../compiler/plan/observed.ts'
import type { Plan, ReadEntry, ReadKind } from '../../../compiler/plan/plan.ts'
import { movedEntries, readSet } from '../../../compiler/plan/read-set.ts'
import type { Deadline } from '../../core/deadline.ts'
import { portFailure } from '../../core/failures.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { wantedAfter } from '../domain/wanted-after.ts'
import { observe, type ObserverPorts } from './observe.ts'

/** Most moved keys that a message names. */
const NAMED = 5

/** Gives what is wanted once the plan is applied. Fails with `planStale` or `planRefused`. */
export async function checkPlan(
  ports: ObserverPorts,
  plan: Plan,
  deadline: Deadline,
): Promise<Result<Desired>> {
  const wanted = await wantedOf(ports, plan, deadline)
  if (!wanted.ok) return wanted
  const observed = await observe(ports, plan.environment, askFor(wanted.value), deadline)
  if (!observed.ok) return observed
  const keysOf = (kind: ReadKind) =>
    plan.read_set.filter((entry) => entry.kind === kind).map((entry) => entry.key)
  const now = readSet(observed.value, {
    streams: keysOf('stream'),
    nodes: keysOf('node'),
    queues: keysOf('queue'),
  })
  const moved = movedEntries(plan.read_set, now)
  if (moved.length > 0) return stale(ports, plan, moved, observed.value, deadline)
  const again = diffPlan(wanted.value, withoutCreated(observed.value, plan), {
    materialise: plan.materialise,
  })
  if (again.plan.ops_digest === plan.ops_digest) return wanted
  return fail(
    portFailure('planRefused', {
      message: 'the operations of the plan are not those that its strategies need now',
      hint: 'Plan again.',
    }),
  )
}

/** Nodes belong to no environment: whoever created them since, creating them again changes nothing. */
function withoutCreated(observed: Observed, plan: Plan): Observed {
  const created = new Set(
    plan.operations
      .filter(({ resource, action }) => resource === 'node' && action === 'create')
      .map((operation) => operation.target),
  )
  return { ...observed, nodes: observed.nodes.filter((node) => !created.has(node.node_id)) }
}

/** What the environment consists of after the plan; also right while it is being applied. */
export async function wantedOf(
  { environments }: ObserverPorts,
  plan: Plan,
  deadline: Deadline,
): Promise<Result<Desired>> {
  const entries = await environments.strategies(plan.environment, 'newest', deadline)
  if (!entries.ok) return entries
  const names = entries.value.map((entry) => entry.name)
  const documents = await environments.documents(plan.environment, names, deadline)
  if (!documents.ok) return documents
  return ok(
    wantedAfter(
      plan,
      [...documents.value].map(([name, document]) => ({ name, document })),
    ),
  )
}

/** The digits of a NodeID that find it. */
function shortened(key: string): string {
  return /^[0-9a-f]{64}$/.test(key) ? key.slice(0, 16) : key
}

async function stale(
  { environments }: ObserverPorts,
  plan: Plan,
  moved: readonly ReadEntry[],
  observed: Observed,
  deadline: Deadline,
): Promise<Result<never>> {
  const generations = await environments.generations(plan.environment, deadline)
  if (!generations.ok) return generations
  const since = generations.value.filter((record) => record.generation > plan.generation.from)
  const by = since.map((record) => record.applyId).toReversed()
  const environment =
    observed.generation === plan.generation.from
      ? `environment ${plan.environment}`
      : `environment ${plan.environment} (generation ${plan.generation.from} → ${observed.generation}, by apply ${by.join(', ')})`
  const texts = moved.map(({ kind, key }) =>
    kind === 'environment' ? environment : `${kind} ${shortened(key)}`,
  )
  const more = texts.length > NAMED ? ` and ${texts.length - NAMED} more` : ''
  return fail(
    portFailure('planStale', {
      message: `since the plan was made, these have moved: ${texts.slice(0, NAMED).join('; ')}${more}`,
      hint: 'Plan again, and look at what changed.',
      moved: moved.map(({ kind, key }) => `${kind} ${key}`),
    }),
  )
}

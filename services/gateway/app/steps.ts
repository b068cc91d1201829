// The steps of an apply: for each kind of operation how it is done, and how one tells that it is done.
// Everything here may be repeated.
import { figuresOf } from '../../../compiler/dag/figures.ts'
import type { DagNode } from '../../../compiler/dag/document.ts'
import type { Operation } from '../../../compiler/plan/plan.ts'
import { extentOf } from '../../../compiler/plan/taken-in.ts'
import { ABSENT } from '../../core/etag.ts'
import { InternalError } from '../../../compiler/internal-error.ts'
import { ok, type Result } from '../../core/result.ts'
import { removedNames } from '../domain/wanted-after.ts'
import { streamAttributes } from '../domain/stream-attributes.ts'
import { backfill } from './backfill.ts'
import { callDeadline, type Session } from './session.ts'

export interface StepKind {
  /** Does the work. */
  run(session: Session, operations: readonly Operation[]): Promise<Result<void>>
  /** Is the work there? `unknown`: cannot be told from outside, do it again. */
  isDone(session: Session, operations: readonly Operation[]): Promise<Result<boolean | 'unknown'>>
}

const unknown = () => Promise.resolve(ok('unknown' as const))

const streams: StepKind = {
  async run({ ports, environment, held, graph }, operations) {
    const keys = operations.map((operation) => operation.target)
    const stored = await ports.environments.streams(environment, keys, callDeadline(ports))
    if (!stored.ok) return stored
    const etags = new Map(stored.value.map((entry) => [entry.key, entry.etag]))
    const changes = operations.map((operation) => {
      const stream = graph.streams.get(operation.target) ?? absent(operation)
      const { incarnation, origin_ms } = operation.details ?? {}
      const state = {
        incarnation: typeof incarnation === 'number' ? incarnation : 1,
        origin_ms: typeof origin_ms === 'number' ? origin_ms : null,
        extent: extentOf(operation),
      }
      const expected = etags.get(operation.target) ?? ABSENT
      return { key: operation.target, expected, attributes: streamAttributes(stream, state) }
    })
    return ports.environments.changeStreams(environment, held.epoch, changes, callDeadline(ports))
  },
  // A stream that already is as wanted stays untouched when it is changed again.
  isDone: unknown,
}

const nodes: StepKind = {
  async run({ ports, graph }, operations) {
    const figures = figuresOf({ nodes: [...graph.nodes.values()].map((wanted) => wanted.node) })
    const commits = operations.map((operation) => {
      const node = graph.nodes.get(operation.target)?.node ?? absent(operation)
      return { node, period: figures.get(node.node_id)?.period ?? 0 }
    })
    return ports.dags.commit({ nodes: commits, queues: [] }, callDeadline(ports))
  },
  async isDone({ ports, environment, graph }, operations) {
    const wanted = operations.map((operation) => nodeOf(graph, operation))
    const found = await ports.dags.diff({ environment, nodes: wanted }, callDeadline(ports))
    return found.ok ? ok(found.value.known.length === wanted.length) : found
  },
}

const queues: StepKind = {
  async run({ ports, environment, graph }, operations) {
    const commits = operations.map((operation) => {
      const reason = operation.details?.['reason']
      return { environment, node: nodeOf(graph, operation), reason: typeof reason === 'string' ? reason : '' }
    })
    return ports.dags.commit({ nodes: [], queues: commits }, callDeadline(ports))
  },
  async isDone({ ports, environment }, operations) {
    const ids = operations.map((operation) => operation.target)
    const found = await ports.dags.getQueues(environment, ids, callDeadline(ports))
    // The topic is made after the entry, so an entry alone proves nothing.
    return found.ok ? ok(found.value.length === ids.length ? 'unknown' : false) : found
  },
}

const renewal: StepKind = {
  async run({ ports, environment, graph, held }, operations) {
    const renewals = operations.map((operation) => {
      const incarnation = operation.details?.['incarnation']
      const node = nodeOf(graph, operation)
      return { environment, node, incarnation: typeof incarnation === 'number' ? incarnation : 1 }
    })
    return ports.dags.renewQueues(held.epoch, renewals, callDeadline(ports))
  },
  isDone: unknown,
}

const retain: StepKind = {
  async run({ ports, environment, plan, held }) {
    const uses = plan.strategies.flatMap(({ name, document }) =>
      document.nodes.map((node) => ({ strategy: name, nodeId: node.node_id })),
    )
    return ports.dags.retain(environment, held.epoch, uses, callDeadline(ports))
  },
  isDone: unknown,
}

const release: StepKind = {
  async run({ ports, environment, held }, operations) {
    const uses = operations.flatMap((operation) => {
      const listed = operation.details?.['uses']
      return typeof listed === 'object' ? listed.map(useOf) : []
    })
    return ports.dags.release(environment, held.epoch, uses, callDeadline(ports))
  },
  isDone: unknown,
}

const promotion: StepKind = {
  async run({ ports, environment, plan, planDigest, applyId, held }) {
    const put = plan.strategies.map(({ name, document, params }) => ({
      name,
      dag: document,
      params,
      file: document.meta.file,
    }))
    const promoted = await ports.environments.promote(
      {
        environment,
        epoch: held.epoch,
        expected: plan.generation.from,
        applyId,
        planDigest,
        put,
        remove: removedNames(plan),
      },
      callDeadline(ports),
    )
    return promoted.ok ? ok(undefined) : promoted
  },
  async isDone({ ports, environment, applyId }) {
    const generations = await ports.environments.generations(environment, callDeadline(ports))
    return generations.ok ? ok(generations.value.some((record) => record.applyId === applyId)) : generations
  },
}

const kinds: Readonly<Record<string, StepKind>> = {
  'stream create': streams,
  'stream update': streams,
  'stream replace': streams,
  'node create': nodes,
  'queue create': queues,
  'queue replace': renewal,
  // Appending passes over what is there, and computing finds out what is not.
  'queue backfill': { run: backfill, isDone: unknown },
  'environment retain': retain,
  'environment promote': promotion,
  'environment release': release,
}

export function stepKind(kind: string): StepKind {
  const found = kinds[kind]
  if (found === undefined) throw new InternalError(`no step is known for ${kind}`)
  return found
}

function nodeOf(graph: Session['graph'], operation: Operation): DagNode {
  return graph.nodes.get(operation.target)?.node ?? absent(operation)
}

function useOf(text: string): { readonly strategy: string; readonly nodeId: string } {
  const at = text.lastIndexOf(' ')
  return { strategy: text.slice(0, at), nodeId: text.slice(at + 1) }
}

/** Operations were worked out from the same documents before the first of them was begun. */
function absent(operation: Operation): never {
  throw new InternalError(`operation ${operation.id} is about what its plan does not have`)
}

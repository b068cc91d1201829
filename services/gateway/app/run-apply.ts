// Takes an accepted apply to its end: through the lifecycle, and batch by batch through its operations.
// A first run and a resumed one are the same walk from wherever the journal stands.
import { portFailure } from '../../core/failures.ts'
import type { Apply, OperationStep } from '../../core/journal.ts'
import type { Status } from '../../core/lifecycle.ts'
import { fail, type Failure, ok, type Result } from '../../core/result.ts'
import { type Batch, nextBatch } from '../domain/apply-steps.ts'
import { callDeadline, type Session, stopReason } from './session.ts'
import { stepKind } from './steps.ts'

const BEFORE_EXECUTING: readonly Status[] = ['Submitted', 'Processing', 'Mapped']

/** Runs the apply to `Completed`. A failure leaves it resumable, unless the lease was lost. */
export async function runApply(session: Session): Promise<Result<void>> {
  const { ports, applyId, plan, options } = session
  const started = await startExecuting(session)
  if (!started.ok) return started
  for (;;) {
    const stop = stopReason(session)
    if (stop !== null) return fail(stop)
    const apply = await readApply(session)
    if (!apply.ok) return apply
    const batch = nextBatch(plan.operations, apply.value.operations)
    if (batch === null) break
    const done = await runBatch(session, batch)
    if (!done.ok) return done
    const ids = batch.members.map((member) => member.operation.id)
    const before = apply.value.operations.filter((operation) => operation.status === 'done').length
    options.onEvent?.({ kind: 'operations', ids, done: before + ids.length, total: plan.operations.length })
  }
  const completed = await move(session, 'Executing', 'Completed')
  if (!completed.ok) return completed
  ports.onStep?.('completed')
  options.onEvent?.({ kind: 'completed', apply_id: applyId })
  return ok(undefined)
}

async function startExecuting(session: Session): Promise<Result<void>> {
  const apply = await readApply(session)
  if (!apply.ok) return apply
  const at = BEFORE_EXECUTING.indexOf(apply.value.status)
  const path: readonly Status[] = at < 0 ? [] : [...BEFORE_EXECUTING.slice(at), 'Executing']
  for (const [index, from] of path.entries()) {
    const to = path[index + 1]
    if (to === undefined) break
    const moved = await move(session, from, to)
    if (!moved.ok) return moved
    session.ports.onStep?.(to)
  }
  return ok(undefined)
}

/** Journals the intent, looks whether a crashed run did the work already, does it, checks it, marks it. */
async function runBatch(session: Session, batch: Batch): Promise<Result<void>> {
  const { ports } = session
  const operations = batch.members.map((member) => member.operation)
  const name = operations.map((operation) => operation.id).join(' ')
  const probe = batch.members.every((member) => member.status === 'running')
  const intent = await steps(session, batch, 'running')
  if (!intent.ok) return intent
  ports.onStep?.(`running ${name}`)
  const kind = stepKind(batch.kind)
  const found = probe ? await kind.isDone(session, operations) : ok(false)
  if (!found.ok) return stopped(session, batch, found.failure)
  if (found.value !== true) {
    const done = await kind.run(session, operations)
    if (!done.ok) return stopped(session, batch, done.failure)
    ports.onStep?.(`executed ${name}`)
    const checked = await kind.isDone(session, operations)
    if (!checked.ok) return stopped(session, batch, checked.failure)
    if (checked.value === false) return stopped(session, batch, notThere(name))
  }
  const marked = await steps(session, { ...batch, members: asRunning(batch) }, 'done')
  if (!marked.ok) return marked
  ports.onStep?.(`done ${name}`)
  return ok(undefined)
}

function asRunning(batch: Batch): Batch['members'] {
  return batch.members.map((member) => ({ ...member, status: 'running' }))
}

async function steps(session: Session, batch: Batch, to: 'running' | 'done'): Promise<Result<void>> {
  const { ports, applyId, held } = session
  const moves = batch.members
    .filter((member) => member.status !== to)
    .map(({ operation, status }): OperationStep => ({ id: operation.id, from: status, to }))
  if (moves.length === 0) return ok(undefined)
  return ports.journal.moveOperations(applyId, held.epoch, moves, callDeadline(ports))
}

/** Interruptions leave the operations running: nothing is wrong with them. */
async function stopped(session: Session, batch: Batch, cause: Failure): Promise<Result<never>> {
  const { ports, applyId, held, environment } = session
  const interrupted = stopReason(session)
  if (interrupted !== null) return fail(interrupted)
  const [first] = batch.members
  const moves = batch.members.map(({ operation }): OperationStep => ({
    id: operation.id,
    from: 'running',
    to: 'failed',
    note: cause.message,
  }))
  const marked = await ports.journal.moveOperations(applyId, held.epoch, moves, callDeadline(ports))
  if (!marked.ok) return marked
  if (cause.code === historyMoved) return giveUp(session, cause)
  return fail(
    portFailure('applyStopped', {
      message: `apply ${applyId} of environment ${environment} stopped at ${batch.kind}: ${cause.message}`,
      hint: `${cause.hint === undefined ? '' : `${cause.hint} `}Then go on with: qmtl apply --resume`,
      ...(cause.file === undefined ? {} : { file: cause.file }),
      ...(cause.line === undefined ? {} : { line: cause.line }),
      applyId,
      operation: first?.operation.id ?? '',
      cause: cause.code,
    }),
  )
}

const historyMoved = portFailure('historyMoved', { message: '' }).code

/** What the plan was made on is gone for good: the apply ends, so that a new plan can be applied. */
async function giveUp(session: Session, cause: Failure): Promise<Result<never>> {
  const failed = await move(session, 'Executing', 'Failed', cause.message)
  return failed.ok ? fail(cause) : failed
}

function notThere(name: string): Failure {
  return portFailure('stateUnavailable', {
    message: `${name} was done and is not there`,
    hint: 'Look at the state.',
  })
}

async function move(
  session: Session,
  from: Status,
  to: Status,
  cause: string | null = null,
): Promise<Result<void>> {
  const { ports, applyId, held } = session
  return ports.journal.move(applyId, held.epoch, from, to, cause, callDeadline(ports))
}

async function readApply({ ports, applyId }: Session): Promise<Result<Apply>> {
  const apply = await ports.journal.apply(applyId, callDeadline(ports))
  if (!apply.ok) return apply
  if (apply.value !== null) return ok(apply.value)
  return fail(portFailure('applyUnknown', { message: `apply ${applyId} is not in the journal` }))
}

// The Gateway over the ports of a state: who may apply, what is applied, and how an apply that crashed
// goes on.
import { encodeQplan, type SealedPlan } from '../../../compiler/plan/qplan.ts'
import type { Apply, JournalReader } from '../../core/journal.ts'
import type { LeaseReader, Leases } from '../../core/leases.ts'
import { portFailure } from '../../core/failures.ts'
import { ok, type Failure, type Result } from '../../core/result.ts'
import type { ApplyOptions, ApplyOutcome, Gateway, GatewayReader } from '../gateway.ts'
import { readPlan } from '../domain/read-plan.ts'
import { reportOf } from '../domain/report.ts'
import { checkPlan, wantedOf } from './check-plan.ts'
import { rememberHistories } from './history-memo.ts'
import { type Held, type LeasePorts, withLease } from './lease-keeper.ts'
import { observe, type ObserverPorts } from './observe.ts'
import { runApply } from './run-apply.ts'
import { type ApplyPorts, callDeadline, openSession } from './session.ts'

export interface ReaderPorts extends ObserverPorts {
  readonly journal: JournalReader
  readonly leases: LeaseReader
}

export interface GatewayPorts extends ApplyPorts, LeasePorts {
  readonly leases: Leases
}

export function createGatewayReader(ports: ReaderPorts): GatewayReader {
  return {
    observe: (environment, ask, deadline) => observe(ports, environment, ask, deadline),
    generations: (environment, deadline) => ports.environments.generations(environment, deadline),
    leases: (deadline) => ports.leases.held('all', deadline),
    async unfinished(environment, deadline) {
      const found = await ports.journal.unfinished(environment, deadline)
      return found.ok ? ok(found.value[0] ?? null) : found
    },
  }
}

export function createGateway(ports: GatewayPorts): Gateway {
  return {
    ...createGatewayReader(ports),

    async apply(environment, qplan, options = {}) {
      const sealed = readPlan(qplan)
      if (!sealed.ok) return refused(sealed.failure)
      const { plan } = sealed.value
      const misfit = misfitOf(environment, sealed.value)
      if (misfit !== null) return refused(misfit)
      const memo = { ...ports, history: rememberHistories(ports.history) }
      const outcome = await withLease(ports, plan.environment, (held) =>
        applyHeld(memo, sealed.value, held, options),
      )
      return outcome.ok ? outcome.value : refused(outcome.failure)
    },

    async resume(environment, options = {}) {
      const memo = { ...ports, history: rememberHistories(ports.history) }
      const outcome = await withLease(ports, environment, async (held): Promise<ApplyOutcome> => {
        const open = await ports.journal.unfinished(environment, callDeadline(ports))
        if (!open.ok) return refused(open.failure)
        const [apply] = open.value
        if (apply === undefined) return nothingToDo(memo, environment, null)
        return goOn(memo, apply, held, options)
      })
      return outcome.ok ? outcome.value : refused(outcome.failure)
    },

    async cancel(environment, reason) {
      const outcome = await withLease(
        ports,
        environment,
        async ({ epoch }): Promise<Result<Apply | null>> => {
          const open = await ports.journal.unfinished(environment, callDeadline(ports))
          if (!open.ok) return open
          const [apply] = open.value
          if (apply === undefined) return ok(null)
          const moved = await ports.journal.move(
            apply.id,
            epoch,
            apply.status,
            'Cancelled',
            reason,
            callDeadline(ports),
          )
          return moved.ok ? ok(apply) : moved
        },
      )
      return outcome.ok ? outcome.value : outcome
    },

    breakLease: (key, reason, deadline) => ports.leases.break(key, reason, deadline),
  }
}

/** Everything that is looked at before the first trace of an apply is left. */
async function applyHeld(
  ports: GatewayPorts,
  sealed: SealedPlan,
  held: Held,
  options: ApplyOptions,
): Promise<ApplyOutcome> {
  const { plan, plan_digest } = sealed
  const { environment } = plan
  ports.onStep?.('leased')
  const completed = await ports.journal.completed(environment, plan_digest, callDeadline(ports))
  if (!completed.ok) return refused(completed.failure)
  if (completed.value !== null)
    return report(ports, completed.value, { already_applied: true, resumed: false })
  const open = await ports.journal.unfinished(environment, callDeadline(ports))
  if (!open.ok) return refused(open.failure)
  const [other] = open.value
  if (other !== undefined)
    return other.planDigest === plan_digest ? goOn(ports, other, held, options) : refused(unfinished(other))
  const wanted = await checkPlan(ports, plan, callDeadline(ports))
  if (!wanted.ok) return refused(wanted.failure)
  ports.onStep?.('checked')
  if (plan.operations.length === 0) return nothingToDo(ports, environment, plan_digest)
  const operations = plan.operations.map(({ id, resource, action }) => ({ id, resource, action }))
  const text = encodeQplan(sealed)
  const submitted = await ports.journal.submit(
    { environment, planDigest: plan_digest, plan: text, operations },
    callDeadline(ports),
  )
  if (!submitted.ok) return refused(submitted.failure)
  const { apply } = submitted.value
  options.onEvent?.({ kind: 'accepted', apply_id: apply.id, operations: operations.length })
  ports.onStep?.('submitted')
  return execute(ports, apply, sealed, held, options, false)
}

/** An apply that was begun: as long as nothing was executed, its plan must still be true. */
async function goOn(
  ports: GatewayPorts,
  apply: Apply,
  held: Held,
  options: ApplyOptions,
): Promise<ApplyOutcome> {
  const text = await ports.journal.planOf(apply.id, callDeadline(ports))
  if (!text.ok) return refused(text.failure)
  const sealed = readPlan(text.value)
  if (!sealed.ok) return refused(sealed.failure)
  if (apply.status !== 'Executing') {
    const checked = await checkPlan(ports, sealed.value.plan, callDeadline(ports))
    if (!checked.ok) {
      const { message } = checked.failure
      const ended = await ports.journal.move(
        apply.id,
        held.epoch,
        apply.status,
        'Failed',
        message,
        callDeadline(ports),
      )
      return refused(ended.ok ? checked.failure : ended.failure)
    }
  }
  return execute(ports, apply, sealed.value, held, options, true)
}

async function execute(
  ports: GatewayPorts,
  apply: Apply,
  sealed: SealedPlan,
  held: Held,
  options: ApplyOptions,
  resumed: boolean,
): Promise<ApplyOutcome> {
  const { plan, plan_digest } = sealed
  const desired = await wantedOf(ports, plan, callDeadline(ports))
  if (!desired.ok) return refused(desired.failure)
  const session = openSession({
    ports,
    environment: plan.environment,
    applyId: apply.id,
    planDigest: plan_digest,
    plan,
    desired: desired.value,
    held,
    options,
  })
  const done = await runApply(session)
  const ended = await ports.journal.apply(apply.id, callDeadline(ports))
  const known = ended.ok && ended.value !== null ? ended.value : apply
  const described = await report(ports, known, { already_applied: false, resumed })
  if (done.ok) return described
  return { ok: false, failure: done.failure, report: described.ok ? described.report : null }
}

async function report(
  ports: GatewayPorts,
  apply: Apply,
  flags: { readonly already_applied: boolean; readonly resumed: boolean },
): Promise<ApplyOutcome> {
  const head = await ports.environments.head(apply.environment, callDeadline(ports))
  return head.ok ? { ok: true, report: reportOf(apply, head.value.generation, flags) } : refused(head.failure)
}

async function nothingToDo(
  ports: GatewayPorts,
  environment: string,
  planDigest: string | null,
): Promise<ApplyOutcome> {
  const head = await ports.environments.head(environment, callDeadline(ports))
  if (!head.ok) return refused(head.failure)
  return {
    ok: true,
    report: {
      environment,
      generation: head.value.generation,
      apply_id: null,
      plan_digest: planDigest,
      operations: [],
      already_applied: false,
      resumed: false,
    },
  }
}

function refused(failure: Failure): ApplyOutcome {
  return { ok: false, failure, report: null }
}

function misfitOf(environment: string, { plan }: SealedPlan): Failure | null {
  if (plan.environment !== environment)
    return portFailure('planRefused', {
      message: `the plan is for environment ${plan.environment}, not for ${environment}`,
      hint: `Apply it to ${plan.environment}, or plan for ${environment}.`,
    })
  if (plan.applyable) return null
  const wrong = plan.checks.find((check) => check.severity === 'error')
  return portFailure('planBlocked', {
    message: `the plan has errors${wrong === undefined ? '' : `: ${wrong.message}`}`,
    hint: 'Mend them, and plan again.',
  })
}

function unfinished(apply: Apply): Failure {
  return portFailure('applyUnfinished', {
    message: `apply ${apply.id} of environment ${apply.environment} was begun and has not ended`,
    hint: 'Let it end first: qmtl apply --resume',
    applyId: apply.id,
    planDigest: apply.planDigest,
  })
}

// `apply`: makes a plan so. A saved plan is consent unless it takes something away or touches what is
// live; without one somebody has to say yes.
import { consentNeeded, hasChanges } from '../../compiler/plan/plan.ts'
import { decodeQplan, encodeQplan } from '../../compiler/plan/qplan.ts'
import type { SealedPlan } from '../../compiler/plan/qplan.ts'
import type { PlanResult } from '../../compiler/plan/plan-result.ts'
import { fail, ok } from '../../services/core/result.ts'
import type { Result } from '../../services/core/result.ts'
import type { ApplyEvent, ApplyOutcome, ApplyReport } from '../../services/gateway/gateway.ts'
import { openForApply } from '../../services/host/embedded.ts'
import { diagnosticOf } from '../envelope.ts'
import type { Outcome } from '../outcome.ts'
import { projectFailure, projectFailures } from '../project/failures.ts'
import { namedFile } from '../project/open-project.ts'
import type { CallPlace } from '../project/open-project.ts'
import { readText } from '../project/read-file.ts'
import { shellWord } from '../project/shell-word.ts'
import { findTarget, makePlan, seenFromProject } from './make-plan.ts'
import type { Target, TargetFlags } from './make-plan.ts'

export interface ApplyRequest extends TargetFlags {
  /** A saved plan, as it was named. */
  readonly file: string | null
  readonly yes: boolean
  /** The environment's name, typed as consent to destruction. */
  readonly confirm: string | null
  readonly resume: boolean
  readonly signal: AbortSignal
  readonly onEvent: (event: ApplyEvent) => void
  /** Shows a plan and asks; null where nobody can be asked. */
  readonly ask: ((plan: PlanResult) => Promise<boolean>) | null
}

export async function apply(call: CallPlace, request: ApplyRequest): Promise<Result<Outcome<ApplyReport>>> {
  // A saved plan that was begun goes on by itself.
  if (request.file !== null) return applySaved(call, request, request.file)
  return request.resume ? resume(call, request) : applyFresh(call, request)
}

async function resume(call: CallPlace, request: ApplyRequest): Promise<Result<Outcome<ApplyReport>>> {
  const target = findTarget(call, request)
  if (!target.ok) return target
  return run(target.value, request, (gateway, options) =>
    gateway.resume(target.value.environment.name, options),
  )
}

async function applySaved(
  call: CallPlace,
  request: ApplyRequest,
  named: string,
): Promise<Result<Outcome<ApplyReport>>> {
  const { file, absolute } = namedFile(call, named)
  const text = readText(absolute, file)
  const isText = text.ok || text.failure.code !== projectFailures.table.fileNotText.code
  if (!text.ok && isText) return text
  const decoded = text.ok ? decodeQplan(text.value) : null
  if (decoded?.ok !== true) {
    const why = decoded?.fault.message ?? 'it is not UTF-8 text'
    const message = `"${file}" is no plan that can be applied: ${why}`
    return fail(projectFailure('planDamaged', { message, file, hint: 'Make it anew: qmtl plan --out FILE.' }))
  }
  const { environment } = decoded.sealed.plan
  if (request.env !== undefined && request.env !== environment) {
    const message = `"${file}" is a plan for "${environment}", and --env says "${request.env}"`
    const hint = `Leave --env away, or plan for it: qmtl plan --env ${shellWord(request.env)} --out FILE.`
    return fail(projectFailure('usage', { message, file, hint }))
  }
  const target = findTarget(call, { ...request, env: environment })
  if (!target.ok) return target
  return applySealed(target.value, request, decoded.sealed)
}

async function applyFresh(call: CallPlace, request: ApplyRequest): Promise<Result<Outcome<ApplyReport>>> {
  const making = await makePlan(call, request)
  if (!making.ok) return making
  const { made, findings, diagnostics, target } = making.value
  if (made?.sealed.plan.applyable !== true) return ok({ result: null, findings, diagnostics })
  const refusal = refuse(target, request, made.sealed)
  if (refusal !== null) return refusal
  request.signal.throwIfAborted()
  if (hasChanges(made.sealed.plan) && !request.yes && !(await agreed(request, made.result))) {
    const message = `nobody agreed to the plan for "${target.environment.name}"`
    return fail(
      projectFailure('consentMissing', {
        message,
        hint: 'Say --yes, or save a plan, read it and apply that.',
      }),
    )
  }
  return applySealed(target, request, made.sealed)
}

async function agreed(request: ApplyRequest, plan: PlanResult): Promise<boolean> {
  return request.ask === null ? false : request.ask(plan)
}

async function applySealed(
  target: Target,
  request: ApplyRequest,
  sealed: SealedPlan,
): Promise<Result<Outcome<ApplyReport>>> {
  const { name } = target.environment
  return (
    refuse(target, request, sealed) ??
    run(target, request, (gateway, options) => gateway.apply(name, encodeQplan(sealed), options))
  )
}

/** Why the plan is not applied, found out before anybody is asked and before a state is opened. */
function refuse(
  { environment: { name } }: Target,
  { confirm }: ApplyRequest,
  { plan }: SealedPlan,
): Result<Outcome<never>> | null {
  if (confirm !== null && confirm !== name) {
    const message = `--confirm says "${confirm}", and the environment is "${name}"`
    return fail(
      projectFailure('consentMissing', { message, hint: `Say --confirm ${name}, if that is meant.` }),
    )
  }
  if (!plan.applyable) return ok({ result: null, diagnostics: plan.checks })
  const { destroys, live } = consentNeeded(plan)
  if ((destroys.length === 0 && live === 0) || confirm !== null) return null
  const what = destroys.length > 0 ? `removes ${destroys.join(', ')}` : `touches ${live} live runs`
  const message = `the plan ${what}, and that needs consent of its own`
  return fail(projectFailure('consentMissing', { message, hint: `Add --confirm ${name}.` }))
}

type Gateway = Extract<Awaited<ReturnType<typeof openForApply>>, { ok: true }>['value']['gateway']
type Options = Pick<ApplyRequest, 'signal' | 'onEvent'>

async function run(
  target: Target,
  request: ApplyRequest,
  work: (gateway: Gateway, options: Options) => Promise<ApplyOutcome>,
): Promise<Result<Outcome<ApplyReport>>> {
  const opened = await openForApply(target.place)
  if (!opened.ok) return fail(seenFromProject(opened.failure, target.place))
  const { gateway } = opened.value
  try {
    const outcome = await work(gateway, { signal: request.signal, onEvent: request.onEvent })
    if (outcome.ok) return ok({ result: outcome.report })
    const failure = seenFromProject(outcome.failure, target.place)
    return ok({ result: outcome.report, diagnostics: [diagnosticOf(failure)] })
  } finally {
    await opened.value.close()
  }
}

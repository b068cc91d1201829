// `plan`: what would happen, and the plan file where one is asked for.
import { hasChanges } from '../../compiler/plan/plan.ts'
import { encodeQplan } from '../../compiler/plan/qplan.ts'
import type { PlanResult } from '../../compiler/plan/plan-result.ts'
import { ok } from '../../services/core/result.ts'
import type { Result } from '../../services/core/result.ts'
import type { NextAction } from '../envelope.ts'
import type { Outcome } from '../outcome.ts'
import type { CallPlace } from '../project/open-project.ts'
import { writeFileWhole } from '../project/write-file.ts'
import { makePlan } from './make-plan.ts'
import type { TargetFlags } from './make-plan.ts'

export interface PlanRequest extends TargetFlags {
  /** File for the plan: absolute, and as it was named. */
  readonly out: { readonly absolute: string; readonly shown: string } | null
  readonly detailedExit: boolean
}

export async function plan(call: CallPlace, request: PlanRequest): Promise<Result<Outcome<PlanResult>>> {
  const making = await makePlan(call, request)
  if (!making.ok) return making
  const { made, findings, diagnostics, target } = making.value
  if (made === null) return ok({ result: null, findings, diagnostics })
  const { sealed, result } = made
  if (request.out !== null) {
    const written = writeFileWhole(request.out.absolute, request.out.shown, encodeQplan(sealed))
    if (!written.ok) return written
  }
  const changes = hasChanges(sealed.plan)
  return ok({
    result,
    findings,
    diagnostics,
    nextActions: nextActions(
      changes && sealed.plan.applyable,
      request.out?.shown ?? null,
      target.environment.name,
    ),
    exits: changes && request.detailedExit ? ['changes'] : [],
  })
}

function nextActions(useful: boolean, file: string | null, environment: string): readonly NextAction[] {
  if (!useful) return []
  const command = file === null ? `qmtl apply --env ${environment}` : `qmtl apply ${file}`
  return [{ text: 'Next', command }]
}

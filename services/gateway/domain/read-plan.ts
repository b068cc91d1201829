// Reads the text of a plan file as a server must: nothing in it is believed before it was checked.
import { validateDag } from '../../../compiler/dag/validate.ts'
import type { Plan } from '../../../compiler/plan/plan.ts'
import { decodeQplan, type SealedPlan } from '../../../compiler/plan/qplan.ts'
import { portFailure } from '../../core/failures.ts'
import { fail, ok, type Result } from '../../core/result.ts'

/** The plan with its documents validated, every NodeID recomputed. */
export function readPlan(text: string): Result<SealedPlan> {
  const decoded = decodeQplan(text)
  if (!decoded.ok) {
    const { fault, message } = decoded.fault
    const kind = fault === 'version' ? 'planVersion' : 'planDamaged'
    return fail(
      portFailure(kind, { message: `the plan file cannot be used: ${message}`, hint: 'Plan again.' }),
    )
  }
  const { plan } = decoded.sealed
  const refused = refusedDocument(plan)
  return refused === null ? ok(decoded.sealed) : fail(portFailure('planDamaged', refused))
}

function refusedDocument(plan: Plan) {
  for (const { name, document } of plan.strategies) {
    const validated = validateDag(document)
    if (validated.ok) continue
    const { path, message } = validated.refusal
    return { message: `strategy "${name}" in the plan is not sound: ${path} ${message}`, hint: 'Plan again.' }
  }
  return null
}

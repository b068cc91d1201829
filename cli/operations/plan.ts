// `plan`: what would happen, and the plan file where one is asked for.
import { hasChanges } from '../../compiler/plan/plan.ts'
import { encodeQplan } from '../../compiler/plan/qplan.ts'
import type { PlanResult } from '../../compiler/plan/plan-result.ts'
import { ok } from '../../services/core/result.ts'
import type { Result } from '../../services/core/result.ts'
import type { NextAction } from '../envelope.ts'
import type { Outcome } from '../outcome.ts'
import { namedFile } from '../project/open-project.ts'
import type { CallPlace } from '../project/open-project.ts'
import { shellWord } from '../project/shell-word.ts'
import { writeFileWhole } from '../project/write-file.ts'
import { makePlan } from './make-plan.ts'
import type { TargetFlags } from './make-plan.ts'

export interface PlanRequest extends TargetFlags {
  /** File for the plan, as it was named. */
  readonly out: string | null
  readonly detailedExit: boolean
}

export async function plan(call: CallPlace, request: PlanRequest): Promise<Result<Outcome<PlanResult>>> {
  const making = await makePlan(call, request)
  if (!making.ok) return making
  const { made, findings, diagnostics, target } = making.value
  if (made === null) return ok({ result: null, findings, diagnostics })
  const { sealed, result, unfinished } = made
  if (request.out !== null) {
    const { file, absolute } = namedFile(call, request.out)
    const written = writeFileWhole(absolute, file, encodeQplan(sealed))
    if (!written.ok) return written
  }
  const changes = hasChanges(sealed.plan)
  return ok({
    result,
    findings,
    diagnostics,
    nextActions:
      unfinished !== null
        ? [resumeCommand(call, request, target.environment.name, unfinished)]
        : changes && sealed.plan.applyable
          ? [applyCommand(call, request, target.environment.name)]
          : [],
    exits: changes && request.detailedExit ? ['changes'] : [],
  })
}

/** The plan was made beside an apply that is running or was stopped: that one comes first. */
function resumeCommand(call: CallPlace, request: PlanRequest, environment: string, id: string): NextAction {
  const text = `Apply ${id} has begun and not ended: wait for it, or go on with it`
  return { text, command: `qmtl apply --resume ${placeWords(call, request, ['--env', environment])}` }
}

/** What to type to apply this plan: from the same place, to the same state. */
function applyCommand(call: CallPlace, request: PlanRequest, environment: string): NextAction {
  const { out } = request
  const words = placeWords(call, request, out === null ? ['--env', environment] : [out])
  return { text: 'Next', command: `qmtl apply ${words}` }
}

function placeWords({ project }: CallPlace, { state }: PlanRequest, first: readonly string[]): string {
  const words = [
    ...first,
    ...(project === undefined ? [] : ['--project', project]),
    ...(state === undefined ? [] : ['--state', state]),
  ]
  return words.map(shellWord).join(' ')
}

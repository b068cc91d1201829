// Makes a plan: compiles the project, looks at the environment, and compares. Leaves no trace.
import { askFor } from '../../compiler/plan/ask.ts'
import { diffPlan } from '../../compiler/plan/diff-plan.ts'
import { estimateCost } from '../../compiler/plan/estimate.ts'
import { planResult } from '../../compiler/plan/plan-result.ts'
import type { PlanResult } from '../../compiler/plan/plan-result.ts'
import { sealPlan } from '../../compiler/plan/qplan.ts'
import type { SealedPlan } from '../../compiler/plan/qplan.ts'
import type { Diagnostic } from '../../dsl/diagnostics/diagnostic.ts'
import { fail, ok } from '../../services/core/result.ts'
import type { Failure, Result } from '../../services/core/result.ts'
import { openForPlan } from '../../services/host/embedded.ts'
import type { EmbeddedPlace } from '../../services/host/embedded.ts'
import type { LocatedFinding } from '../outcome.ts'
import { chooseEnvironment, chooseState } from '../project/choose-environment.ts'
import type { EnvironmentConfig } from '../project/config/config.ts'
import { projectFailure } from '../project/failures.ts'
import { openProject } from '../project/open-project.ts'
import type { CallPlace, Project } from '../project/open-project.ts'
import { showPath } from '../project/paths.ts'
import { compileProject } from './desired.ts'

/**
 * A failure of the state as the project sees it: drivers know absolute paths alone, and those are
 * nobody else's business.
 */
export function seenFromProject(failure: Failure, { root, state }: EmbeddedPlace): Failure {
  const relative = (text: string): string => text.replaceAll(state, showPath(root, state))
  const { file, message } = failure
  return { ...failure, message: relative(message), ...(file === undefined ? {} : { file: relative(file) }) }
}

/** Which environment of which project, and where its state lies. */
export interface Target {
  readonly project: Project
  readonly environment: EnvironmentConfig
  readonly place: EmbeddedPlace
}

export interface TargetFlags {
  readonly env?: string | undefined
  readonly state?: string | undefined
  /** `QMTL_STATE`. */
  readonly stateVariable?: string | undefined
}

export interface MadePlan {
  readonly sealed: SealedPlan
  readonly result: PlanResult
  /** An apply of the environment that was begun and has not ended. */
  readonly unfinished: string | null
}

export interface PlanMaking {
  readonly target: Target
  /** Null where the project does not compile. */
  readonly made: MadePlan | null
  readonly findings: readonly LocatedFinding[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The environment that a command is about. */
export function findTarget(call: CallPlace, flags: TargetFlags): Result<Target> {
  const project = openProject(call)
  if (!project.ok) return project
  const environment = chooseEnvironment(project.value.config, flags.env)
  if (!environment.ok) return environment
  if (environment.value.gateway !== null) {
    const message = `environment "${environment.value.name}" is served by a gateway, and this version has only embedded environments`
    const hint = 'Give it a state instead, or choose another environment: --env NAME.'
    return fail(projectFailure('gatewayLater', { message, hint }))
  }
  const { root } = project.value
  const state = chooseState({
    cwd: call.cwd,
    root,
    flag: flags.state,
    variable: flags.stateVariable,
    environment: environment.value,
  })
  return ok({ project: project.value, environment: environment.value, place: { state, root } })
}

/** Plans the whole project for the environment. */
export async function makePlan(call: CallPlace, flags: TargetFlags): Promise<Result<PlanMaking>> {
  const target = findTarget(call, flags)
  if (!target.ok) return target
  const { project, environment, place } = target.value
  const compiled = compileProject(project, environment)
  if (!compiled.ok) return compiled
  const { desired, findings, diagnostics } = compiled.value
  const base = { target: target.value, findings, diagnostics }
  if (desired === null) return ok({ ...base, made: null })
  const opened = await openForPlan(place)
  if (!opened.ok) return fail(seenFromProject(opened.failure, place))
  const { gateway } = opened.value
  try {
    const observed = await gateway.observe(environment.name, askFor(desired), opened.value.soon())
    if (!observed.ok) return fail(seenFromProject(observed.failure, place))
    const open = await gateway.unfinished(environment.name, opened.value.soon())
    if (!open.ok) return open
    const { plan, computed } = diffPlan(desired, observed.value, { materialise: environment.materialise })
    const sealed = sealPlan(plan)
    const result = planResult(plan, sealed.plan_digest, estimateCost(computed, observed.value.rates))
    const made = { sealed, result, unfinished: open.value?.id ?? null }
    return ok({ ...base, diagnostics: [...diagnostics, ...plan.checks], made })
  } finally {
    await opened.value.close()
  }
}

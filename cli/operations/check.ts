// Checks strategies: types, clocks, causality, missing values.
import { ok } from '../../services/core/result.ts'
import type { Result } from '../../services/core/result.ts'
import { diagnosticsOf } from '../outcome.ts'
import type { Outcome } from '../outcome.ts'
import { chooseSources } from '../project/find-sources.ts'
import { openWorkspace } from '../project/open-project.ts'
import type { CallPlace } from '../project/open-project.ts'
import { compileSources } from './compile-sources.ts'

export interface CheckResult {
  readonly files: number
  readonly errors: number
  readonly warnings: number
}

/** Checks the named files, else all of the project. */
export function checkSources(place: CallPlace, named: readonly string[]): Result<Outcome<CheckResult>> {
  const workspace = openWorkspace(place)
  if (!workspace.ok) return workspace
  const files = chooseSources(workspace.value, named)
  if (!files.ok) return files
  const { findings, diagnostics } = compileSources(workspace.value, files.value)
  const said = diagnosticsOf({ findings, diagnostics })
  const count = (severity: string): number => said.filter((each) => each.severity === severity).length
  return ok({
    result: { files: files.value.length, errors: count('error'), warnings: count('warning') },
    diagnostics,
    findings,
  })
}

// Checks strategies: types, clocks, causality, missing values; mends what has one sure fix.
import { applyFixes } from '../../dsl/diagnostics/apply-fixes.ts'
import { fail, ok } from '../../services/core/result.ts'
import type { Result } from '../../services/core/result.ts'
import { diagnosticsOf } from '../outcome.ts'
import type { Outcome } from '../outcome.ts'
import { chooseSources } from '../project/find-sources.ts'
import type { SourcePath } from '../project/find-sources.ts'
import { openWorkspace } from '../project/open-project.ts'
import type { CallPlace, Workspace } from '../project/open-project.ts'
import { writeFileWhole } from '../project/write-file.ts'
import { compileSources } from './compile-sources.ts'

export interface CheckRequest {
  /** Files; all of the project when there are none. */
  readonly named: readonly string[]
  /** Apply the fixes that diagnostics offer, and check what comes out. */
  readonly fix: boolean
}

export interface CheckResult {
  readonly files: number
  readonly errors: number
  readonly warnings: number
  /** Fixes that were applied. */
  readonly fixed: number
}

export function checkSources(place: CallPlace, request: CheckRequest): Result<Outcome<CheckResult>> {
  const workspace = openWorkspace(place)
  if (!workspace.ok) return workspace
  const files = chooseSources(workspace.value, request.named)
  if (!files.ok) return files
  const fixed = request.fix ? fixSources(workspace.value, files.value) : ok(0)
  if (!fixed.ok) return fixed
  const { findings, diagnostics } = compileSources(workspace.value, files.value)
  const said = diagnosticsOf({ findings, diagnostics })
  const count = (severity: string): number => said.filter((each) => each.severity === severity).length
  return ok({
    result: {
      files: files.value.length,
      errors: count('error'),
      warnings: count('warning'),
      fixed: fixed.value,
    },
    diagnostics,
    findings,
  })
}

/** Applies the fixes to the files; the number of them, or why a file could not be written. */
function fixSources(workspace: Workspace, files: readonly SourcePath[]): Result<number> {
  let all = 0
  for (const { compiled, source } of compileSources(workspace, files).sources) {
    const { text, fixed } = applyFixes(source, compiled.findings)
    const file = files.find((each) => each.file === source.path)
    if (fixed === 0 || file === undefined) continue
    const written = writeFileWhole(file.absolute, file.file, text)
    if (!written.ok) return fail(written.failure)
    all += fixed
  }
  return ok(all)
}

// Lint: findings of check and of the lint rules together.
import { alwaysFalse } from '../../compiler/passes/always-false.ts'
import type { Diagnostic } from '../../dsl/diagnostics/diagnostic.ts'
import { nothingEmitted } from '../../dsl/lint/nothing-emitted.ts'
import { unused } from '../../dsl/lint/unused.ts'
import { ok } from '../../services/core/result.ts'
import type { Result } from '../../services/core/result.ts'
import { diagnosticsOf } from '../outcome.ts'
import type { LocatedFinding, Outcome } from '../outcome.ts'
import { chooseSources } from '../project/find-sources.ts'
import { openWorkspace } from '../project/open-project.ts'
import type { CallPlace } from '../project/open-project.ts'
import { compileSources } from './compile-sources.ts'
import type { CompiledSource } from './compile-sources.ts'

export interface LintResult {
  readonly files: number
  readonly findings: readonly Diagnostic[]
}

export function lintSources(place: CallPlace, named: readonly string[]): Result<Outcome<LintResult>> {
  const workspace = openWorkspace(place)
  if (!workspace.ok) return workspace
  const files = chooseSources(workspace.value, named)
  if (!files.ok) return files
  const compiled = compileSources(workspace.value, files.value)
  const said = {
    findings: [...compiled.findings, ...compiled.sources.flatMap(lint)],
    diagnostics: compiled.diagnostics,
  }
  return ok({ result: { files: files.value.length, findings: diagnosticsOf(said) }, ...said })
}

/** What the rules find in a file that is otherwise right. */
function lint({ compiled, lookup }: CompiledSource): LocatedFinding[] {
  const { file, program, findings } = compiled
  if (file === null || findings.some((finding) => finding.severity === 'error')) return []
  const text = (span: { file: string; start: number; end: number }): string =>
    lookup(span.file)?.text.slice(span.start, span.end) ?? ''
  const ofProgram = program === null ? [] : alwaysFalse(program, text)
  return [...nothingEmitted(file), ...unused(file), ...ofProgram].map((finding) => ({
    finding,
    sources: lookup,
  }))
}

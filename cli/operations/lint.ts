// Lint: findings of check and of the lint rules together.
import { alwaysFalse } from '../../compiler/passes/always-false.ts'
import type { Diagnostic } from '../../dsl/diagnostics/diagnostic.ts'
import { toDiagnostic } from '../../dsl/diagnostics/diagnostic.ts'
import { unused } from '../../dsl/lint/unused.ts'
import { ok } from '../../services/core/result.ts'
import type { Result } from '../../services/core/result.ts'
import type { Outcome } from '../base-command.ts'
import { chooseSources } from '../project/find-sources.ts'
import { openWorkspace } from '../project/open-project.ts'
import type { CallPlace } from '../project/open-project.ts'
import { compileSources, renderFinding } from './compile-sources.ts'

export interface LintResult {
  readonly files: number
  readonly findings: readonly Diagnostic[]
}

export function lintSources(place: CallPlace, named: readonly string[]): Result<Outcome<LintResult>> {
  const workspace = openWorkspace(place)
  if (!workspace.ok) return workspace
  const files = chooseSources(workspace.value, named)
  if (!files.ok) return files
  const { sources, diagnostics, rendered } = compileSources(workspace.value, files.value)
  const linted = sources.flatMap(({ compiled, lookup }) => {
    const { file, program } = compiled
    const ofProgram =
      program === null
        ? []
        : alwaysFalse(program, (span) => lookup(span.file)?.text.slice(span.start, span.end) ?? '')
    const broken = compiled.findings.some((finding) => finding.severity === 'error')
    const findings = [...(file === null || broken ? [] : unused(file)), ...ofProgram]
    return findings.map((finding) => ({
      diagnostic: toDiagnostic(finding, lookup),
      text: renderFinding(finding, lookup),
    }))
  })
  const findings = [...diagnostics, ...linted.map(({ diagnostic }) => diagnostic)]
  const texts = [rendered, ...linted.map(({ text }) => text)].filter((text) => text !== '')
  return ok({
    result: { files: files.value.length, findings },
    diagnostics: findings,
    rendered: texts.join('\n'),
  })
}

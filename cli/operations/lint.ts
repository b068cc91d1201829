// Lint: findings of check and of the lint rules together; `--fix` mends what has one sure fix.
import { defaultLint, lintFile } from '../../compiler/lint/lint-file.ts'
import type { LintOptions } from '../../compiler/lint/lint-file.ts'
import { applyFixes } from '../../dsl/diagnostics/apply-fixes.ts'
import type { Diagnostic } from '../../dsl/diagnostics/diagnostic.ts'
import { toDiagnostic } from '../../dsl/diagnostics/diagnostic.ts'
import type { Finding } from '../../dsl/diagnostics/finding.ts'
import { createSource } from '../../dsl/source/source-text.ts'
import { ok } from '../../services/core/result.ts'
import type { Result } from '../../services/core/result.ts'
import type { Outcome } from '../outcome.ts'
import { chooseSources } from '../project/find-sources.ts'
import type { SourcePath } from '../project/find-sources.ts'
import { openWorkspace } from '../project/open-project.ts'
import type { CallPlace, Workspace } from '../project/open-project.ts'
import { writeFileWhole } from '../project/write-file.ts'
import { compileSources, compileText } from './compile-sources.ts'
import type { CompiledSource } from './compile-sources.ts'
import { fingerprints } from './fingerprints.ts'

export interface LintRequest {
  /** Files; all of the project when there are none. */
  readonly named: readonly string[]
  readonly fix: boolean
}

/** A finding with a name that stays the same when lines move. */
export type LintFinding = Diagnostic & { readonly fingerprint: string }

export interface LintResult {
  readonly files: number
  /** The files that were read. */
  readonly paths: readonly string[]
  readonly findings: readonly LintFinding[]
  /** Files that `--fix` changed. */
  readonly fixed: readonly string[]
}

/** More rounds than any file needs: each takes at least one mistake away. */
const MOST_ROUNDS = 100

export function lintSources(place: CallPlace, request: LintRequest): Result<Outcome<LintResult>> {
  const workspace = openWorkspace(place)
  if (!workspace.ok) return workspace
  const files = chooseSources(workspace.value, request.named)
  if (!files.ok) return files
  const fixed = request.fix ? fixSources(workspace.value, files.value) : ok([])
  if (!fixed.ok) return fixed
  const { sources, diagnostics } = compileSources(workspace.value, files.value)
  const options = workspace.value.config?.lint ?? defaultLint
  const perFile = sources.map((each) => ({ ...each, findings: allFindings(each, options) }))
  return ok({
    result: {
      files: files.value.length,
      paths: files.value.map(({ file }) => file),
      findings: [
        ...perFile.flatMap(({ source, compiled, findings, lookup }) => {
          const marks = fingerprints(source, compiled.file, findings)
          return findings.map((finding, at) => ({
            ...toDiagnostic(finding, lookup),
            fingerprint: marks[at] ?? '',
          }))
        }),
        ...diagnostics.map((each) => ({ ...each, fingerprint: `${each.code}:${each.file ?? ''}` })),
      ],
      fixed: fixed.value,
    },
    findings: perFile.flatMap(({ findings, lookup }) =>
      findings.map((finding) => ({ finding, sources: lookup })),
    ),
    diagnostics,
  })
}

function allFindings({ source, compiled }: CompiledSource, options: LintOptions): readonly Finding[] {
  return [...compiled.findings, ...lintFile(source, compiled, options)]
}

/** Mends files until there is nothing left to mend; a broken file stays as it is. */
function fixSources(workspace: Workspace, files: readonly SourcePath[]): Result<readonly string[]> {
  const changed: string[] = []
  const options = workspace.config?.lint ?? defaultLint
  for (const first of compileSources(workspace, files).sources) {
    const path = files.find(({ file }) => file === first.source.path)
    const mended = fixText(first, options, (text) =>
      compileText(createSource(first.source.path, text), workspace, []),
    )
    if (path === undefined || mended === first.source.text) continue
    const written = writeFileWhole(path.absolute, path.file, mended)
    if (!written.ok) return written
    changed.push(path.file)
  }
  return ok(changed)
}

/** The text after all fixes; a fix that would break the file is not made, nor what comes after it. */
function fixText(
  first: CompiledSource,
  options: LintOptions,
  again: (text: string) => CompiledSource,
): string {
  let last = first
  for (let round = 0; round < MOST_ROUNDS && !isBroken(last); round++) {
    const { text, fixed } = applyFixes(last.source, allFindings(last, options))
    if (fixed === 0) break
    const next = again(text)
    if (isBroken(next)) break
    last = next
  }
  return last.source.text
}

function isBroken({ compiled }: CompiledSource): boolean {
  return compiled.findings.some((finding) => finding.severity === 'error')
}

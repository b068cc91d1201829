// Compiles source files for the commands: reads them, binds params from outside, and gathers what
// is to be said about them. One unreadable file does not stop the others.
import type { Compiled } from '../../compiler/compile.ts'
import { compile, sourcesOf } from '../../compiler/compile.ts'
import type { CheckOptions } from '../../dsl/check/check-file.ts'
import type { Diagnostic, SourceLookup } from '../../dsl/diagnostics/diagnostic.ts'
import { createSource } from '../../dsl/source/source-text.ts'
import type { SourceText } from '../../dsl/source/source-text.ts'
import { diagnosticOf } from '../envelope.ts'
import { readSource } from '../project/find-sources.ts'
import type { SourcePath } from '../project/find-sources.ts'
import type { Workspace } from '../project/open-project.ts'
import type { LocatedFinding } from '../outcome.ts'
import type { OutsideParam } from './bind-params.ts'

export interface CompiledSource {
  readonly source: SourceText
  readonly lookup: SourceLookup
  readonly compiled: Compiled
}

export interface CompiledSources {
  readonly sources: readonly CompiledSource[]
  readonly findings: readonly LocatedFinding[]
  /** Files that could not be read. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Compiles each file by itself; `params` go to every strategy among them. */
export function compileSources(
  workspace: Workspace,
  files: readonly SourcePath[],
  params: readonly OutsideParam[] = [],
): CompiledSources {
  const sources: CompiledSource[] = []
  const diagnostics: Diagnostic[] = []
  for (const file of files) {
    const text = readSource(file)
    if (text.ok) sources.push(compileText(createSource(file.file, text.value), workspace, params))
    else diagnostics.push(diagnosticOf({ ...text.failure, file: file.file }))
  }
  return { sources, findings: sources.flatMap(findingsOf), diagnostics }
}

function findingsOf({ compiled, lookup }: CompiledSource): LocatedFinding[] {
  return compiled.findings.map((finding) => ({ finding, sources: lookup }))
}

/** Compiles one text with the project's defaults. */
export function compileText(
  source: SourceText,
  workspace: Workspace,
  params: readonly OutsideParam[],
): CompiledSource {
  const options: CheckOptions = {
    missing: workspace.config?.defaults.missing ?? null,
    params: new Map(params.map((param) => [param.name, param.override])),
    sources: new Map(params.map((param) => [param.source.path, param.source])),
  }
  return { source, lookup: sourcesOf(source, options), compiled: compile(source, options) }
}

// Compiles source files for the commands: reads them, binds params from outside, and gathers what
// is to be said about them. One unreadable file does not stop the others.
import type { Compiled } from '../../compiler/compile.ts'
import { compile, sourcesOf } from '../../compiler/compile.ts'
import type { CheckOptions } from '../../dsl/check/check-options.ts'
import type { Diagnostic, SourceLookup } from '../../dsl/diagnostics/diagnostic.ts'
import { createSource, positionAt } from '../../dsl/source/source-text.ts'
import type { SourceText } from '../../dsl/source/source-text.ts'
import { diagnosticOf } from '../envelope.ts'
import { projectFailure } from '../project/failures.ts'
import { readSource } from '../project/find-sources.ts'
import { createModules } from '../project/modules.ts'
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
  /** Files that could not be read, and strategies whose name another one has. */
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
  diagnostics.push(...sameNames(sources))
  return { sources, findings: eachOnce(sources.flatMap(findingsOf)), diagnostics }
}

/** A mistake of a library is found by everybody who imports it. */
function eachOnce(findings: readonly LocatedFinding[]): readonly LocatedFinding[] {
  const known = new Map(
    findings.map((each) => {
      const { code, span, message } = each.finding
      return [`${code} ${span.file} ${span.start} ${span.end} ${message}`, each]
    }),
  )
  return [...known.values()]
}

/** Does anything that was compiled have an error? */
export function isBroken({ findings, diagnostics }: Omit<CompiledSources, 'sources'>): boolean {
  const severities = [
    ...findings.map(({ finding }) => finding.severity),
    ...diagnostics.map((each) => each.severity),
  ]
  return severities.includes('error')
}

/** Strategies are known by their names alone, so each has one of its own. */
function sameNames(sources: readonly CompiledSource[]): Diagnostic[] {
  const first = new Map<string, CompiledSource>()
  return sources.flatMap((each) => {
    const { file } = each.compiled
    if (file === null || file.form === 'lib') return []
    const { text, span } = file.name
    const other = first.get(text)
    if (other === undefined) {
      first.set(text, each)
      return []
    }
    const message = `${other.source.path} and ${each.source.path} both define the strategy "${text}"`
    const place = { file: each.source.path, line: positionAt(each.source, span.start).line }
    return [diagnosticOf(projectFailure('strategyTwice', { message, hint: 'Rename one of them.', ...place }))]
  })
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
  const sources = new Map(params.map((param) => [param.source.path, param.source]))
  const options: CheckOptions = {
    missing: workspace.config?.defaults.missing ?? null,
    params: new Map(params.map((param) => [param.name, param.override])),
    sources,
    modules: createModules(workspace.root, sources),
  }
  return { source, lookup: sourcesOf(source, options), compiled: compile(source, options) }
}

// Compiles source files for the commands: reads them, binds params from outside, and gathers what
// is to be said about them. One unreadable file does not stop the others.
import type { Compiled } from '../../compiler/compile.ts'
import { compile, sourcesOf } from '../../compiler/compile.ts'
import type { CheckOptions } from '../../dsl/check/check-file.ts'
import type { Diagnostic, SourceLookup } from '../../dsl/diagnostics/diagnostic.ts'
import { toDiagnostic } from '../../dsl/diagnostics/diagnostic.ts'
import type { Finding } from '../../dsl/diagnostics/finding.ts'
import { renderDiagnostic } from '../../dsl/diagnostics/render.ts'
import type { Style } from '../../dsl/diagnostics/render.ts'
import { createSource } from '../../dsl/source/source-text.ts'
import type { SourceText } from '../../dsl/source/source-text.ts'
import { diagnosticOf } from '../envelope.ts'
import { readSource } from '../project/find-sources.ts'
import type { SourcePath } from '../project/find-sources.ts'
import type { Workspace } from '../project/open-project.ts'
import { errorScreen } from '../screen.ts'
import { renderDiagnostics } from '../views/diagnostic-list.ts'
import { paintFor } from '../views/paint.ts'
import type { OutsideParam } from './bind-params.ts'

export interface CompiledSource {
  readonly source: SourceText
  readonly lookup: SourceLookup
  readonly compiled: Compiled
}

export interface CompiledSources {
  readonly sources: readonly CompiledSource[]
  readonly diagnostics: readonly Diagnostic[]
  /** The same for people, with the text and carets. */
  readonly rendered: string
}

/** A finding as people read it on stderr. */
export function renderFinding(finding: Finding, lookup: SourceLookup): string {
  const screen = errorScreen()
  const paint = paintFor(screen)
  const style: Style = (role, text) => {
    if (role === 'plain') return text
    return paint(role === 'frame' || role === 'hint' ? 'muted' : role, text)
  }
  return `${renderDiagnostic(finding, lookup, { width: screen.width, style })}\n`
}

/** Compiles each file by itself; `params` go to every strategy among them. */
export function compileSources(
  workspace: Workspace,
  files: readonly SourcePath[],
  params: readonly OutsideParam[] = [],
): CompiledSources {
  const sources: CompiledSource[] = []
  const diagnostics: Diagnostic[] = []
  const rendered: string[] = []
  for (const file of files) {
    const text = readSource(file)
    if (!text.ok) {
      const diagnostic = diagnosticOf({ ...text.failure, file: file.file })
      diagnostics.push(diagnostic)
      rendered.push(renderDiagnostics([diagnostic], errorScreen()))
      continue
    }
    const made = compileText(createSource(file.file, text.value), workspace, params)
    sources.push(made)
    diagnostics.push(...made.compiled.findings.map((finding) => toDiagnostic(finding, made.lookup)))
    rendered.push(...made.compiled.findings.map((finding) => renderFinding(finding, made.lookup)))
  }
  return { sources, diagnostics, rendered: rendered.join('\n') }
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

// The strategy that an argument means: a file, or the name of a strategy of the project.
import type { DagDocument } from '../../compiler/dag/document.ts'
import type { Program } from '../../dsl/check/program.ts'
import type { Diagnostic } from '../../dsl/diagnostics/diagnostic.ts'
import { suggest } from '../../dsl/diagnostics/suggest.ts'
import { parse } from '../../dsl/syntax/parse.ts'
import { fail, ok } from '../../services/core/result.ts'
import type { Failure, Result } from '../../services/core/result.ts'
import type { LocatedFinding } from '../outcome.ts'
import { projectFailure } from '../project/failures.ts'
import { fileExists } from '../project/read-file.ts'
import { chooseSources, locateSource, readSource } from '../project/find-sources.ts'
import type { SourcePath } from '../project/find-sources.ts'
import type { Workspace } from '../project/open-project.ts'
import type { OutsideParam } from './bind-params.ts'
import { compileSources } from './compile-sources.ts'

export interface FoundStrategy {
  /** Null where it does not compile: the diagnostics say why. */
  readonly strategy: { readonly document: DagDocument; readonly program: Program } | null
  readonly diagnostics: readonly Diagnostic[]
  readonly findings: readonly LocatedFinding[]
}

/** Finds and compiles it; fails when there is none of that name. */
export function findStrategy(
  workspace: Workspace,
  argument: string,
  params: readonly OutsideParam[],
): Result<FoundStrategy> {
  const files = filesOf(workspace, argument)
  if (!files.ok) return files
  const { sources, findings, diagnostics } = compileSources(workspace, files.value, params)
  const library = sources.find(({ compiled }) => compiled.file?.form === 'lib')
  if (library !== undefined) return fail(libraryNamed(library.source.path))
  const [only, other] = sources
  const { document, program } = (other === undefined ? only?.compiled : null) ?? {
    document: null,
    program: null,
  }
  const strategy = document === null || program === null ? null : { document, program }
  return ok({ strategy, findings, diagnostics })
}

/** A strategy is asked for, and a library has none. */
export function libraryNamed(file: string): Failure {
  const message = `${file} is a library, not a strategy`
  return projectFailure('strategyUnknown', { message, hint: 'Name a file that begins with `strategy`.' })
}

/** The file itself, or each file of the project in which a strategy of that name stands. */
function filesOf(workspace: Workspace, argument: string): Result<readonly SourcePath[]> {
  const file = locateSource(workspace, argument)
  if (argument.endsWith('.qdag') || fileExists(file.absolute)) return ok([file])
  const files = chooseSources(workspace, [])
  if (!files.ok) return files
  const named = files.value.map((source) => ({ source, ...headOf(source) }))
  const matching = named.filter(({ name }) => name === argument)
  const strategies = matching.filter(({ form }) => form === 'strategy')
  if (matching.length > 0)
    return ok((strategies.length > 0 ? strategies : matching).map(({ source }) => source))
  const names = named.flatMap(({ name, form }) => (form === 'strategy' && name !== null ? [name] : []))
  return fail(unknownStrategy(argument, names))
}

/** What a file says it is; nothing where it cannot be read. */
function headOf(source: SourcePath): {
  readonly name: string | null
  readonly form: 'strategy' | 'lib' | null
} {
  const text = readSource(source)
  const file = text.ok ? parse({ path: source.file, text: text.value }).file : null
  return file === null ? { name: null, form: null } : { name: file.name.text, form: file.form }
}

function unknownStrategy(argument: string, names: readonly string[]): Failure {
  const nearest = suggest(argument, names)
  const known = `The project has ${names.join(', ') || 'no strategies'}.`
  return projectFailure('strategyUnknown', {
    message: `there is no strategy named "${argument}"`,
    hint: nearest === undefined ? known : `Did you mean ${nearest}? ${known}`,
  })
}

// The strategy that an argument means: a file, or the name of a strategy of the project.
import type { DagDocument } from '../../compiler/dag/document.ts'
import type { Program } from '../../dsl/check/program.ts'
import type { Diagnostic } from '../../dsl/diagnostics/diagnostic.ts'
import { suggest } from '../../dsl/diagnostics/suggest.ts'
import { fail, ok } from '../../services/core/result.ts'
import type { Result } from '../../services/core/result.ts'
import type { LocatedFinding } from '../outcome.ts'
import { projectFailure } from '../project/failures.ts'
import { fileExists } from '../project/read-file.ts'
import { chooseSources, locateSource } from '../project/find-sources.ts'
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
  const file = locateSource(workspace, argument)
  if (argument.endsWith('.qdag') || fileExists(file.absolute)) {
    const { sources, findings, diagnostics } = compileSources(workspace, [file], params)
    const compiled = sources[0]?.compiled
    const isLibrary = compiled?.file?.form === 'lib'
    if (isLibrary) {
      return fail(projectFailure('strategyUnknown', { message: `${file.file} is a library, not a strategy` }))
    }
    return ok({ strategy: strategyOf(compiled), findings, diagnostics })
  }
  const files = chooseSources(workspace, [])
  if (!files.ok) return files
  const names: string[] = []
  for (const candidate of files.value) {
    const { sources, findings, diagnostics } = compileSources(workspace, [candidate], params)
    const compiled = sources[0]?.compiled
    const name = compiled?.file?.name.text
    if (name === argument) return ok({ strategy: strategyOf(compiled), findings, diagnostics })
    if (name !== undefined) names.push(name)
  }
  const nearest = suggest(argument, names)
  const hint =
    nearest === undefined
      ? `The project has ${names.join(', ') || 'no strategies'}.`
      : `Did you mean ${nearest}?`
  return fail(
    projectFailure('strategyUnknown', { message: `there is no strategy named "${argument}"`, hint }),
  )
}

function strategyOf(
  compiled: { document: DagDocument | null; program: Program | null } | undefined,
): FoundStrategy['strategy'] {
  const { document, program } = compiled ?? { document: null, program: null }
  return document === null || program === null ? null : { document, program }
}

// The canonical DAG of one file, or what one pass makes of it.
import type { DagDocument } from '../../compiler/dag/document.ts'
import { PASSES, runPasses } from '../../compiler/passes/pipeline.ts'
import type { Program } from '../../dsl/check/program.ts'
import { printTerm } from '../../dsl/term/print.ts'
import { reachable } from '../../dsl/term/term.ts'
import { fail, ok } from '../../services/core/result.ts'
import type { Result } from '../../services/core/result.ts'
import type { Outcome } from '../outcome.ts'
import { projectFailure } from '../project/failures.ts'
import { locateSource } from '../project/find-sources.ts'
import { openWorkspace } from '../project/open-project.ts'
import type { CallPlace } from '../project/open-project.ts'
import { flagParams } from './bind-params.ts'
import { compileSources, isBroken } from './compile-sources.ts'
import { libraryNamed } from './find-strategy.ts'

/** What `--emit` knows: the checked terms, each pass, and the document. */
const STAGES = ['check', ...PASSES.map((pass) => pass.name), 'dag'] as const

export type Emitted =
  | { readonly kind: 'document'; readonly document: DagDocument }
  | { readonly kind: 'terms'; readonly lines: readonly string[] }

export function compileFile(
  place: CallPlace,
  named: string,
  stage: string,
  params: readonly string[],
): Result<Outcome<Emitted>> {
  if (!STAGES.includes(stage)) {
    const hint = `The passes are: ${STAGES.join(', ')}.`
    return fail(projectFailure('usage', { message: `there is no pass named "${stage}"`, hint }))
  }
  const workspace = openWorkspace(place)
  if (!workspace.ok) return workspace
  const bound = flagParams(params)
  if (!bound.ok) return bound
  const { sources, findings, diagnostics } = compileSources(
    workspace.value,
    [locateSource(workspace.value, named)],
    bound.value,
  )
  const compiled = sources[0]?.compiled
  if (compiled?.file?.form === 'lib' && !isBroken({ findings, diagnostics }))
    return fail(libraryNamed(sources[0]?.source.path ?? named))
  const { document, program } = compiled ?? { document: null, program: null }
  const result = document === null || program === null ? null : emitted(stage, document, program)
  return ok({ result, findings, diagnostics })
}

function emitted(stage: string, document: DagDocument, program: Program): Emitted {
  if (stage === 'dag') return { kind: 'document', document }
  const graph = {
    terms: program.terms,
    provenance: program.provenance,
    roots: program.sinks.map((sink) => sink.term),
  }
  const { roots } = stage === 'check' ? graph : runPasses(graph, stage)
  const terms = reachable(roots)
  const number = new Map(terms.map((term, i) => [term, i]))
  const lines = terms.map((term, i) => {
    const args = term.args.map((arg) => `%${number.get(arg) ?? 0}`)
    const attrs = term.attrs === null ? [] : [JSON.stringify(term.attrs)]
    return `%${i} = ${[term.op, ...args, ...attrs].join(' ')}    // ${printTerm(term, program.provenance)}`
  })
  const sinks = program.sinks.map((sink, i) => {
    const root = roots[i]
    return `${sink.kind} ${sink.name} = %${root === undefined ? '?' : (number.get(root) ?? '?')}`
  })
  return { kind: 'terms', lines: [...lines, ...sinks] }
}

// Compiles a text that must be right, with a complaint that shows the text where it is not.
import { compile } from '../../compiler/compile.ts'
import type { Compiled } from '../../compiler/compile.ts'
import type { DagDocument } from '../../compiler/dag/document.ts'
import type { Program } from '../../dsl/check/program.ts'
import { createSource } from '../../dsl/source/source-text.ts'
import { findingsText } from './findings-text.ts'

export interface RightText extends Compiled {
  readonly program: Program
  readonly document: DagDocument
}

export function compileText(text: string, file = 'generated.qdag'): RightText {
  const source = createSource(file, text)
  const compiled = compile(source, { missing: null })
  const { program, document } = compiled
  if (program !== null && document !== null) return { ...compiled, program, document }
  throw new TypeError(`${text}\n${findingsText(compiled.findings, source)}`)
}

/** The NodeID that a sink is bound to. */
export function sinkNode(document: DagDocument, name: string): string {
  const sink = document.sinks.find((candidate) => candidate.name === name)
  if (sink === undefined) throw new TypeError(`no sink ${name}`)
  return sink.node_id
}

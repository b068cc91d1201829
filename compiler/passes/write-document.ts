// Writes the canonical document of a strategy: its nodes with their preimages, its sinks, and beside
// the hashes the user's places and names.
import { printTerm } from '../../dsl/term/print.ts'
import { OPERATIONS } from '../../dsl/builtins/registry.ts'
import type { Program, ProgramSink } from '../../dsl/check/program.ts'
import type { Span } from '../../dsl/source/span.ts'
import type { Term } from '../../dsl/term/term.ts'
import { SCHEME } from '../dag/document.ts'
import { hasUnseen } from '../dag/plain-text.ts'
import type { DagDocument, DagNode, DagSink, SourceRef } from '../dag/document.ts'
import { dagId, sortSinks } from '../identity/dag-id.ts'
import { cut } from './cut.ts'
import type { CutNode } from './cut.ts'
import { runPasses } from './pipeline.ts'

const MOST_NAMES = 100
const LONGEST_TEXT = 200

/** A text for people, cut where it gets too long for them. */
function clip(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`
}

/** Turns a span into what a person can look up. */
export type Locate = (span: Span) => SourceRef

/** A program as the canonical document, with the node of each sink and of each further root. */
export interface Written {
  readonly document: DagDocument
  /** The NodeID of each of `extra`. */
  readonly extra: readonly string[]
}

/** `extra` are more terms that are wanted as nodes (what a test looks at); they have no binding. */
export function writeDocument(program: Program, locate: Locate, extra: readonly Term[] = []): Written {
  const sinkRoots = program.sinks.flatMap(rootsOf)
  const graph = runPasses({
    terms: program.terms,
    provenance: program.provenance,
    roots: [...sinkRoots, ...extra],
  })
  const { nodes, roots } = cut(graph)
  let next = 0
  const takeRoot = (): string => roots[next++] ?? ''
  const sinks = program.sinks.map((sink): DagSink => {
    const node_id = takeRoot()
    const base = { kind: sink.kind, name: sink.name, node_id }
    return {
      ...base,
      ...(sink.on === null ? {} : { on: takeRoot() }),
      ...(sink.legs === null ? {} : { legs: sink.legs.map(({ stream }) => ({ stream, on: takeRoot() })) }),
      ...(sink.when === null ? {} : { when_node_id: takeRoot() }),
    }
  })
  const document: DagDocument = {
    v: SCHEME,
    dag_id: dagId(SCHEME, sinks),
    nodes: nodes.map((node) => writeNode(node, program, locate)),
    sinks: sortSinks(sinks),
    meta: {
      strategy: program.name,
      file: program.file,
      params: Object.fromEntries(program.params.map((param) => [param.name, clip(param.text)])),
      sinks: Object.fromEntries(
        program.sinks.map((sink) => [
          `${sink.kind}/${sink.name}`,
          { at: locate(sink.span), tags: sink.tags },
        ]),
      ),
    },
  }
  return { document, extra: roots.slice(sinkRoots.length) }
}

/** What a sink is bound to, in the order in which its binding is written. */
function rootsOf({ term, on, legs, when }: ProgramSink): readonly Term[] {
  return [
    term,
    ...(on === null ? [] : [on]),
    ...(legs ?? []).map((leg) => leg.on),
    ...(when === null ? [] : [when]),
  ]
}

function writeNode(node: CutNode, program: Program, locate: Locate): DagNode {
  const { provenance } = program
  const ref = (span: Span | null): SourceRef | null => (span === null ? null : locate(span))
  const names = node.terms.flatMap((term) => provenance.namesOf(term))
  const [first] = node.terms
  return {
    node_id: node.node_id,
    node_type: node.node_type,
    code_hash: node.code_hash,
    config_hash: node.config_hash,
    schema_hash: node.schema_hash,
    kernel: node.kernel,
    config: node.config,
    schema: node.schema,
    meta: {
      names: [...new Set(names)].toSorted().slice(0, MOST_NAMES),
      label: first === undefined ? '' : labelOf(first, program, locate),
      rows: node.cut.rowTerms.map((term) => ref(provenance.spanOf(term))),
      holes: node.cut.fillings.map(({ of, term }) =>
        ref(provenance.constantSpan(of, term) ?? provenance.spanOf(of)),
      ),
    },
  }
}

const LONGEST_LABEL = 100

/** The user's own text where it says it all in one line without a comment, else the term with its constants. */
function labelOf(term: Term, { provenance }: Program, locate: Locate): string {
  const whole = printTerm(term, provenance)
  const printed = whole.length > LONGEST_LABEL ? `${whole.slice(0, LONGEST_LABEL - 1)}…` : whole
  if (OPERATIONS.has(term.op)) return printed
  const span = provenance.exactSpanOf(term)
  const text = span === null ? '' : locate(span).text.replaceAll(/\s+/g, ' ')
  const isLabel = text !== '' && text.length <= LONGEST_LABEL && !text.includes('//') && !hasUnseen(text)
  return isLabel && term.op !== 'input' ? text : printed
}

// Cuts the ordered terms into nodes and hashes them, upstream nodes first.
import { reachable } from '../../dsl/term/term.ts'
import type { Term } from '../../dsl/term/term.ts'
import { isRecord } from '../../dsl/term/type.ts'
import type { Type } from '../../dsl/term/type.ts'
import { OPERATIONS } from '../../dsl/builtins/registry.ts'
import { SCHEME } from '../dag/document.ts'
import type { Clock, Config, NodeType, ScalarSchema, Schema } from '../dag/document.ts'
import { isMissingPolicy } from '../dag/missing-policy.ts'
import { hashNode } from '../identity/node-id.ts'
import type { NodeHashes, Preimage } from '../identity/node-id.ts'
import { InternalError } from '../internal-error.ts'
import { isCut } from './cut-rule.ts'
import { cutKernel } from './kernel.ts'
import type { CutKernel } from './kernel.ts'
import type { Graph } from './rewrite.ts'

/** A node of the program, with the terms that it was cut from. */
export interface CutNode extends Preimage, NodeHashes {
  /** All terms that are this node; several when a sink is bound to what is marked elsewhere. */
  readonly terms: readonly Term[]
  readonly cut: CutKernel
  /** Longest way to a source: upstream nodes have smaller numbers. */
  readonly depth: number
}

export interface CutGraph {
  /** Topological order, ties by node_id. */
  readonly nodes: readonly CutNode[]
  /** The node of each root, in the order of the roots. */
  readonly roots: readonly string[]
}

export function cut(graph: Graph): CutGraph {
  const rootTerms = new Set(graph.roots)
  const ids = new Map<Term, string>()
  const nodes = new Map<string, CutNode>()
  const idOf = (term: Term): string => {
    const id = ids.get(term)
    if (id === undefined) throw new InternalError(`term ${term.op} has no node yet`)
    return id
  }
  for (const term of reachable(graph.roots)) {
    if (!isCut(term) && !rootTerms.has(term)) continue
    const made = makeNode(term, idOf, nodes)
    ids.set(term, made.node_id)
    const known = nodes.get(made.node_id)
    nodes.set(made.node_id, known === undefined ? made : { ...known, terms: [...known.terms, term] })
  }
  const inOrder = [...nodes.values()].toSorted(
    (a, b) => a.depth - b.depth || (a.node_id < b.node_id ? -1 : 1),
  )
  return { nodes: inOrder, roots: graph.roots.map(idOf) }
}

/** The NodeID of an input's term: it depends on nothing else. */
export function inputNodeId(input: Term): string {
  return makeNode(input, () => '', new Map()).node_id
}

function makeNode(term: Term, idOf: (cut: Term) => string, nodes: ReadonlyMap<string, CutNode>): CutNode {
  const made = cutKernel(term, idOf)
  const preimage: Preimage = {
    node_type: nodeType(term),
    kernel: made.kernel,
    config: configOf(term, made),
    schema: schemaOf(term.type),
  }
  const depth = made.slots.reduce((deepest, id) => Math.max(deepest, (nodes.get(id)?.depth ?? 0) + 1), 0)
  return { ...preimage, ...hashNode(preimage), terms: [term], cut: made, depth }
}

function nodeType(term: Term): NodeType {
  if (term.op === 'input') return 'input'
  const computed = term.op === 'mark' ? (term.args[0] ?? term) : term
  const memory = OPERATIONS.get(computed.op)?.memory.kind
  if (memory === 'window') return 'window'
  return memory === 'origin' ? 'rec' : 'point'
}

function configOf(term: Term, made: CutKernel): Config {
  const base = {
    v: SCHEME,
    clock: clockOf(term),
    inputs: made.slots,
    consts: made.fillings.map((filled) => filled.constant),
  }
  if (term.op !== 'input') return base
  const { stream, missing, since } = term.attrs ?? {}
  if (typeof stream !== 'string' || !isMissingPolicy(missing))
    throw new InternalError('an input without a stream')
  return { ...base, stream, missing, ...(typeof since === 'string' ? { since } : {}) }
}

function clockOf({ clock, op }: Term): Clock {
  if (clock.kind === 'periodic') return { every_ms: clock.everyMs, phase_ms: clock.phaseMs }
  if (clock.kind === 'calendar') return { calendar: clock.id, version: clock.version, every: clock.every }
  if (clock.kind === 'events') return { events: clock.stream }
  throw new InternalError(`a node without a clock: ${op}`)
}

/** The schema of a type; what cannot be stored was refused by the checker. */
function schemaOf(type: Type): Schema {
  if (!isRecord(type)) return scalarSchema(type)
  return {
    record: Object.fromEntries(
      Object.entries(type.record).map(([name, field]) => [name, scalarSchema(field)]),
    ),
  }
}

function scalarSchema(type: Type): ScalarSchema {
  if (type === 'float' || type === 'int' || type === 'bool' || type === 'string') return type
  throw new InternalError('a node of a type that cannot be stored')
}

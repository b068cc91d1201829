// The door through which documents come in: from a file, a plan, a client. Nothing in a document is
// believed: its shape, its limits and every hash are checked before anything else looks at it.
import { dagId, sortSinks } from '../identity/dag-id.ts'
import { SCHEME } from './document.ts'
import type { DagDocument, DagMeta, DagNode, DagSink } from './document.ts'
import { LIMITS } from './limits.ts'
import { hash, identifier, integer, list, name, object, table, text } from './read-json.ts'
import { readNode, readSourceRef } from './read-node.ts'
import { checkRivals, readSink } from './read-sink.ts'
import { refuse, Refused } from './refusal.ts'
import type { Refusal } from './refusal.ts'

export type Validated =
  | { readonly ok: true; readonly document: DagDocument }
  | { readonly ok: false; readonly refusal: Refusal }

/** The document that a JSON value is, with every hash recomputed, or why it is none. */
export function validateDag(json: unknown): Validated {
  try {
    return { ok: true, document: readDocument(json) }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal }
    throw error
  }
}

function readDocument(json: unknown): DagDocument {
  const members = object(json, 'document', ['v', 'dag_id', 'nodes', 'sinks', 'meta'])
  const v = integer(members.get('v'), 'v')
  if (v !== SCHEME) refuse('v', `is scheme ${v}; this version knows scheme ${SCHEME}`)
  const nodes = new Map<string, DagNode>()
  list(members.get('nodes'), 'nodes', LIMITS.nodes).forEach((value, i) => {
    const node = readNode(value, `nodes[${i}]`, nodes)
    if (nodes.has(node.node_id)) refuse(`nodes[${i}].node_id`, `node ${node.node_id} stands here twice`)
    nodes.set(node.node_id, node)
  })
  checkOrder([...nodes.values()])
  const sinks = list(members.get('sinks'), 'sinks', LIMITS.sinks).map((value, i) =>
    readSink(value, `sinks[${i}]`, nodes),
  )
  const sorted = sortSinks(sinks)
  sorted.forEach((sink, i) => {
    const next = sorted[i + 1]
    if (next?.kind === sink.kind && next.name === sink.name)
      refuse('sinks', `${sink.kind} ${sink.name} is bound twice`)
    if (sinks[i] !== sink) refuse('sinks', 'are not in canonical order')
  })
  checkRivals(sinks, nodes)
  checkReached([...nodes.values()], sinks)
  const claimed = hash(members.get('dag_id'), 'dag_id')
  const found = dagId(v, sinks)
  if (claimed !== found) refuse('dag_id', `is ${claimed}, the sinks give ${found}`)
  return { v, dag_id: claimed, nodes: [...nodes.values()], sinks, meta: readMeta(members.get('meta')) }
}

/** Nodes stand in the order of their longest way to a source, then of their ids. */
function checkOrder(nodes: readonly DagNode[]): void {
  const depths = new Map<string, number>()
  let last = { depth: 0, id: '' }
  nodes.forEach(({ node_id: id, config }, i) => {
    const depth = config.inputs.reduce((most, input) => Math.max(most, (depths.get(input) ?? 0) + 1), 0)
    if (depth < last.depth || (depth === last.depth && id < last.id))
      refuse(`nodes[${i}]`, 'the nodes are not in canonical order')
    depths.set(id, depth)
    last = { depth, id }
  })
}

/** A document holds what its sinks need, and nothing else. */
function checkReached(nodes: readonly DagNode[], sinks: readonly DagSink[]): void {
  const reached = new Set(
    sinks.flatMap(({ node_id, on, legs = [], when_node_id }) =>
      [node_id, on, ...legs.map((leg) => leg.on), when_node_id].flatMap((id) => id ?? []),
    ),
  )
  nodes.forEach((_, i) => {
    const at = nodes.length - 1 - i
    const node = nodes[at]
    if (node === undefined) return
    if (!reached.has(node.node_id)) refuse(`nodes[${at}]`, 'no sink needs this node')
    for (const input of node.config.inputs) reached.add(input)
  })
}

function readMeta(value: unknown): DagMeta {
  const members = object(value, 'meta', ['strategy', 'file', 'params', 'sinks'])
  const params = table(members.get('params'), 'meta.params', LIMITS.fields)
  const sinks = table(members.get('sinks'), 'meta.sinks', LIMITS.sinks)
  return {
    strategy: identifier(members.get('strategy'), 'meta.strategy'),
    file: name(members.get('file'), 'meta.file', 4_096),
    params: Object.fromEntries(
      params.map(([key, param]) => [identifier(key, 'meta.params'), text(param, `meta.params.${key}`)]),
    ),
    sinks: Object.fromEntries(
      sinks.map(([key, sink]) => {
        const path = `meta.sinks.${name(key, 'meta.sinks')}`
        const entry = object(sink, path, ['at', 'tags'])
        const tags = list(entry.get('tags'), `${path}.tags`, LIMITS.fields).map((tag, i) =>
          name(tag, `${path}.tags[${i}]`),
        )
        return [key, { at: readSourceRef(entry.get('at'), `${path}.at`), tags }]
      }),
    ),
  }
}

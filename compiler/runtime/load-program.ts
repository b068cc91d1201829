// From nodes of validated documents to a program for the wanted ones among them.
import type { DagNode } from '../dag/document.ts'
import { InternalError } from '../internal-error.ts'
import { columnsOf, expandNode, type NodeDraft, supplyNode } from './expand-node.ts'
import { layOut } from './lay-out.ts'
import type { Program } from './program.ts'
import { programKey } from './program-key.ts'
import { createStepTable } from './step-table.ts'

export interface Request {
  /** NodeIDs whose ticks the run is to give. */
  readonly wanted: readonly string[]
  /** NodeIDs whose ticks are read from elsewhere instead of computed. */
  readonly given?: readonly string[]
}

/**
 * The program that computes the wanted nodes from inputs and given nodes, and nothing else.
 *
 * The nodes must have passed the document's validation, in any order; nodes of several documents may
 * be mixed. Throws InternalError for nodes that no validator lets through.
 */
export function loadProgram(nodes: readonly DagNode[], request: Request): Program {
  const byId = new Map(nodes.map((node) => [node.node_id, node]))
  const given = new Set(request.given)
  const isSupplied = (node: DagNode): boolean => node.node_type === 'input' || given.has(node.node_id)
  const table = createStepTable()
  const drafts = new Map<string, NodeDraft>()
  const supplied: string[] = []

  for (const node of orderNodes(byId, request.wanted, isSupplied)) {
    if (isSupplied(node)) {
      drafts.set(node.node_id, supplyNode(node, supplied.length, table))
      supplied.push(node.node_id)
    } else {
      const slots = node.config.inputs.map((id) => drafts.get(id) ?? missing(id))
      drafts.set(node.node_id, expandNode(node, slots, table))
    }
  }

  const wanted = [...new Set(request.wanted)].map((nodeId) => {
    const draft = drafts.get(nodeId) ?? missing(nodeId)
    const node = byId.get(nodeId) ?? missing(nodeId)
    if (draft.ticking.length === 0) throw new InternalError(`node ${nodeId} is a constant and never ticks`)
    const columns = columnsOf(node.schema).map(([name]) => ({
      name,
      value: draft.fields.get(name) ?? missing(`${nodeId}.${name}`),
    }))
    return { nodeId, ticking: draft.ticking, columns }
  })
  const laidOut = layOut(table, supplied, wanted)
  return { ...laidOut, key: programKey(laidOut) }
}

/** Nodes that the wanted ones need, each after its inputs; iterative, since chains may be long. */
function orderNodes(
  byId: ReadonlyMap<string, DagNode>,
  wanted: readonly string[],
  isSupplied: (node: DagNode) => boolean,
): readonly DagNode[] {
  const ordered: DagNode[] = []
  const state = new Map<string, 'open' | 'done'>()
  const waiting = wanted.toReversed()
  for (let id = waiting.at(-1); id !== undefined; id = waiting.at(-1)) {
    const node = byId.get(id) ?? missing(id)
    const inputs = isSupplied(node) ? [] : node.config.inputs.filter((input) => state.get(input) !== 'done')
    if (state.get(id) === 'done') waiting.pop()
    else if (inputs.length === 0) {
      state.set(id, 'done')
      ordered.push(node)
      waiting.pop()
    } else if (state.get(id) === 'open') throw new InternalError(`node ${id} depends on itself`)
    else {
      state.set(id, 'open')
      waiting.push(...inputs.toReversed())
    }
  }
  return ordered
}

function missing(what: string): never {
  throw new InternalError(`nothing is known of ${what}`)
}

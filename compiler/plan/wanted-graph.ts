// The wanted strategies as one graph: each node once, with who uses it and which streams it comes from.
// Independent of the order in which strategies and files were given.
import type { DagNode, MissingPolicy } from '../dag/document.ts'
import { sameClock } from '../dag/clock.ts'
import { byCodeUnit } from '../explain/code-units.ts'
import type { Desired, DesiredStream, DesiredStrategy } from './desired.ts'

export interface WantedNode {
  readonly node: DagNode
  /** Sorted names. */
  readonly strategies: readonly string[]
  /** NodeIDs of the inputs that it comes from, sorted; an input comes from itself. */
  readonly sources: readonly string[]
  /** Keys of the streams behind them, sorted. */
  readonly streams: readonly string[]
}

/** How an input reads its stream. */
export interface WantedInput {
  readonly node_id: string
  /** The stream's key. */
  readonly key: string
  readonly fields: readonly string[]
  readonly missing: MissingPolicy
  readonly since: string | null
}

export interface WantedGraph {
  /** By name. */
  readonly strategies: readonly DesiredStrategy[]
  /** Inputs before what reads them. */
  readonly nodes: ReadonlyMap<string, WantedNode>
  /** The declared streams that some input names, by key. */
  readonly streams: ReadonlyMap<string, DesiredStream>
  /** How each input reads its stream, by NodeID; inputs of undeclared streams are not there. */
  readonly inputs: ReadonlyMap<string, WantedInput>
  /** Inputs whose stream the project does not declare. */
  readonly undeclared: readonly DagNode[]
}

export function wantedGraph(desired: Pick<Desired, 'streams' | 'strategies'>): WantedGraph {
  const strategies = desired.strategies.toSorted((a, b) => byCodeUnit(a.name, b.name))
  const nodes = new Map<string, WantedNode & { readonly strategies: string[] }>()
  const streams = new Map<string, DesiredStream>()
  const inputs = new Map<string, WantedInput>()
  const undeclared: DagNode[] = []
  for (const { name, document } of strategies)
    for (const node of document.nodes) {
      const known = nodes.get(node.node_id)
      if (known !== undefined) known.strategies.push(name)
      else nodes.set(node.node_id, { node, strategies: [name], ...originOf(node) })
    }
  return { strategies, nodes, streams: byKey(streams), inputs: byKey(inputs), undeclared }

  function originOf(node: DagNode): Pick<WantedNode, 'sources' | 'streams'> {
    if (node.node_type === 'input') return { sources: [node.node_id], streams: readStream(node) }
    const upstream = node.config.inputs.flatMap((id) => nodes.get(id) ?? [])
    return { sources: union(upstream.map((n) => n.sources)), streams: union(upstream.map((n) => n.streams)) }
  }

  function readStream(node: DagNode): readonly string[] {
    const stream = desired.streams.find((candidate) => isStreamOf(node, candidate))
    if (stream === undefined) {
      undeclared.push(node)
      return []
    }
    const { missing = 'skip', since = null } = node.config
    const fields = typeof node.schema === 'string' ? ['value'] : Object.keys(node.schema.record)
    streams.set(stream.key, stream)
    inputs.set(node.node_id, { node_id: node.node_id, key: stream.key, fields, missing, since })
    return [stream.key]
  }
}

/** Most nodes read one input: its list is shared instead of made anew. */
function union(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = []] = lists
  if (lists.every((list) => list === first)) return first
  return [...new Set(lists.flat())].toSorted(byCodeUnit)
}

function byKey<T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...map].toSorted(([a], [b]) => byCodeUnit(a, b)))
}

/** Does the input read this stream? Streams are told apart by name and clock. */
function isStreamOf(node: DagNode, stream: DesiredStream): boolean {
  const { stream: name, clock } = node.config
  return name === stream.name && sameClock(clock, stream.clock)
}

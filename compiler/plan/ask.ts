// What a plan has to know of an environment, worked out from what is wanted of it.
import type { Desired } from './desired.ts'
import type { Ask } from './observed.ts'
import { wantedGraph } from './wanted-graph.ts'

export function askFor(desired: Desired): Ask {
  const graph = wantedGraph(desired)
  const joins = new Map([...graph.nodes.values()].map((wanted) => [wanted.sources.join(' '), wanted.sources]))
  return {
    streams: [...graph.streams.values()],
    inputs: [...graph.inputs.values()],
    joins: [...joins.values()].filter((inputs) => inputs.every((id) => graph.inputs.has(id))),
    nodes: [...graph.nodes.values()].map(({ node }) => ({
      node_id: node.node_id,
      code_hash: node.code_hash,
    })),
  }
}

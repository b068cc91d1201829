// Near misses: nodes about to be created that differ from one that exists, or that another strategy
// wants, in a single constant. One for each node, the nearest, and each pair once.
import { constantText } from '../explain/text.ts'
import type { Config, Constant, NodeType } from '../dag/document.ts'
import { canonicalJson } from '../identity/canonical-json.ts'
import type { SimilarNode } from './observed.ts'
import type { NearMiss } from './plan.ts'
import { byCodeUnit } from '../explain/code-units.ts'
import type { WantedGraph } from './wanted-graph.ts'

interface Candidate {
  readonly node_id: string
  readonly node_type: NodeType
  readonly code_hash: string
  readonly schema_hash: string
  readonly config: Config
  readonly label: string
  readonly strategies: readonly string[]
  readonly is: NearMiss['other_is']
}

interface Found {
  readonly candidate: Candidate
  readonly hole: number
  readonly distance: number
}

/** `created` are the NodeIDs for which the global DAG has no node yet. */
export function nearMisses(
  graph: WantedGraph,
  created: ReadonlySet<string>,
  similar: readonly SimilarNode[],
): readonly NearMiss[] {
  const groups = new Map<string, Candidate[]>()
  const offer = (candidate: Candidate) => {
    const key = groupKey(candidate)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [candidate])
    else if (!known.some((other) => other.node_id === candidate.node_id)) known.push(candidate)
  }
  // What nobody uses waits to be swept away: nobody should follow it.
  for (const node of similar) if (node.strategies.length > 0) offer({ ...node, is: 'known' })
  for (const [id, { node, strategies }] of graph.nodes)
    if (created.has(id)) offer({ ...node, label: node.meta.label, strategies, is: 'planned' })

  const pairs = new Set<string>()
  return [...created].toSorted(byCodeUnit).flatMap((id) => {
    const wanted = graph.nodes.get(id)
    if (wanted === undefined || wanted.node.config.consts.length === 0) return []
    const others = groups.get(groupKey({ ...wanted.node })) ?? []
    const users = new Set(wanted.strategies)
    const nearest = others
      .filter((other) => other.node_id !== id && !other.strategies.some((name) => users.has(name)))
      .flatMap((candidate) => differenceOf(wanted.node.config, candidate))
      .toSorted((a, b) => a.distance - b.distance || byCodeUnit(a.candidate.node_id, b.candidate.node_id))[0]
    if (nearest === undefined) return []
    const { candidate, hole } = nearest
    if (pairs.has(`${candidate.node_id} ${id}`)) return []
    pairs.add(`${id} ${candidate.node_id}`)
    const [here, there] = [wanted.node.config.consts[hole], candidate.config.consts[hole]]
    const text = (constant: Constant | undefined) => (constant === undefined ? '?' : constantText(constant))
    return [
      {
        node: id,
        other: candidate.node_id,
        differs_in: `${text(here)} here, ${text(there)} there`,
        node_label: wanted.node.meta.label,
        other_label: candidate.label,
        other_is: candidate.is,
      },
    ]
  })
}

/** Equal for nodes that can only differ in constants. */
function groupKey(node: Pick<Candidate, 'node_type' | 'code_hash' | 'schema_hash' | 'config'>): string {
  return canonicalJson([node.node_type, node.code_hash, node.schema_hash, { ...node.config, consts: [] }])
}

/** The candidate, when exactly one constant differs. */
function differenceOf(config: Config, candidate: Candidate): readonly Found[] {
  const other = candidate.config.consts
  if (other.length !== config.consts.length) return []
  const holes = config.consts.flatMap((constant, hole) => (constant === other[hole] ? [] : [hole]))
  const [hole] = holes
  if (hole === undefined || holes.length > 1) return []
  const values = [config.consts[hole], other[hole]].map((c) =>
    c === undefined ? NaN : Number(constantText(c)),
  )
  const distance = Math.abs((values[0] ?? NaN) - (values[1] ?? NaN))
  return [{ candidate, hole, distance: Number.isNaN(distance) ? Infinity : distance }]
}

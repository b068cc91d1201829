// The way from a sink down to a sub-expression, `weight/ema/?0`: one step a node, then the operations
// inside the last node. Kept as linked steps, because deep documents would make long texts quadratic.
import { plainOp } from './align.ts'
import type { IndexedTerm, TermIndex } from './term-index.ts'

interface Step {
  readonly name: string
  readonly up: Step | null
}

export interface Path {
  readonly nodes: Step | null
  /** Steps inside the node that was entered last. */
  readonly rows: Step | null
}

const MOST_STEPS = 16

export function sinkPath(sink: string, root: IndexedTerm): Path {
  return { nodes: { name: sink, up: null }, rows: { name: plainOp(root.op), up: null } }
}

/** The path of `term`, an operand of a term of `owner` that is read through `slot` (null: the same node). */
export function stepInto(
  path: Path,
  index: TermIndex,
  owner: IndexedTerm,
  term: IndexedTerm,
  slot: number | null,
): Path {
  const op = plainOp(term.op)
  if (slot === null) return { nodes: path.nodes, rows: { name: op, up: path.rows } }
  const alike = owner.node.config.inputs.filter((id) => {
    const root = index.terms[index.roots.get(id) ?? -1]
    return root !== undefined && plainOp(root.op) === op
  })
  return { nodes: { name: alike.length > 1 ? `${op}[${slot}]` : op, up: path.nodes }, rows: null }
}

/** The text of a path with one more step, for example a hole or a field. */
export function pathText(path: Path, last?: string): string {
  const steps = [...climb(path.nodes), ...climb(path.rows), ...(last === undefined ? [] : [last])]
  if (steps.length <= MOST_STEPS) return steps.join('/')
  return [steps[0], '…', ...steps.slice(2 - MOST_STEPS)].join('/')
}

function climb(from: Step | null): readonly string[] {
  const names: string[] = []
  for (let step = from; step !== null; step = step.up) names.push(step.name)
  return names.toReversed()
}

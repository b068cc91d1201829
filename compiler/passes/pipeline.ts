// The passes in their order. Each takes a graph of terms and gives one; each is idempotent, and
// `qmtl compile --emit <pass>` prints what comes out of it.
import { desugar } from './desugar.ts'
import { flatten } from './flatten.ts'
import { fold } from './fold.ts'
import { order } from './order.ts'
import type { Graph } from './rewrite.ts'

export interface Pass {
  readonly name: string
  readonly summary: string
  readonly run: (graph: Graph) => Graph
}

export const PASSES: readonly Pass[] = [
  { name: 'desugar', summary: 'rewrites what is another way to write operators', run: desugar },
  { name: 'flatten', summary: 'takes records apart', run: flatten },
  { name: 'fold', summary: 'computes what depends on constants alone', run: fold },
  { name: 'order', summary: 'orders the operands of commutative operators', run: order },
]

/** The graph after all passes, or after the one that is named. */
export function runPasses(graph: Graph, last?: string): Graph {
  let result = graph
  for (const pass of PASSES) {
    result = pass.run(result)
    if (pass.name === last) break
  }
  return result
}

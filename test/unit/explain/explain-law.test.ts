// The law of explanations, over generated strategies and edits of them: ids differ exactly when there
// is something to say, and every changed node leads to a cause.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DagDocument } from '../../../compiler/dag/document.ts'
import { explain, explainPair } from '../../../compiler/explain/explain.ts'
import { randomEdit, randomExpr, seededRandom } from '../../support/dag-arbitrary.ts'
import { buildDag } from '../../support/dag-expressions.ts'
import { holds } from '../../support/generated-cases.ts'

const cases = fc.record({
  seed: fc.integer(),
  size: fc.integer({ min: 1, max: 24 }),
  edits: fc.integer({ min: 0, max: 3 }),
})

/** A generated strategy and an edited version of it. */
function pair({
  seed,
  size,
  edits,
}: {
  seed: number
  size: number
  edits: number
}): readonly [DagDocument, DagDocument] {
  const random = seededRandom(seed)
  const value = randomExpr(random, size)
  let edited = value
  for (let i = 0; i < edits; i += 1) edited = randomEdit(random, edited)
  return [buildDag('x', [{ name: 's', value }]), buildDag('x', [{ name: 's', value: edited }])]
}

describe('explain, on generated strategies', () => {
  test('says something about a pair of documents exactly when an id differs', () => {
    holds(
      'explain iff ids differ',
      400,
      fc.property(cases, (drawn) => {
        const [before, after] = pair(drawn)
        const old = new Set(before.nodes.map((node) => node.node_id))
        const changed = after.nodes.filter((node) => !old.has(node.node_id))
        const explanation = explain(before, after)
        expect(explanation.nodes.map((node) => node.node_id)).toEqual(changed.map((node) => node.node_id))
        const said = explanation.nodes.length + explanation.sinks.length > 0
        expect(said).toBe(before.dag_id !== after.dag_id)
      }),
    )
  })

  test('leads from every changed node to a cause that says different things of before and after', () => {
    holds(
      'every change has a cause',
      400,
      fc.property(cases, (drawn) => {
        const { nodes, sinks } = explain(...pair(drawn))
        const byId = new Map(nodes.map((node) => [node.node_id, node]))
        for (const node of nodes) {
          const root = byId.get(node.root.id)
          expect(node.root.kind === 'sink' || (root?.causes.length ?? 0) > 0).toBe(true)
          for (const cause of node.causes) expect(cause.from).not.toBe(cause.to)
        }
        for (const sink of sinks) expect(sink.from).not.toBe(sink.to)
      }),
    )
  })

  test('sets two nodes apart exactly when their ids differ', () => {
    holds(
      'explainPair iff ids differ',
      60,
      fc.property(cases, (drawn) => {
        const [before, after] = pair(drawn)
        for (const old of before.nodes.slice(-6))
          for (const fresh of after.nodes.slice(-6)) {
            const found = explainPair(before, old.node_id, after, fresh.node_id)
            expect(found.length > 0).toBe(old.node_id !== fresh.node_id)
          }
      }),
    )
  })
})

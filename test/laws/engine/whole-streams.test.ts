// The engine against a second reading of the same documents that knows no programs and no blocks:
// what ticks where, which term counts whose ticks, how records and joins behave.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kernel } from '../../../compiler/codegen/kernel.ts'
import { loadProgram } from '../../../compiler/runtime/load-program.ts'
import { createChance } from '../../support/chance.ts'
import { holds } from '../../support/generated-cases.ts'
import { randomDag } from '../../support/random-dag.ts'
import { randomTicks } from '../../support/random-ticks.ts'
import { evaluate } from '../../support/run-ticks.ts'
import { readWhole } from '../../support/whole-streams.ts'

test('programs give what the document says, read as whole streams', () => {
  holds(
    'programs against whole streams',
    250,
    fc.property(fc.noShrink(fc.integer()), (seed) => {
      const chance = createChance(seed)
      const { nodes, inputs, computed } = randomDag(chance)
      const streams = new Map(
        nodes
          .filter(({ node_id }) => inputs.includes(node_id))
          .map((node) => [node.node_id, randomTicks(chance, node, { span: 120, firstLabel: 1000 })]),
      )
      const whole = readWhole(nodes, streams)
      const wanted = computed.filter((id) => whole.get(id)?.labels)
      const results = evaluate(loadProgram(nodes, { wanted }), streams, kernel)
      for (const id of wanted) {
        const { labels, fields } = whole.get(id) ?? { labels: [], fields: new Map<string, number[]>() }
        const ticks = results.get(id)?.ticks
        expect([...(ticks?.labels ?? [])]).toEqual(labels)
        const columns = new Map(Object.entries(ticks?.columns ?? {}))
        expect([...columns.keys()].toSorted()).toEqual([...fields.keys()].toSorted())
        for (const [name, values] of fields) expect([...(columns.get(name) ?? [])]).toEqual(values)
      }
    }),
  )
})

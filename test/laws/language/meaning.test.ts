// The meaning of programs: what the compiled nodes compute is what the text says, bit for bit, by the
// interpreter and by generated code.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kernel } from '../../../compiler/codegen/kernel.ts'
import { interpreter } from '../../../compiler/interp/interpreter.ts'
import { loadProgram } from '../../../compiler/runtime/load-program.ts'
import { VALUE } from '../../../compiler/runtime/ticks.ts'
import type { Ticks } from '../../../compiler/runtime/ticks.ts'
import { createChance } from '../../support/chance.ts'
import { compileText, sinkNode } from '../../support/compile-text.ts'
import { evaluateProgram } from '../../support/evaluate-program.ts'
import type { Series } from '../../support/evaluate-program.ts'
import { holds } from '../../support/generated-cases.ts'
import { generateProgram } from '../../support/generate-program.ts'
import { printProgram } from '../../support/print-program.ts'
import { randomTicks } from '../../support/random-ticks.ts'
import { evaluate } from '../../support/run-ticks.ts'

/** The ticks as the plain evaluation writes them. */
function seriesText(ticks: Ticks): string {
  const names = Object.keys(ticks.columns).toSorted()
  return [...ticks.labels]
    .map(
      (label, i) =>
        `${label}: ${names.map((name) => `${name}=${cellText(ticks.columns[name]?.[i])}`).join(' ')}`,
    )
    .join('\n')
}

function plainText(series: Series): string {
  if (series.labels === null) return 'a constant'
  return series.labels
    .map((label, i) => {
      const cell = series.cells[i] ?? Number.NaN
      const fields: ReadonlyMap<string, number> = typeof cell === 'number' ? new Map([[VALUE, cell]]) : cell
      const names = [...fields.keys()].toSorted()
      return `${label}: ${names.map((name) => `${name}=${cellText(fields.get(name))}`).join(' ')}`
    })
    .join('\n')
}

const cellText = (value: number | undefined): string => (Object.is(value, -0) ? '-0' : String(value))

function ticksOf(byNode: ReadonlyMap<string, Ticks>, id: string): Ticks {
  return byNode.get(id) ?? { times: new Float64Array(), labels: new Float64Array(), columns: {} }
}

describe('a compiled program', () => {
  test('computes what its text says', () => {
    holds(
      'meaning of programs',
      150,
      fc.property(fc.integer(), (seed) => {
        const chance = createChance(seed)
        const program = generateProgram(chance)
        const { document } = compileText(printProgram(program))
        const sources = document.nodes.filter((node) => node.node_type === 'input')
        const byNode = new Map(
          sources.map((node) => [node.node_id, randomTicks(chance, node, { span: 40, firstLabel: 1 })]),
        )
        const inputs = new Map(
          sources.flatMap((node) =>
            node.meta.names.map((name) => [name, ticksOf(byNode, node.node_id)] as const),
          ),
        )
        const wanted = document.sinks.map((sink) => sink.node_id)
        const loaded = loadProgram(document.nodes, { wanted })
        const [found, compiled] = [interpreter, kernel].map((backend) => evaluate(loaded, byNode, backend))
        for (const [name, series] of evaluateProgram(program, inputs).sinks) {
          for (const results of [found, compiled]) {
            const ticks = results?.get(sinkNode(document, name))?.ticks
            expect(ticks === undefined ? 'nothing' : seriesText(ticks)).toBe(plainText(series))
          }
        }
      }),
    )
  })
})

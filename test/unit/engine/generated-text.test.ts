// Nothing of a document reaches the text that becomes code, however it is named.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeLoop } from '../../../compiler/codegen/loop-text.ts'
import { findReadOutside, scheduleDomain } from '../../../compiler/codegen/schedule.ts'
import { kernel } from '../../../compiler/codegen/kernel.ts'
import { loadProgram } from '../../../compiler/runtime/load-program.ts'
import type { Program } from '../../../compiler/runtime/program.ts'
import { createRun } from '../../../compiler/runtime/run.ts'
import { createChance } from '../../support/chance.ts'
import { createDagBuilder, denseTicks, f64 } from '../../support/dag-builder.ts'
import { holds } from '../../support/generated-cases.ts'
import { randomDag } from '../../support/random-dag.ts'

/** Words of generated text: its own names, numbers of its own, and the words of the language it needs. */
const harmless =
  /^(?:function|const|let|if|else|for|NaN|true|false|mean|Math|abs|sqrt|exp|log|min|max|[mokcivwxrse]\d*|s\d+_\d+|\d+)$/

function textsOf(program: Program): readonly string[] {
  const outside = findReadOutside(program)
  return program.domains.flatMap((domain) => {
    const { parts, stored } = scheduleDomain(program, domain, outside)
    return parts.flatMap((part) => {
      if (part.kind !== 'loop') return []
      const { steady, starting } = writeLoop(program, part.steps, stored)
      return [steady, starting]
    })
  })
}

const strangers = (text: string): readonly string[] =>
  text.split(/[^A-Za-z0-9_$]+/).filter((word) => word !== '' && !harmless.test(word))

test('the text of any loop consists of the generator’s own words', () => {
  holds(
    'words of generated text',
    300,
    fc.property(fc.noShrink(fc.integer()), (seed) => {
      const { nodes, computed } = randomDag(createChance(seed))
      for (const id of computed) {
        let program: Program
        try {
          program = loadProgram(nodes, { wanted: [id] })
        } catch {
          continue
        }
        for (const text of textsOf(program)) {
          expect(strangers(text)).toEqual([])
          expect(text).not.toMatch(/["'`\\]|\/[/*]/)
        }
      }
    }),
  )
})

test('hostile names of fields, nodes and columns are only names', () => {
  const hostile = ['constructor', '__proto__', '*/ process.exit() /*', '`${1}`', "'];throw 1;['", '\u2028']
  const dag = createDagBuilder()
  const input = dag.input(hostile)
  const sums = hostile.map((name) =>
    dag.add({
      rows: [
        ['field', '$0', { name }],
        ['add', 0, '?0'],
        ['record', 1, 0, { names: [name, 'b'] }],
      ],
      inputs: [input],
      consts: [f64(1)],
      schema: { record: Object.fromEntries([name, 'b'].map((field) => [field, 'float'])) },
    }),
  )
  const program = loadProgram(dag.nodes, { wanted: sums })
  expect(textsOf(program).flatMap(strangers)).toEqual([])
  const run = createRun(program, { backend: kernel, start: 'origin' })
  const columns = Object.fromEntries(hostile.map((name, index) => [name, [index]]))
  const result = run.advance(new Map([[input, denseTicks(columns)]]))
  sums.forEach((id, index) => {
    const column = Object.entries(result.get(id)?.ticks.columns ?? {}).find(
      ([name]) => name === hostile[index],
    )
    expect([...(column?.[1] ?? [])]).toEqual([index + 1])
  })
})

test('constants and lengths are no part of the text', () => {
  const textFor = (constant: number, length: number): readonly string[] => {
    const dag = createDagBuilder()
    const node = dag.add({
      rows: [
        ['mul', '$0', '?0'],
        ['ema@1', 0, '?1', { seed: 'sma' }],
        ['delay', 1, '?2'],
      ],
      inputs: [dag.input()],
      consts: [f64(constant), length, length],
    })
    return textsOf(loadProgram(dag.nodes, { wanted: [node] }))
  }
  expect(textFor(1.5, 20)).toEqual(textFor(-77, 3))
})

// Explanations of generated programs: nothing is said of a program that is only written differently,
// and of one that means something else a cause is named.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explain } from '../../../compiler/explain/explain.ts'
import {
  changeConstant,
  changeOnce,
  changeOperator,
  changeOption,
  swapOperands,
} from '../../support/change-program.ts'
import { createChance } from '../../support/chance.ts'
import { compileText } from '../../support/compile-text.ts'
import { holds } from '../../support/generated-cases.ts'
import { generateProgram } from '../../support/generate-program.ts'
import { printProgram } from '../../support/print-program.ts'
import { commute, extractFunctions, extractLets, inlineLets } from '../../support/vary-program.ts'

describe('an explanation', () => {
  test('says nothing of a program that is only written differently', () => {
    holds(
      'nothing to explain',
      40,
      fc.property(fc.integer(), fc.integer(), (seed, choice) => {
        const chance = createChance(choice)
        const program = generateProgram(createChance(seed))
        const varied = [inlineLets, extractFunctions, extractLets, commute].reduce(
          (made, vary) => vary(made, chance),
          program,
        )
        const [before, after] = [program, varied].map(
          (each) => compileText(printProgram(each, { chance, reorder: true })).document,
        )
        if (before === undefined || after === undefined) return
        const { nodes, sinks } = explain(before, after)
        expect([nodes, sinks]).toEqual([[], []])
      }),
    )
  })

  test('names a cause, in the text, for everything that one change has made new', () => {
    holds(
      'one change explained',
      80,
      fc.property(fc.integer(), fc.integer(), (seed, choice) => {
        const chance = createChance(choice)
        const program = generateProgram(createChance(seed))
        const change = chance.pick([changeOperator, swapOperands, changeConstant, changeOption])
        const changed = changeOnce(program, chance, change)
        if (changed === null) return
        const [before, after] = [program, changed.program].map(
          (each) => compileText(printProgram(each)).document,
        )
        if (before === undefined || after === undefined) return
        const old = new Set(before.nodes.map((node) => node.node_id))
        const fresh = after.nodes.filter((node) => !old.has(node.node_id)).map((node) => node.node_id)
        const { nodes } = explain(before, after)
        expect(nodes.map((node) => node.node_id)).toEqual(fresh)
        const causes = nodes.flatMap((node) => node.causes)
        expect(causes.length > 0 || fresh.length === 0).toBe(true)
        for (const cause of causes) expect(cause.from).not.toBe(cause.to)
      }),
    )
  })
})

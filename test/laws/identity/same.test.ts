// What must not change an id. Each row is a way to write generated programs differently.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DagDocument } from '../../../compiler/dag/document.ts'
import { canonicalJson } from '../../../compiler/identity/canonical-json.ts'
import type { Chance } from '../../support/chance.ts'
import { createChance } from '../../support/chance.ts'
import { compileText } from '../../support/compile-text.ts'
import { holds } from '../../support/generated-cases.ts'
import { generateProgram } from '../../support/generate-program.ts'
import { printProgram } from '../../support/print-program.ts'
import type { Style } from '../../support/print-program.ts'
import type { Program } from '../../support/program-model.ts'
import * as vary from '../../support/vary-program.ts'
import type { Variation } from '../../support/vary-program.ts'

/** Everything of a document that is hashed or is a hash. */
function hashed({ v, dag_id, nodes, sinks }: DagDocument): string {
  return canonicalJson({ v, dag_id, sinks, nodes: nodes.map((node) => ({ ...node, meta: undefined })) })
}

interface Row {
  readonly variations?: readonly Variation[]
  readonly style?: Omit<Style, 'chance'>
  readonly file?: string
}

const ROWS: Readonly<Record<string, Row>> = {
  'names of the strategy, of lets, params, inputs and functions': { style: { rename: true } },
  'the path of the file': { file: 'other/folder/x.qdag' },
  'the order of statements': { style: { reorder: true } },
  'comments, docs and white space': { style: { layout: true } },
  brackets: { style: { parentheses: true } },
  'defaults left out or written, arguments by name, types of lets': { style: { defaults: true } },
  '60s for 1m, 1% for 0.01, 3 for 3.0': { style: { spelling: true } },
  tags: { style: { tags: true } },
  'the order of fields in records and their types': { style: { fields: true } },
  'definitions that nothing uses': { variations: [vary.addDeadCode] },
  'lets put in where they are used': { variations: [vary.inlineLets] },
  'parts of expressions given names': { variations: [vary.extractLets] },
  'functions written out': { variations: [vary.inlineFunctions] },
  'expressions made functions': { variations: [vary.extractFunctions] },
  'params written as the constants that they are': { variations: [vary.inlineParams] },
  'the order of commutative operands, comparisons read from the other side': { variations: [vary.commute] },
  'short forms written out': { variations: [vary.writeOut] },
  'records made to be taken apart, signs turned twice, looks back by nothing': { variations: [vary.wrap] },
}

const EVERYTHING: Row = {
  variations: [
    vary.wrap,
    vary.inlineFunctions,
    vary.inlineLets,
    vary.writeOut,
    vary.inlineParams,
    vary.extractFunctions,
    vary.extractLets,
    vary.commute,
    vary.addDeadCode,
  ],
  style: {
    rename: true,
    reorder: true,
    layout: true,
    parentheses: true,
    defaults: true,
    spelling: true,
    tags: true,
    fields: true,
  },
}

function written(program: Program, { variations = [], style = {} }: Row, chance: Chance): string {
  const varied = variations.reduce((made, variation) => variation(made, chance), program)
  return printProgram(varied, { ...style, chance })
}

function checkRow(name: string, cases: number, row: Row): void {
  holds(
    name,
    cases,
    fc.property(fc.integer(), fc.integer(), (seed, choice) => {
      const program = generateProgram(createChance(seed))
      const [plain, other] = [printProgram(program), written(program, row, createChance(choice))]
      const [before, after] = [compileText(plain), compileText(other, row.file)]
      expect(hashed(after.document), `${plain}\n---\n${other}`).toBe(hashed(before.document))
    }),
  )
}

describe('an id is not changed by', () => {
  for (const [name, row] of Object.entries(ROWS)) test(name, () => checkRow(name, 25, row))

  test('all of these at once', () => checkRow('all of these at once', 120, EVERYTHING))
})

describe('compiling again', () => {
  test('gives the same bytes', () => {
    holds(
      'compiling again',
      40,
      fc.property(fc.integer(), (seed) => {
        const text = printProgram(generateProgram(createChance(seed)))
        expect(JSON.stringify(compileText(text).document)).toBe(JSON.stringify(compileText(text).document))
      }),
    )
  })
})

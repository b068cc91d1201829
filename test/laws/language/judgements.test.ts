// What the checker says of a value before anything runs holds when it runs: what is never na never is,
// and what looks back by so many ticks depends on no others.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { figuresOf } from '../../../compiler/dag/figures.ts'
import type { Ticks } from '../../../compiler/runtime/ticks.ts'
import { VALUE } from '../../../compiler/runtime/ticks.ts'
import type { Definition } from '../../../dsl/check/program.ts'
import { createChance } from '../../support/chance.ts'
import type { Chance } from '../../support/chance.ts'
import { compileText, sinkNode } from '../../support/compile-text.ts'
import { evaluateProgram } from '../../support/evaluate-program.ts'
import type { Series } from '../../support/evaluate-program.ts'
import { holds } from '../../support/generated-cases.ts'
import { generateProgram } from '../../support/generate-program.ts'
import { MEMBERS } from '../../support/generate-wide.ts'
import { printProgram } from '../../support/print-program.ts'
import type { Input, Program } from '../../support/program-model.ts'

const LENGTH = 30

/** Every let is bound to a sink of its own name. */
function watched(program: Program): Program {
  const ids = program.items.flatMap((item) => {
    if (item.kind === 'recursion') return item.members.map(({ id }) => id)
    return item.kind === 'let' ? [item.id] : []
  })
  const sinks = ids.map(
    (id) =>
      ({ kind: 'sink', sink: 'signal', name: id, on: null, value: { kind: 'ref', id }, tags: [] }) as const,
  )
  return { ...program, items: [...program.items.filter((item) => item.kind !== 'sink'), ...sinks] }
}

/** A tick at each label, without na where the input has none by its policy. */
function ticksFor(chance: Chance, input: Pick<Input, 'type' | 'missing' | 'everyMs'>): Ticks {
  const labels = Float64Array.from({ length: LENGTH }, (_, i) => i + 1)
  const names = typeof input.type === 'string' ? [VALUE] : Object.keys(input.type.fields)
  const isInt = (name: string): boolean =>
    (typeof input.type === 'string' ? input.type : input.type.fields[name]) === 'int'
  const cell = (name: string): number => {
    if (input.missing === 'na' && chance.happens(0.1)) return Number.NaN
    return isInt(name)
      ? chance.integer(-3, 3)
      : chance.pick([0, 1, -1, 0.5, 1.25, chance.next(), 100 * chance.next()])
  }
  return {
    labels,
    times: labels.map((label) => label * input.everyMs),
    columns: Object.fromEntries(names.map((name) => [name, Float64Array.from(labels, () => cell(name))])),
  }
}

function inputsOf(program: Program, chance: Chance): ReadonlyMap<string, Ticks> {
  return new Map(
    program.items.flatMap((item): readonly (readonly [string, Ticks])[] => {
      if (item.kind === 'input') return [[item.id, ticksFor(chance, item)]]
      if (item.kind !== 'group') return []
      return MEMBERS.map((stream) => [`${item.id}/${stream}`, ticksFor(chance, { ...item, missing: 'skip' })])
    }),
  )
}

/** The same with other values at all ticks but the last `kept`. */
function changedBefore(ticks: Ticks, kept: number, chance: Chance): Ticks {
  const columns = Object.entries(ticks.columns).map(([name, column]) => [
    name,
    column.map((value, i) => (i >= LENGTH - kept ? value : chance.integer(-3, 3))),
  ])
  return { ...ticks, columns: Object.fromEntries(columns) as Ticks['columns'] }
}

function hasNa(series: Series | undefined): boolean {
  const cells = series === undefined ? [] : series.labels === null ? [series.cell] : series.cells
  return cells.some((cell) =>
    typeof cell === 'number' ? Number.isNaN(cell) : [...cell.values()].some(Number.isNaN),
  )
}

const lastOf = (series: Series | undefined): unknown =>
  series === undefined ? undefined : series.labels === null ? series.cell : series.cells.at(-1)

interface Case {
  readonly program: Program
  readonly lets: readonly Definition[]
  readonly chance: Chance
}

function caseOf(seed: number, wide = false): Case {
  const chance = createChance(seed)
  const program = watched(generateProgram(chance, wide))
  // What no engine runs is refused at sinks, so the checker is asked without them.
  const silent = { ...program, items: program.items.filter((item) => item.kind !== 'sink') }
  return { program, lets: compileText(printProgram(silent)).program.lets, chance }
}

describe('a value', () => {
  test.each([
    ['', false],
    ['where clocks change, state is kept by hand and groups are asked', true],
  ])('that is said never to be na is never na %s', (_, wide) => {
    let said = 0
    holds(
      `never na${wide ? ', wide' : ''}`,
      150,
      fc.property(fc.integer(), (seed) => {
        const { program, lets, chance } = caseOf(seed, wide)
        const { sinks, overflows } = evaluateProgram(program, inputsOf(program, chance))
        // What is too large for its type is na, whatever the checker says.
        if (overflows > 0) return
        const sure = lets.filter(({ value }) => value.na === null)
        said += sure.length
        expect(
          sure.filter(({ name }) => hasNa(sinks.get(name))).map(({ name }) => name),
          printProgram(program),
        ).toEqual([])
      }),
    )
    expect(said).toBeGreaterThan(10)
  })

  test('that is said to look back by so many ticks depends on no tick before them', () => {
    let said = 0
    holds(
      'memory',
      150,
      fc.property(fc.integer(), (seed) => {
        const { program, lets, chance } = caseOf(seed)
        const inputs = inputsOf(program, chance)
        const before = evaluateProgram(program, inputs).sinks
        for (const { name, value } of lets) {
          if (value.memory === 'origin' || value.memory >= LENGTH) continue
          said += 1
          const kept = value.memory
          const other = new Map([...inputs].map(([id, ticks]) => [id, changedBefore(ticks, kept, chance)]))
          expect(
            lastOf(evaluateProgram(program, other).sinks.get(name)),
            `${name}\n${printProgram(program)}`,
          ).toEqual(lastOf(before.get(name)))
        }
      }),
    )
    expect(said).toBeGreaterThan(10)
  })

  test('looks back in its nodes no further than the checker says', () => {
    holds(
      'memory of nodes',
      100,
      fc.property(fc.integer(), (seed) => {
        const text = printProgram(watched(generateProgram(createChance(seed))))
        const { document, program } = compileText(text)
        const figures = figuresOf(document)
        for (const { name, value } of program.lets) {
          const found = figures.get(sinkNode(document, name))
          const said = value.memory === 'origin' ? Infinity : value.memory
          expect(
            found?.memory === 'origin' ? Infinity : found?.period,
            `${name}\n${text}`,
          ).toBeLessThanOrEqual(said)
        }
      }),
    )
  })
})

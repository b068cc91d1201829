// What must change an id: one construct that a sink depends on is changed, and its id is another.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  changeConstant,
  changeItems,
  changeOnce,
  changeOperator,
  changeOption,
  swapOperands,
} from '../../support/change-program.ts'
import type { Change, Changed } from '../../support/change-program.ts'
import { createChance } from '../../support/chance.ts'
import type { Chance } from '../../support/chance.ts'
import { compileText, sinkNode } from '../../support/compile-text.ts'
import { holds } from '../../support/generated-cases.ts'
import { generateProgram } from '../../support/generate-program.ts'
import { printProgram } from '../../support/print-program.ts'
import type { Item, Let, Program } from '../../support/program-model.ts'
import { typeOf, typesOf } from '../../support/program-types.ts'

type Edit = (program: Program, chance: Chance) => Changed | null

const once =
  (change: Change): Edit =>
  (program, chance) =>
    changeOnce(program, chance, change)

const inputs =
  (change: (item: Item & { readonly kind: 'input' }) => Item): Edit =>
  (program) =>
    changeItems(program, (item, isRead) => (item.kind === 'input' && isRead(item.id) ? change(item) : item))

/** The clocks of all inputs of one grid, so that what ticked together still does. */
const clock =
  (change: (everyMs: number, offsetMs: number) => readonly [number, number]): Edit =>
  (program) =>
    changeItems(program, (item, isRead) => {
      const read = program.items.find((other) => other.kind === 'input' && isRead(other.id))
      if (item.kind !== 'input' || read?.kind !== 'input') return item
      if (item.everyMs !== read.everyMs || item.offsetMs !== read.offsetMs) return item
      const [everyMs, offsetMs] = change(item.everyMs, item.offsetMs)
      return { ...item, everyMs, offsetMs }
    })

/** A let that is computed from others by operators is no node of its own, until it is marked. */
const mark: Edit = (program) => {
  const isPlain = (item: Item): item is Let =>
    item.kind === 'let' && !item.node && typeof item.type === 'string' && item.value.kind === 'binary'
  const marked = changeItems(program, (item, isRead) =>
    isPlain(item) && isRead(item.id) ? { ...item, node: true } : item,
  )
  return marked
}

const onFirstSink =
  (change: (sink: Item & { readonly kind: 'sink' }, program: Program) => Item | null): Edit =>
  (program) => {
    const at = program.items.findIndex((item) => item.kind === 'sink' && item.sink === 'signal')
    const sink = program.items[at]
    if (sink?.kind !== 'sink') return null
    const changed = change(sink, program)
    return changed === null
      ? null
      : { program: { ...program, items: program.items.with(at, changed) }, sink: sink.name }
  }

const fieldName: Edit = onFirstSink((sink) => {
  const [first, ...rest] = sink.value.kind === 'record' ? sink.value.fields : []
  if (first === undefined) return { ...sink, value: { kind: 'record', fields: [['only', sink.value]] } }
  return { ...sink, value: { kind: 'record', fields: [['renamed', first[1]], ...rest] } }
})

const outputType: Edit = onFirstSink((sink, program) =>
  typeOf(typesOf(program), sink.value) === 'bool'
    ? {
        ...sink,
        value: {
          kind: 'if',
          condition: sink.value,
          a: { kind: 'number', type: 'float', value: 1 },
          b: { kind: 'number', type: 'float', value: 0 },
        },
      }
    : null,
)

const EDITS: Readonly<Record<string, Edit>> = {
  'another operator': once(changeOperator),
  'the order of operands that do not commute': once(swapOperands),
  'any bit of a constant, the sign of zero, a length': once(changeConstant),
  'another seed, another field': once(changeOption),
  'the name of the stream': inputs((item) => ({ ...item, stream: `${item.stream}2` })),
  'the missing-data policy': inputs((item) => ({
    ...item,
    missing: item.missing === 'skip' ? 'fail' : 'skip',
  })),
  'the interval': clock((everyMs, offsetMs) => [everyMs === 7_200_000 ? 14_400_000 : 7_200_000, offsetMs]),
  'the phase': clock((everyMs, offsetMs) => [everyMs, offsetMs === 0 ? everyMs / 2 : 0]),
  'a mark': mark,
  'a name of a field that comes out': fieldName,
  'the type that comes out': outputType,
}

describe('an id is changed by', () => {
  for (const [name, edit] of Object.entries(EDITS))
    test(name, () => {
      let [cases, changed] = [0, 0]
      holds(
        name,
        80,
        fc.property(fc.integer(), fc.integer(), (seed, choice) => {
          const program = generateProgram(createChance(seed))
          const edited = edit(program, createChance(choice))
          cases += 1
          if (edited === null) return
          changed += 1
          const [plain, other] = [printProgram(program), printProgram(edited.program)]
          const [before, after] = [compileText(plain).document, compileText(other).document]
          expect(sinkNode(after, edited.sink), `${plain}\n---\n${other}`).not.toBe(
            sinkNode(before, edited.sink),
          )
          expect(after.dag_id).not.toBe(before.dag_id)
        }),
      )
      // Not every program has something to change, and some must.
      expect(changed).toBeGreaterThan(cases < 50 ? -1 : 0)
    })

  test('nothing that is only a name of a sink, whose name is part of the strategy alone', () => {
    holds(
      'names of sinks',
      30,
      fc.property(fc.integer(), (seed) => {
        const program = generateProgram(createChance(seed))
        const renamed = program.items.map((item) =>
          item.kind === 'sink' ? { ...item, name: `${item.name}b` } : item,
        )
        const [before, after] = [program, { ...program, items: renamed }].map(
          (each) => compileText(printProgram(each)).document,
        )
        const ids = (document: typeof before): readonly string[] =>
          document?.nodes.map((node) => node.node_id) ?? []
        expect(ids(after)).toEqual(ids(before))
        expect(after?.dag_id).not.toBe(before?.dag_id)
      }),
    )
  })
})

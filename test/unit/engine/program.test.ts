// What is loaded into a program, and what is not.
import { describe, expect, test } from 'vitest'
import { loadProgram } from '../../../compiler/runtime/load-program.ts'
import { createDagBuilder, f64 } from '../../support/dag-builder.ts'

const shape = (program: ReturnType<typeof loadProgram>): readonly string[] =>
  program.steps.map((step) => (step.form === 'computed' ? step.operation.name : step.form))

describe('programs', () => {
  test('equal terms of several nodes are one step', () => {
    const dag = createDagBuilder()
    const bars = dag.input(['close'])
    const mean = (): string =>
      dag.add({
        rows: [
          ['field', '$0', { name: 'close' }],
          ['ln@1', 0],
          ['sma@1', 1, '?0'],
        ],
        inputs: [bars],
        consts: [20],
      })
    const [one, two] = [mean(), mean()]
    const program = loadProgram(dag.nodes, { wanted: [one, two] })
    expect(shape(program)).toEqual(['source', 'ln@1', 'sma@1'])
    expect([...program.stepsByNode]).toEqual([
      [bars, 1],
      [one, 2],
    ])
  })

  test('only what the wanted nodes need is in it', () => {
    const dag = createDagBuilder()
    const bars = dag.input(['close', 'high'])
    const pair = dag.add({
      rows: [
        ['field', '$0', { name: 'close' }],
        ['sma@1', 0, '?0'],
        ['field', '$0', { name: 'high' }],
        ['highest@1', 2, '?1'],
        ['record', 1, 3, { names: ['mean', 'top'] }],
      ],
      inputs: [bars],
      consts: [5, 6],
      schema: { record: { mean: 'float', top: 'float' } },
    })
    const top = dag.add({ rows: [['field', '$0', { name: 'top' }]], inputs: [pair] })
    expect(shape(loadProgram(dag.nodes, { wanted: [top] }))).toEqual(['source', 'highest@1'])
  })

  test('a given node brings in none of its inputs', () => {
    const dag = createDagBuilder()
    const input = dag.input()
    const mean = dag.add({ rows: [['sma@1', '$0', '?0']], inputs: [input], consts: [5] })
    const node = dag.add({ rows: [['neg', '$0']], inputs: [mean] })
    const program = loadProgram(dag.nodes, { wanted: [node], given: [mean] })
    expect(program.supplied).toEqual([mean])
    expect(shape(program)).toEqual(['source', 'neg'])
  })

  test('constants are computed while loading', () => {
    const dag = createDagBuilder()
    const input = dag.input()
    const node = dag.add({
      rows: [
        ['add', '?0', '?1'],
        ['mul', '$0', 0],
      ],
      inputs: [input],
      consts: [f64(1), f64(2)],
    })
    expect(shape(loadProgram(dag.nodes, { wanted: [node] }))).toEqual(['source', 'mul'])
  })

  test('a field of a record ticks where the whole record does', () => {
    const dag = createDagBuilder()
    const [left, right] = [dag.input(), dag.input()]
    const pair = dag.add({
      rows: [['record', '$0', '$1', { names: ['a', 'b'] }]],
      inputs: [left, right],
      schema: { record: { a: 'float', b: 'float' } },
    })
    const node = dag.add({ rows: [['field', '$0', { name: 'a' }]], inputs: [pair] })
    const program = loadProgram(dag.nodes, { wanted: [node] })
    expect(program.supplied).toEqual([left, right])
    expect(program.domains.map(({ supplied }) => supplied)).toEqual([[0], [0, 1]])
  })

  test('its key names what it computes, constants by their bits', () => {
    const keyOf = (constant: number, length: number): string => {
      const dag = createDagBuilder()
      const rows = [
        ['mul', '$0', '?0'],
        ['sma@1', 0, '?1'],
      ] as const
      const node = dag.add({ rows, inputs: [dag.input()], consts: [f64(constant), length] })
      return loadProgram(dag.nodes, { wanted: [node] }).key
    }
    expect(keyOf(0, 3)).toBe(keyOf(0, 3))
    expect(keyOf(-0, 3)).not.toBe(keyOf(0, 3))
    expect(keyOf(0, 4)).not.toBe(keyOf(0, 3))
  })

  test('a long chain of nodes loads', () => {
    const dag = createDagBuilder()
    let last = dag.input()
    for (let i = 0; i < 20_000; i += 1) last = dag.add({ rows: [['neg', '$0']], inputs: [last] })
    expect(loadProgram(dag.nodes.toReversed(), { wanted: [last] }).steps).toHaveLength(20_001)
  })

  test('what no validator lets through is a bug, not a program', () => {
    const dag = createDagBuilder()
    const input = dag.input()
    const load = (
      ...row: readonly [string, ...(`$${number}` | `?${number}` | number)[]]
    ): (() => unknown) => {
      const node = dag.add({ rows: [row], inputs: [input], consts: [0, f64(Infinity)] })
      return () => loadProgram(dag.nodes, { wanted: [node] })
    }
    expect(load('constructor', '$0')).toThrow('no operation "constructor"')
    expect(load('__proto__', '$0')).toThrow('no operation "__proto__"')
    expect(load('sma@1', '$0', '?0')).toThrow('at least one tick')
    expect(load('sma@1', '$0')).toThrow('wrong number of operands')
    expect(load('add', '$0', '?1')).toThrow('an infinite constant')
    expect(load('add', '$0', '$7')).toThrow('stands where it has no value')
    expect(load('add', '?0', '?0')).toThrow('never ticks')
  })
})

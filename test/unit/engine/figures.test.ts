// Period, memory and warm-up, against what the interpreter shows.
import { describe, expect, test } from 'vitest'
import { figuresOf } from '../../../compiler/dag/figures.ts'
import type { Constant, Row } from '../../../compiler/dag/document.ts'
import { interpreter } from '../../../compiler/interp/interpreter.ts'
import { loadProgram } from '../../../compiler/runtime/load-program.ts'
import { createDagBuilder, denseTicks, f64 } from '../../support/dag-builder.ts'
import { evaluate } from '../../support/run-ticks.ts'

interface Expected {
  readonly period: number
  readonly memory?: 'origin'
  readonly warmup: number
}

function check(rows: readonly Row[], consts: readonly Constant[], expected: Expected): void {
  const dag = createDagBuilder()
  const bars = dag.input(['close', 'high'])
  const node = dag.add({ rows: [['field', '$0', { name: 'close' }], ...rows], inputs: [bars], consts })
  const figures = figuresOf(dag)
  expect(figures.get(bars)).toMatchObject({ period: 1, memory: 'finite', warmup: 0 })
  expect(figures.get(node)).toMatchObject({ memory: 'finite', ...expected })

  const values = Array.from({ length: 40 }, (_, tick) => 100 + Math.sin(tick))
  const streams = new Map([[bars, denseTicks({ close: values, high: values })]])
  const result = evaluate(loadProgram(dag.nodes, { wanted: [node] }), streams, interpreter).get(node)
  const column = [...(result?.ticks.columns['value'] ?? [])]
  expect(column.findIndex((value) => !Number.isNaN(value))).toBe(expected.warmup)
}

describe('figures', () => {
  test('a pointwise node looks at one tick', () => {
    check([['add', 0, '?0']], [f64(1)], { period: 1, warmup: 0 })
  })
  test('a window looks at its length', () => {
    check([['sma@1', 0, '?0']], [5], { period: 5, warmup: 4 })
    check([['stdev@1', 0, '?0', '?1']], [5, 1], { period: 5, warmup: 4 })
  })
  test('delays and windows add up', () => {
    const rows: Row[] = [
      ['delay', 0, '?0'],
      ['div', 0, 1],
      ['ln@1', 2],
      ['highest@1', 3, '?1'],
    ]
    check(rows, [2, 5], { period: 7, warmup: 6 })
  })
  test('branches wait for the slowest', () => {
    const rows: Row[] = [
      ['sma@1', 0, '?0'],
      ['sma@1', 0, '?1'],
      ['lt', 1, 2],
      ['if', 3, 1, 2],
    ]
    check(rows, [3, 7], { period: 7, warmup: 6 })
  })
  test('a recursion looks back to the origin', () => {
    check([['ema@1', 0, '?0', { seed: 'sma' }]], [6], { period: 0, memory: 'origin', warmup: 5 })
    check([['rma@1', 0, '?0', { seed: 'first' }]], [6], { period: 0, memory: 'origin', warmup: 0 })
    const rows: Row[] = [
      ['ema@1', 0, '?0', { seed: 'sma' }],
      ['delay', 1, '?1'],
    ]
    check(rows, [6, 2], { period: 0, memory: 'origin', warmup: 7 })
  })
  test('what stands in for a missing value need not wait', () => {
    const rows: Row[] = [
      ['sma@1', 0, '?0'],
      ['coalesce', 1, '?1'],
    ]
    check(rows, [6, f64(0)], { period: 6, warmup: 0 })
  })
  test('figures go on through nodes, field by field', () => {
    const dag = createDagBuilder()
    const bars = dag.input(['close'])
    const both = dag.add({
      rows: [
        ['field', '$0', { name: 'close' }],
        ['sma@1', 0, '?0'],
        ['record', 0, 1, { names: ['raw', 'slow'] }],
      ],
      inputs: [bars],
      consts: [10],
      schema: { record: { raw: 'float', slow: 'float' } },
    })
    const raw = dag.add({ rows: [['field', '$0', { name: 'raw' }]], inputs: [both] })
    const slow = dag.add({
      rows: [
        ['field', '$0', { name: 'slow' }],
        ['delay', 0, '?0'],
      ],
      inputs: [both],
      consts: [1],
    })
    const figures = figuresOf(dag)
    expect(figures.get(both)).toMatchObject({ period: 10, memory: 'finite', warmup: 9 })
    expect(figures.get(raw)).toMatchObject({ period: 1, memory: 'finite', warmup: 0 })
    expect(figures.get(slow)).toMatchObject({ period: 11, memory: 'finite', warmup: 10 })
  })
})

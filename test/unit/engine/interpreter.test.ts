// What single operations give, by the reference interpreter, on ticks that a reader can check by eye.
import { describe, expect, test } from 'vitest'
import type { Row } from '../../../compiler/dag/document.ts'
import { interpreter } from '../../../compiler/interp/interpreter.ts'
import { loadProgram } from '../../../compiler/runtime/load-program.ts'
import { createRun } from '../../../compiler/runtime/run.ts'
import type { Ticks } from '../../../compiler/runtime/ticks.ts'
import { createDagBuilder, denseTicks, f64, type NodeParts, ticksAt } from '../../support/dag-builder.ts'

function evaluate(parts: Omit<NodeParts, 'inputs'>, ...inputs: readonly Ticks[]): Ticks {
  const dag = createDagBuilder()
  const ids = inputs.map((ticks) =>
    dag.input('value' in ticks.columns ? undefined : Object.keys(ticks.columns)),
  )
  const node = dag.add({ ...parts, inputs: ids })
  const program = loadProgram(dag.nodes, { wanted: [node] })
  const run = createRun(program, { backend: interpreter, start: 'origin' })
  const result = run.advance(new Map(ids.map((id, index) => [id, inputs[index] ?? denseTicks({})])))
  return result.get(node)?.ticks ?? denseTicks({})
}

const values = (ticks: Ticks): readonly number[] => [...(ticks.columns['value'] ?? [])]
const na = Number.NaN
const series = (...numbers: number[]): Ticks => denseTicks({ value: numbers })

describe('windows', () => {
  const window = (row: Row, consts: readonly number[], ...numbers: number[]): readonly number[] =>
    values(evaluate({ type: 'window', rows: [row], consts }, series(...numbers)))

  test('a mean begins with the first full window', () => {
    expect(window(['sma@1', '$0', '?0'], [3], 1, 2, 3, 4)).toEqual([na, na, 2, 3])
  })
  test('a window heals after an na has left', () => {
    expect(window(['sum@1', '$0', '?0'], [2], 1, na, 3, 4)).toEqual([na, na, na, 7])
  })
  test('equal values have no deviation', () => {
    expect(window(['stdev@1', '$0', '?0', '?1'], [3, 1], 0.1, 0.1, 0.1, 0.1)).toEqual([na, na, 0, 0])
  })
  test('a deviation without degrees of freedom is na', () => {
    expect(window(['stdev@1', '$0', '?0', '?1'], [1, 1], 1, 2)).toEqual([na, na])
  })
  test('extremes include the current tick', () => {
    expect(window(['highest@1', '$0', '?0'], [2], 1, 3, 2, 0)).toEqual([na, 3, 3, 2])
    expect(window(['lowest@1', '$0', '?0'], [2], 1, 3, 2, 0)).toEqual([na, 1, 2, 0])
  })
})

describe('recursions', () => {
  test('an average starts with the mean of the first values in a row', () => {
    expect(
      values(
        evaluate(
          { rows: [['ema@1', '$0', '?0', { seed: 'sma' }]], consts: [3] },
          series(na, 1, 2, 3, 5, na, 5),
        ),
      ),
    ).toEqual([na, na, na, 2, 3.5, na, 4.25])
  })
  test('an average may start with the first value', () => {
    expect(
      values(evaluate({ rows: [['rma@1', '$0', '?0', { seed: 'first' }]], consts: [2] }, series(na, 4, 2))),
    ).toEqual([na, 4, 3])
  })
})

describe('ticks', () => {
  const left = ticksAt([1, 2, 3, 5], { value: [1, 2, 3, 5] })
  const right = ticksAt([2, 4, 5], { value: [20, 40, 50] })

  test('operands are joined where all of them tick', () => {
    const joined = evaluate({ rows: [['add', '$0', '$1']] }, left, right)
    expect([...joined.labels]).toEqual([2, 5])
    expect(values(joined)).toEqual([22, 55])
  })
  test('a delay counts ticks of its own operand', () => {
    const rows: Row[] = [
      ['delay', '$0', '?0'],
      ['add', 0, '$1'],
    ]
    expect(values(evaluate({ rows, consts: [1] }, left, right))).toEqual([21, 53])
    const inner: Row[] = [
      ['add', '$0', '$1'],
      ['delay', 0, '?0'],
    ]
    expect(values(evaluate({ rows: inner, consts: [1] }, left, right))).toEqual([na, 22])
  })
  test('what divides by zero is na, and a comparison with na is false', () => {
    const rows: Row[] = [
      ['div', '?0', '$0'],
      ['lt', '?0', 0],
    ]
    expect(values(evaluate({ rows: rows.slice(0, 1), consts: [f64(1)] }, series(0, 2)))).toEqual([na, 0.5])
    expect(values(evaluate({ rows, consts: [f64(0)], schema: 'bool' }, series(0, 2)))).toEqual([0, 0])
  })
})

// From which tick on results are ready, counted on small programs, with both back ends.
import { describe, expect, test } from 'vitest'
import { kernel } from '../../../compiler/codegen/kernel.ts'
import type { Constant, Row } from '../../../compiler/dag/document.ts'
import { interpreter } from '../../../compiler/interp/interpreter.ts'
import { loadProgram } from '../../../compiler/runtime/load-program.ts'
import { createRun, type RunOptions } from '../../../compiler/runtime/run.ts'
import { snapshotFits } from '../../../compiler/runtime/snapshot.ts'
import { createDagBuilder, denseTicks, ticksAt } from '../../support/dag-builder.ts'
import { sliceTicks } from '../../support/random-ticks.ts'

const ten = denseTicks({ value: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] })

/** Index of the first ready tick of each of two blocks of four and six ticks. */
function readyOf(
  rows: readonly Row[],
  consts: readonly Constant[],
  start: RunOptions['start'],
): readonly number[] {
  const dag = createDagBuilder()
  const input = dag.input()
  const node = dag.add({ rows, inputs: [input], consts })
  const program = loadProgram(dag.nodes, { wanted: [node] })
  const [fast, plain] = [kernel, interpreter].map((backend) => {
    const run = createRun(program, { backend, start })
    return [sliceTicks(ten, 0, 4), sliceTicks(ten, 4, 10)].map(
      (ticks) => run.advance(new Map([[input, ticks]])).get(node)?.ready ?? -1,
    )
  })
  expect(fast).toEqual(plain)
  return fast ?? []
}

describe('readiness', () => {
  test('from the origin every tick is ready, in the warm-up too', () => {
    expect(readyOf([['sma@1', '$0', '?0']], [6], 'origin')).toEqual([0, 0])
    expect(readyOf([['ema@1', '$0', '?0', { seed: 'sma' }]], [6], 'origin')).toEqual([0, 0])
  })
  test('from the middle a pointwise value is ready at once', () => {
    expect(readyOf([['abs@1', '$0']], [], 'middle')).toEqual([0, 0])
  })
  test('from the middle a window of n is ready at the n-th tick', () => {
    expect(readyOf([['sma@1', '$0', '?0']], [3], 'middle')).toEqual([2, 0])
    expect(readyOf([['highest@1', '$0', '?0']], [6], 'middle')).toEqual([4, 1])
    expect(readyOf([['stdev@1', '$0', '?0', '?1']], [99, 0], 'middle')).toEqual([4, 6])
  })
  test('from the middle a delay of k is ready at the tick after the k-th', () => {
    expect(readyOf([['delay', '$0', '?0']], [3], 'middle')).toEqual([3, 0])
  })
  test('readiness is counted in ready ticks of the operand', () => {
    const rows: Row[] = [
      ['sma@1', '$0', '?0'],
      ['highest@1', 0, '?1'],
      ['delay', 1, '?2'],
      ['add', 2, 0],
    ]
    expect(readyOf(rows, [3, 2, 2], 'middle')).toEqual([4, 1])
  })
  test('from the middle a recursion is never ready, nor what reads it', () => {
    const rows: Row[] = [
      ['ema@1', '$0', '?0', { seed: 'first' }],
      ['sub', '$0', 0],
    ]
    expect(readyOf(rows, [2], 'middle')).toEqual([4, 6])
  })

  test('a value of one input is ready for a join where its own tick is', () => {
    const dag = createDagBuilder()
    const [left, right] = [dag.input(), dag.input()]
    const node = dag.add({
      rows: [
        ['sma@1', '$0', '?0'],
        ['add', 0, '$1'],
      ],
      inputs: [left, right],
      consts: [4],
    })
    const program = loadProgram(dag.nodes, { wanted: [node] })
    for (const backend of [kernel, interpreter]) {
      const run = createRun(program, { backend, start: 'middle' })
      const feed = (labels: readonly number[], others: readonly number[]): number | undefined =>
        run
          .advance(
            new Map([
              [left, ticksAt(labels, { value: labels })],
              [right, ticksAt(others, { value: others })],
            ]),
          )
          .get(node)?.ready
      // The mean of four is ready from label 13 on; the join meets 11 before it and 14 after it.
      expect(feed([10, 11], [11])).toBe(1)
      expect(feed([12, 13, 14], [14])).toBe(0)
      expect(feed([15, 16], [15, 16])).toBe(0)
    }
  })
})

describe('runs', () => {
  const dag = createDagBuilder()
  const input = dag.input()
  const mean = dag.add({ rows: [['sma@1', '$0', '?0']], inputs: [input], consts: [3] })
  const longer = dag.add({ rows: [['sma@1', '$0', '?0']], inputs: [input], consts: [4] })
  const program = loadProgram(dag.nodes, { wanted: [mean] })

  test('a snapshot of another program is refused', () => {
    const other = loadProgram(dag.nodes, { wanted: [longer] })
    const snapshot = createRun(other, { backend: kernel, start: 'origin' }).snapshot()
    expect(snapshotFits(other, snapshot)).toBe(true)
    expect(snapshotFits(program, snapshot)).toBe(false)
    expect(() => createRun(program, { backend: kernel, start: snapshot })).toThrow('does not belong')
  })
  test('a snapshot does not change when its run goes on', () => {
    const run = createRun(program, { backend: kernel, start: 'origin' })
    run.advance(new Map([[input, sliceTicks(ten, 0, 4)]]))
    const snapshot = run.snapshot()
    const copy = structuredClone(snapshot)
    run.advance(new Map([[input, sliceTicks(ten, 4, 10)]]))
    expect(snapshot).toEqual(copy)
  })
  test('a run that may reuse its arrays gives the same values in them', () => {
    const [plain, thrifty] = [false, true].map((reuse) => {
      const run = createRun(program, { backend: kernel, start: 'origin', reuse })
      return [sliceTicks(ten, 0, 6), sliceTicks(ten, 6, 10)].map((ticks) => {
        const column = run.advance(new Map([[input, ticks]])).get(mean)?.ticks.columns['value']
        return { buffer: column?.buffer, values: [...(column ?? [])] }
      })
    })
    expect(thrifty?.map(({ values }) => values)).toEqual(plain?.map(({ values }) => values))
    expect(thrifty?.[0]?.buffer).toBe(thrifty?.[1]?.buffer)
    expect(plain?.[0]?.buffer).not.toBe(plain?.[1]?.buffer)
  })
  test('a block without a column that is read is refused', () => {
    const run = createRun(program, { backend: kernel, start: 'origin' })
    expect(() => run.advance(new Map([[input, denseTicks({ other: [1] })]]))).toThrow(
      'lacks the column "value"',
    )
  })
  test('ticks that were fed before are refused', () => {
    const run = createRun(program, { backend: kernel, start: 'origin' })
    run.advance(new Map([[input, ten]]))
    expect(() => run.advance(new Map([[input, ten]]))).toThrow('label 9 was already fed')
  })
  test('a node without ticks in a block may be left out of it', () => {
    const run = createRun(program, { backend: kernel, start: 'origin' })
    expect(run.advance(new Map()).get(mean)?.ticks.labels).toHaveLength(0)
    expect(
      [...(run.advance(new Map([[input, ten]])).get(mean)?.ticks.columns['value'] ?? [])].slice(0, 4),
    ).toEqual([Number.NaN, Number.NaN, 2, 3])
  })
})

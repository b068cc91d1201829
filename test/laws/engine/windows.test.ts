// What windows promise beyond equal bits: near the exact sum, healed after a hole, 0 where nothing moves.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kernel } from '../../../compiler/codegen/kernel.ts'
import { interpreter } from '../../../compiler/interp/interpreter.ts'
import type { Row } from '../../../compiler/dag/document.ts'
import { loadProgram } from '../../../compiler/runtime/load-program.ts'
import type { Ticks } from '../../../compiler/runtime/ticks.ts'
import { type Chance, createChance } from '../../support/chance.ts'
import { createDagBuilder, ticksAt } from '../../support/dag-builder.ts'
import { errorOfSum } from '../../support/exact-sum.ts'
import { holds } from '../../support/generated-cases.ts'
import { evaluate } from '../../support/run-ticks.ts'

function windowOf(row: Row, consts: readonly number[], ticks: Ticks): Float64Array {
  const dag = createDagBuilder()
  const input = dag.input()
  const node = dag.add({ type: 'window', rows: [row], inputs: [input], consts })
  const result = evaluate(loadProgram(dag.nodes, { wanted: [node] }), new Map([[input, ticks]]), kernel)
  return result.get(node)?.ticks.columns['value'] ?? new Float64Array(0)
}

function gappyLabels(chance: Chance, count: number): readonly number[] {
  const gaps = chance.pick([0, 0, 0.02, 0.3, 0.9])
  let label = chance.pick([0, 29_000_000, -1000])
  return Array.from({ length: count }, () => {
    do label += 1
    while (chance.happens(gaps))
    return label
  })
}

function cases(name: string, runs: number, check: (chance: Chance) => void): void {
  test(name, () => {
    holds(
      name,
      runs,
      fc.property(fc.noShrink(fc.integer()), (seed) => check(createChance(seed))),
    )
  })
}

cases('a window sum is within 1e-12 of the exact one', 40, (chance) => {
  const scale = chance.pick([1, 1e-8, 1e12])
  const count = chance.integer(50, 2500)
  let price = 100 * scale
  const values = Array.from({ length: count }, () => (price += (chance.next() - 0.5) * scale))
  const length = chance.pick([1, 2, 10, 20, 64, 700])
  const sums = windowOf(
    ['sum@1', '$0', '?0'],
    [length],
    ticksAt(gappyLabels(chance, count), { value: values }),
  )
  sums.forEach((sum, tick) => {
    if (tick < length - 1) expect(sum).toBeNaN()
    else if (tick % 7 === 0)
      expect(errorOfSum(values.slice(tick - length + 1, tick + 1), sum)).toBeLessThan(1e-12)
  })
})

type Drawn = readonly [Row, (length: number) => readonly number[]]

const windows: readonly [Drawn, ...Drawn[]] = [
  [['sum@1', '$0', '?0'], (length) => [length]],
  [['sma@1', '$0', '?0'], (length) => [length]],
  [['variance@1', '$0', '?0', '?1'], (length) => [length, 0]],
  [['stdev@1', '$0', '?0', '?1'], (length) => [length, 0]],
  [['highest@1', '$0', '?0'], (length) => [length]],
  [['lowest@1', '$0', '?0'], (length) => [length]],
]

cases('a window forgets one bad tick once it has left', 60, (chance) => {
  const count = 300
  const bad = chance.integer(0, 150)
  const length = chance.integer(1, 100)
  const labels = gappyLabels(chance, count)
  const values = Array.from({ length: count }, () => 100 + chance.next())
  const [row, consts] = chance.pick(windows)
  const results = [Number.NaN, 1e300, 1].map((odd) =>
    windowOf(row, consts(length), ticksAt(labels, { value: values.with(bad, odd) })),
  )
  const [holed, huge, plain] = results.map((result) => [...result].slice(bad + length))
  expect(holed).toEqual(plain)
  expect(huge).toEqual(plain)
  const inside = [...(results[0] ?? [])].slice(Math.max(bad, length - 1), bad + length)
  expect(inside.every((value) => Number.isNaN(value))).toBe(true)
})

cases('equal values have a deviation and a variance of exactly 0', 60, (chance) => {
  const count = 400
  const value = chance.pick([0.1, -1 / 3, 1e300, 5e-324, 123456789.125, 0])
  const length = chance.integer(1, 150)
  const ddof = chance.integer(0, 1)
  const ticks = ticksAt(gappyLabels(chance, count), { value: Array.from({ length: count }, () => value) })
  for (const name of ['stdev@1', 'variance@1']) {
    const full = [...windowOf([name, '$0', '?0', '?1'], [length, ddof], ticks)].slice(length - 1)
    expect(full.every((moment) => (length > ddof ? Object.is(moment, 0) : Number.isNaN(moment)))).toBe(true)
  }
})

cases('a deviation keeps its digits far from 0', 30, (chance) => {
  const count = 400
  const length = chance.integer(2, 150)
  const far = chance.pick([1e6, 1e9, -1e8])
  const noise = Array.from({ length: count }, () => chance.integer(-1000, 1000) / 1024)
  const labels = gappyLabels(chance, count)
  const row: Row = ['stdev@1', '$0', '?0', '?1']
  const [near, away] = [0, far].map((shift) =>
    windowOf(row, [length, 1], ticksAt(labels, { value: noise.map((value) => value + shift) })),
  )
  away?.forEach((deviation, tick) => {
    if (tick < length - 1) return
    const window = noise.slice(tick - length + 1, tick + 1)
    const mean = window.reduce((sum, value) => sum + value, 0) / length
    const squares = window.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    const expected = Math.sqrt(squares / (length - 1))
    expect(Math.abs(deviation - expected)).toBeLessThanOrEqual(1e-10 * Math.max(expected, 1e-6))
    expect(near?.[tick]).toBe(deviation)
  })
})

cases('a deviation is the root of the variance, bit for bit', 60, (chance) => {
  const count = 400
  const length = chance.integer(1, 150)
  const consts = [length, chance.integer(0, 2)]
  const scale = chance.pick([1, 1e-8, 1e9])
  const values = Array.from({ length: count }, () => scale * (100 + chance.next()))
  const ticks = ticksAt(gappyLabels(chance, count), { value: values })
  const [variance, deviation] = ['variance@1', 'stdev@1'].map((name) =>
    windowOf([name, '$0', '?0', '?1'], consts, ticks),
  )
  expect(deviation).toEqual(variance?.map(Math.sqrt))
  expect(variance?.slice(length - 1).every((moment) => moment >= 0 || length <= (consts[1] ?? 0))).toBe(true)
})

cases('windows of equal length over one operand do not disturb each other', 60, (chance) => {
  const count = 400
  const odd = chance.pick([0, 0.02, 0.2])
  const values = Array.from({ length: count }, () =>
    chance.happens(odd) ? chance.pick([Number.NaN, 1e300, -0, 0]) : 100 + chance.next(),
  )
  const ticks = ticksAt(gappyLabels(chance, count), { value: values })
  const length = chance.integer(1, 60)
  const dag = createDagBuilder()
  const input = dag.input()
  const ids = windows.map(([row, consts]) =>
    dag.add({ rows: [row], inputs: [input], consts: consts(length) }),
  )
  const together = evaluate(loadProgram(dag.nodes, { wanted: ids }), new Map([[input, ticks]]), kernel)
  windows.forEach(([row, consts], index) => {
    const alone = windowOf(row, consts(length), ticks)
    expect(together.get(ids[index] ?? '')?.ticks.columns['value']).toEqual(alone)
  })
  const reference = evaluate(loadProgram(dag.nodes, { wanted: ids }), new Map([[input, ticks]]), interpreter)
  expect([...together.values()]).toEqual([...reference.values()])
})

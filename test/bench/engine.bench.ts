// How far generated kernels are from a program written by hand for the same formulas, in one process.
// Run: node test/bench/engine.bench.ts [bars]
import { kernel } from '../../compiler/codegen/kernel.ts'
import type { Row } from '../../compiler/dag/document.ts'
import { interpreter } from '../../compiler/interp/interpreter.ts'
import { loadProgram } from '../../compiler/runtime/load-program.ts'
import type { Backend } from '../../compiler/runtime/machine.ts'
import { createRun } from '../../compiler/runtime/run.ts'
import type { Ticks } from '../../compiler/runtime/ticks.ts'
import { createChance } from '../support/chance.ts'
import { createDagBuilder } from '../support/dag-builder.ts'
import { handWrittenIndicators } from './hand-written-indicators.ts'

const bars = Number(process.argv[2] ?? 1_000_000)
const rounds = 11

const chance = createChance(7)
let price = 100
const close = Float64Array.from({ length: bars }, () => (price += chance.next() - 0.5))
const dense: Ticks = {
  labels: Float64Array.from({ length: bars }, (_, index) => 28_000_000 + index),
  times: Float64Array.from({ length: bars }, (_, index) => (28_000_001 + index) * 60_000),
  columns: { value: close },
}
const gappy = (rate: number): Ticks => {
  let label = 28_000_000
  const labels = Float64Array.from({ length: bars }, () => {
    do label += 1
    while (chance.happens(rate))
    return label
  })
  return { ...dense, labels, times: labels.map((value) => (value + 1) * 60_000) }
}

const dag = createDagBuilder()
const input = dag.input()
const add = (row: Row, ...consts: number[]): string => dag.add({ rows: [row], inputs: [input], consts })
const sma = add(['sma@1', '$0', '?0'], 20)
const ema = add(['ema@1', '$0', '?0', { seed: 'first' }], 20)
const rma = add(['rma@1', '$0', '?0', { seed: 'first' }], 14)
const deviation = add(['stdev@1', '$0', '?0', '?1'], 20, 0)
const highest = add(['highest@1', '$0', '?0'], 50)
const score = dag.add({
  rows: [
    ['sub', '$0', '$1'],
    ['div', 0, '$2'],
  ],
  inputs: [input, sma, deviation],
})
const all = [sma, ema, rma, deviation, highest, score]

const elapsed = (work: () => void): number => {
  const start = process.hrtime.bigint()
  work()
  return Number(process.hrtime.bigint() - start) / bars
}
const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0
const least = (times: readonly number[]): number => Math.min(...times)

/** New columns for the whole series, as a caller that keeps everything gets them. */
function runWhole(wanted: readonly string[], ticks: Ticks, backend: Backend = kernel): () => void {
  const program = loadProgram(dag.nodes, { wanted })
  return () => {
    createRun(program, { backend, start: 'origin' }).advance(new Map([[input, ticks]]))
  }
}

/** Blocks of the given length into the same columns, as a caller that looks at each block once. */
function runBlocks(wanted: readonly string[], ticks: Ticks, length: number): () => void {
  const program = loadProgram(dag.nodes, { wanted })
  const blocks = Array.from({ length: Math.ceil(bars / length) }, (_, i) =>
    cut(ticks, i * length, Math.min((i + 1) * length, bars)),
  )
  return () => {
    const run = createRun(program, { backend: kernel, start: 'origin', reuse: true })
    for (const block of blocks) run.advance(block)
  }
}

function cut({ labels, times, columns }: Ticks, from: number, to: number): ReadonlyMap<string, Ticks> {
  const part = (values: Float64Array): Float64Array => values.subarray(from, to)
  const value = part(columns['value'] ?? new Float64Array(0))
  return new Map([[input, { labels: part(labels), times: part(times), columns: { value } }]])
}

const columns = all.map(() => new Float64Array(bars))
const hand = handWrittenIndicators(close, columns)
const candidates: readonly (readonly [string, () => void])[] = [
  ['by hand, all six', () => hand.run(0, bars)],
  ['blocks, all six', runBlocks(all, dense, 16_384)],
  ['blocks, sma', runBlocks([sma], dense, 16_384)],
  ['blocks, ema', runBlocks([ema], dense, 16_384)],
  ['blocks, rma', runBlocks([rma], dense, 16_384)],
  ['blocks, stdev', runBlocks([deviation], dense, 16_384)],
  ['blocks, highest', runBlocks([highest], dense, 16_384)],
  ['blocks, score', runBlocks([score], dense, 16_384)],
  ['blocks, all six, 5 % gaps', runBlocks(all, gappy(0.05), 16_384)],
  ['blocks, all six, 50 % gaps', runBlocks(all, gappy(0.5), 16_384)],
  ['new columns, all six', runWhole(all, dense)],
]

// The same bits first, then the time.
const run = createRun(loadProgram(dag.nodes, { wanted: all }), { backend: kernel, start: 'origin' })
const origin: Ticks = { ...dense, labels: Float64Array.from({ length: bars }, (_, index) => index) }
const result = run.advance(new Map([[input, origin]]))
hand.run(0, bars)
all.forEach((id, index) => {
  const found = result.get(id)?.ticks.columns['value']
  for (let i = 50; i < bars; i += 1)
    if (!Object.is(found?.[i], columns[index]?.[i]))
      throw new Error(`column ${index} differs at ${i}: ${found?.[i]}, by hand ${columns[index]?.[i]}`)
})

const times = new Map(candidates.map(([name]) => [name, [] as number[]]))
for (let round = 0; round < rounds; round += 1)
  for (const [name, work] of candidates) times.get(name)?.push(elapsed(work))

const floor = least(times.get('by hand, all six') ?? [])
process.stdout.write(`${bars} bars, ${rounds} rounds interleaved; ns a bar, least and median\n`)
for (const [name, list] of times)
  process.stdout.write(
    `${name.padEnd(28)} ${least(list).toFixed(2).padStart(8)} ${median(list).toFixed(2).padStart(8)}   ${(least(list) / floor).toFixed(2)} x by hand\n`,
  )
const few = 20_000
const slow = elapsed(() => {
  const reference = createRun(loadProgram(dag.nodes, { wanted: all }), {
    backend: interpreter,
    start: 'origin',
  })
  reference.advance(cut(dense, 0, few))
})
process.stdout.write(`${'interpreter, all six'.padEnd(28)} ${(slow * (bars / few)).toFixed(0).padStart(8)}\n`)

const singles = Array.from({ length: few }, (_, i) => cut(dense, i, i + 1))
for (const round of ['cold', 'warm']) {
  const stream = createRun(loadProgram(dag.nodes, { wanted: all }), {
    backend: kernel,
    start: 'origin',
    reuse: true,
  })
  const stepped = elapsed(() => singles.forEach((block) => stream.advance(block))) * (bars / few)
  process.stdout.write(`${`one tick a block, ${round}`.padEnd(28)} ${stepped.toFixed(0).padStart(8)}\n`)
}

// The law of the engine: every ready tick of any run equals the same tick of the evaluation from the
// origin, bit for bit; block kernels give the interpreter's bits, ready or not.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kernel } from '../../../compiler/codegen/kernel.ts'
import { interpreter } from '../../../compiler/interp/interpreter.ts'
import { type Backend, BLOCK } from '../../../compiler/runtime/machine.ts'
import type { NodeTicks } from '../../../compiler/runtime/output.ts'
import { loadProgram } from '../../../compiler/runtime/load-program.ts'
import type { Program } from '../../../compiler/runtime/program.ts'
import { createRun } from '../../../compiler/runtime/run.ts'
import { type Chance, createChance } from '../../support/chance.ts'
import { holds } from '../../support/generated-cases.ts'
import { randomDag } from '../../support/random-dag.ts'
import { randomTicks } from '../../support/random-ticks.ts'
import { evaluate, feed, findDifference, splitStreams, type Streams } from '../../support/run-ticks.ts'

interface Case {
  readonly program: Program
  readonly streams: Streams
  readonly nodes: Parameters<typeof loadProgram>[0]
  readonly computed: readonly string[]
  /** Instants in the range of the streams, ascending. */
  readonly cuts: readonly number[]
}

const every = 60_000

function generate(chance: Chance): Case {
  const { nodes, inputs, computed } = randomDag(chance)
  const firstLabel = chance.pick([0, 28_000_000, -50, 4e12])
  const span = chance.pick([5, 60, 60, 150, 150, 300, 300, BLOCK + 500])
  const streams = new Map(
    nodes
      .filter((node) => inputs.includes(node.node_id))
      .map((node) => [node.node_id, randomTicks(chance, node, { span, firstLabel })]),
  )
  const ticking = computed.filter((id) => ticks(nodes, id))
  const wanted = ticking.filter((_, index) => index === ticking.length - 1 || chance.happens(0.3))
  const cuts = Array.from({ length: chance.integer(0, 12) }, () => firstLabel + chance.integer(-2, span + 2))
  return {
    program: loadProgram(nodes, { wanted: wanted.length > 0 ? wanted : inputs }),
    streams,
    nodes,
    computed: ticking,
    cuts: cuts.toSorted((a, b) => a - b).map((label) => (label + 1) * every),
  }
}

/** Whether a node depends on an input at all; what is constant cannot be asked for. */
function ticks(nodes: Case['nodes'], id: string): boolean {
  try {
    loadProgram(nodes, { wanted: [id] })
    return true
  } catch {
    return false
  }
}

function expectSame(expected: ReadonlyMap<string, NodeTicks>, found: ReadonlyMap<string, NodeTicks>): void {
  expect([...found.keys()]).toEqual([...expected.keys()])
  for (const [id, { ticks: wanted, ready }] of expected) {
    const other = found.get(id)
    expect(other && findDifference(wanted, other.ticks)).toBeNull()
    expect(other?.ready).toBe(ready)
  }
}

const backends: readonly [Backend, Backend] = [kernel, interpreter]

function law(name: string, cases: number, check: (chance: Chance, made: Case) => void): void {
  test(name, () => {
    holds(
      name,
      cases,
      fc.property(fc.noShrink(fc.integer()), (seed) => {
        const chance = createChance(seed)
        check(chance, generate(chance))
      }),
    )
  })
}

law('block kernels give the bits of the interpreter', 600, (_, { program, streams, cuts }) => {
  expectSame(evaluate(program, streams, interpreter), evaluate(program, streams, kernel, 'origin', cuts))
})

law('a run goes on from a snapshot as if nothing had been', 300, (chance, { program, streams, cuts }) => {
  const whole = evaluate(program, streams, interpreter)
  const at = chance.pick([cuts[0] ?? 0, ...cuts])
  const [before, after] = splitStreams(streams, at)
  const first = createRun(program, { backend: chance.pick(backends), start: 'origin' })
  first.advance(before)
  const snapshot = structuredClone(first.snapshot())
  const rest = evaluate(
    program,
    after,
    chance.pick(backends),
    snapshot,
    cuts.filter((cut) => cut > at),
  )
  for (const [id, { ticks: expected }] of whole) {
    const found = rest.get(id)
    expect(found?.ready).toBe(0)
    expect(found && findDifference(expected, found.ticks)).toBeNull()
  }
})

law('both back ends save the same state', 200, (_, { program, streams, cuts }) => {
  const states = backends.map((backend) => {
    const run = createRun(program, { backend, start: 'origin' })
    feed(run, streams, backend === kernel ? cuts : [])
    return run.snapshot()
  })
  expect(states[0]).toEqual(states[1])
})

law('ready ticks of a run from the middle equal those from the origin', 500, (chance, made) => {
  const { program, streams, cuts } = made
  const whole = evaluate(program, streams, interpreter)
  const [, after] = splitStreams(streams, cuts[0] ?? 0)
  const late = evaluate(program, after, kernel, 'middle', cuts.slice(1))
  for (const [id, { ticks: expected }] of whole) {
    const found = late.get(id)
    expect(found && findDifference(expected, found.ticks, found.ready)).toBeNull()
  }
  const resumed = createRun(program, { backend: kernel, start: 'middle' })
  const at = chance.pick([cuts.at(-1) ?? 0, ...cuts])
  const [early, rest] = splitStreams(after, at)
  const before = resumed.advance(early)
  const again = evaluate(program, rest, interpreter, resumed.snapshot())
  for (const [id, { ready, ticks: all }] of late) {
    const first = before.get(id)
    const count = first?.ticks.labels.length ?? 0
    const second = again.get(id)
    expect(second && findDifference(all, second.ticks)).toBeNull()
    expect(first?.ready).toBe(Math.min(ready, count))
    expect(second?.ready).toBe(Math.max(0, ready - count))
  }
})

law('a node may be given instead of computed', 200, (chance, { nodes, computed, program, streams }) => {
  const [some = '', ...others] = computed
  if (some === '') return
  const given = chance.pick([some, ...others])
  const result = evaluate(loadProgram(nodes, { wanted: [given] }), streams, interpreter).get(given)
  if (!result) return
  const wanted = program.wanted.map(({ nodeId }) => nodeId)
  const lean = loadProgram(nodes, { wanted, given: [given] })
  const all = new Map([...streams, [given, result.ticks]])
  expectSame(evaluate(program, streams, interpreter), evaluate(lean, all, chance.pick(backends)))
})

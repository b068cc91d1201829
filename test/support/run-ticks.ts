// Runs a program over whole streams in blocks cut at given instants, and compares ticks bit by bit.
import type { Backend } from '../../compiler/runtime/machine.ts'
import type { NodeTicks } from '../../compiler/runtime/output.ts'
import type { Program } from '../../compiler/runtime/program.ts'
import { createRun, type Run, type RunOptions } from '../../compiler/runtime/run.ts'
import type { Ticks } from '../../compiler/runtime/ticks.ts'
import { splitTicks } from './random-ticks.ts'

export type Streams = ReadonlyMap<string, Ticks>

/** Two parts of all streams: up to and including an instant, and after it. */
export function splitStreams(streams: Streams, time: number): readonly [Streams, Streams] {
  const parts = [...streams].map(([id, ticks]) => [id, splitTicks(ticks, time)] as const)
  return [
    new Map(parts.map(([id, [before]]) => [id, before])),
    new Map(parts.map(([id, [, after]]) => [id, after])),
  ]
}

/** Feeds the streams in blocks that end at the given instants, ascending, and one for the rest. */
export function feed(run: Run, streams: Streams, cuts: readonly number[]): ReadonlyMap<string, NodeTicks> {
  const results: ReadonlyMap<string, NodeTicks>[] = []
  let rest = streams
  for (const cut of cuts) {
    const [before, after] = splitStreams(rest, cut)
    results.push(run.advance(before))
    rest = after
  }
  results.push(run.advance(rest))
  const ids = [...(results[0]?.keys() ?? [])]
  return new Map(ids.map((id) => [id, concat(results.flatMap((result) => result.get(id) ?? []))]))
}

export function evaluate(
  program: Program,
  streams: Streams,
  backend: Backend,
  start: RunOptions['start'] = 'origin',
  cuts: readonly number[] = [],
): ReadonlyMap<string, NodeTicks> {
  return feed(createRun(program, { backend, start }), streams, cuts)
}

function concat(parts: readonly NodeTicks[]): NodeTicks {
  const join = (columns: readonly Float64Array[]): Float64Array =>
    Float64Array.from(columns.flatMap((values) => [...values]))
  const [first] = parts
  const names = Object.keys(first?.ticks.columns ?? {})
  let ready = 0
  let isReady = false
  for (const part of parts) {
    const count = part.ticks.labels.length
    if (isReady && part.ready > 0) throw new Error('readiness ended after it had begun')
    if (!isReady) ready += part.ready
    if (part.ready < count) isReady = true
  }
  return {
    ticks: {
      times: join(parts.map(({ ticks }) => ticks.times)),
      labels: join(parts.map(({ ticks }) => ticks.labels)),
      columns: Object.fromEntries(
        names.map((name) => [
          name,
          join(parts.map(({ ticks }) => ticks.columns[name] ?? new Float64Array(0))),
        ]),
      ),
    },
    ready,
  }
}

/** Null where all ticks of `found` from index `from` on are bit for bit the last ticks of `expected`. */
export function findDifference(expected: Ticks, found: Ticks, from = 0): string | null {
  const shift = expected.labels.length - found.labels.length
  if (shift < 0) return `${found.labels.length} ticks, expected at most ${expected.labels.length}`
  const columns = (ticks: Ticks): readonly (readonly [string, Float64Array])[] => [
    ['times', ticks.times],
    ['labels', ticks.labels],
    ...Object.entries(ticks.columns),
  ]
  const others = new Map(columns(found))
  for (const [name, values] of columns(expected)) {
    const other = others.get(name)
    if (!other) return `no column ${name}`
    for (let i = from; i < other.length; i += 1) {
      if (!Object.is(values[i + shift], other[i]))
        return `${name}[${i}] is ${other[i]}, expected ${values[i + shift]}`
    }
  }
  return null
}

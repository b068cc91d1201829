// A run: feeds ticks of supplied nodes to a program and gives the ticks of the wanted ones, with the
// bit that says which of them are ready. Knows no back end; one is handed in.
import { InternalError } from '../internal-error.ts'
import { cutBlock, type Slice } from './cut-block.ts'
import { createJoinBuffer, type DomainTicks, joinSlices, locate } from './join.ts'
import { type Backend, BLOCK } from './machine.ts'
import { createOutput, type NodeTicks } from './output.ts'
import type { Program } from './program.ts'
import { createReadiness, readyFromMiddle, readySince } from './readiness.ts'
import { expectFit, type Snapshot } from './snapshot.ts'
import type { Ticks } from './ticks.ts'

export interface RunOptions {
  readonly backend: Backend
  /**
   * `origin`: the first tick fed is the first of its stream. `middle`: it is not. Or the state in
   * which another run of the same program ended; a snapshot of another program is an InternalError
   * (ask `snapshotFits` first where that can happen).
   */
  readonly start: 'origin' | 'middle' | Snapshot
}

export interface Run {
  /**
   * Computes the wanted nodes' ticks, by NodeID.
   *
   * A block holds all ticks of every supplied node after those of the block before it and up to one
   * instant that all nodes have in common; a node that is not in the map has none. Labels and times
   * rise strictly. The arrays that come back belong to the caller.
   */
  advance(block: ReadonlyMap<string, Ticks>): ReadonlyMap<string, NodeTicks>
  /** The state after the last block; it does not change when the run goes on. */
  snapshot(): Snapshot
}

const noTicks: Ticks = { times: new Float64Array(0), labels: new Float64Array(0), columns: {} }

export function createRun(program: Program, { backend, start }: RunOptions): Run {
  const before = typeof start === 'string' ? null : start
  if (before) expectFit(program, before)
  const machine = backend(program, before?.state ?? null)
  const seen = before ? [...before.seen] : program.domains.map(() => 0)
  const last = before ? [...before.last] : program.supplied.map(() => null)
  const readiness = createReadiness(program, readyAtStart(program, start))

  const buffers = program.domains.map(createJoinBuffer)
  const positions = createPositions(program)

  const compute = (slices: readonly Slice[]): readonly DomainTicks[] => {
    const joined = program.domains.map((domain, index) =>
      joinSlices(
        domain.supplied.map((supplied) => slices[supplied] ?? absent()),
        buffers[index] ?? absent(),
      ),
    )
    positions.forget()
    const locateIn = (from: number, to: number): Int32Array =>
      positions.find(from, to, joined[from] ?? absent(), joined[to] ?? absent())
    program.domains.forEach((domain, index) => {
      const ticks = joined[index] ?? absent()
      machine.begin(index, ticks.count)
      machine.label(index, ticks.labels)
      for (const number of domain.steps) {
        const step = program.steps[number] ?? absent()
        if (step.form === 'computed' || ticks.count === 0) continue
        const column = machine.column(number)
        const offset = machine.offset(number)
        if (step.form === 'source') {
          const { ticks: source, from, to } = slices[step.supplied] ?? absent()
          column.set(columnOf(source, step.field).subarray(from, to), offset)
        } else {
          const places = locateIn(program.steps[step.from]?.domain ?? 0, index)
          gather(machine.column(step.from), machine.offset(step.from), places, column, offset, ticks.count)
        }
      }
      machine.compute(index, ticks.count)
      readiness.observe(index, ticks.count, seen, locateIn)
    })
    return joined
  }

  return {
    advance(block) {
      const streams = program.supplied.map((id) => block.get(id) ?? noTicks)
      streams.forEach((ticks, index) => {
        expectOrder(ticks, last[index] ?? null)
        last[index] = ticks.labels.at(-1) ?? last[index] ?? null
      })
      const outputs = program.wanted.map((wanted) => {
        const counts = program.domains[wanted.domain]?.supplied.map(
          (index) => streams[index]?.labels.length ?? 0,
        )
        return createOutput(wanted, Math.min(...(counts ?? [0])))
      })
      const seenBefore = [...seen]
      for (const slices of cutBlock(streams)) {
        const joined = compute(slices)
        outputs.forEach((output, index) =>
          output.append(joined[program.wanted[index]?.domain ?? 0] ?? absent(), machine),
        )
        joined.forEach((ticks, domain) => (seen[domain] = (seen[domain] ?? 0) + ticks.count))
      }
      return new Map(
        program.wanted.map((wanted, index) => {
          const since = Math.max(0, ...wanted.columns.map(({ ref }) => readySince(ref, readiness.since)))
          const output = outputs[index] ?? absent()
          return [wanted.nodeId, output.finish(since, seenBefore[wanted.domain] ?? 0)] as const
        }),
      )
    },
    snapshot: () => ({
      program: program.key,
      seen: [...seen],
      ready: Array.from(readiness.since, (tick) => (tick === Infinity ? -1 : tick)),
      last: [...last],
      state: machine.save(),
    }),
  }
}

function readyAtStart(program: Program, start: RunOptions['start']): Float64Array {
  if (start === 'origin') return new Float64Array(program.steps.length)
  if (start === 'middle') return readyFromMiddle(program)
  return Float64Array.from(start.ready, (tick) => (tick < 0 ? Infinity : tick))
}

interface PositionCache {
  forget(): void
  find(from: number, to: number, ticks: DomainTicks, among: DomainTicks): Int32Array
}

/** Positions between pairs of domains, found once a piece and only where something is gathered. */
function createPositions(program: Program): PositionCache {
  const rows = program.domains.length
  const arrays = new Map<number, { readonly positions: Int32Array; fresh: boolean }>()
  return {
    forget() {
      for (const entry of arrays.values()) entry.fresh = false
    },
    find(from, to, ticks, among) {
      const key = from * rows + to
      const entry = arrays.get(key) ?? { positions: new Int32Array(BLOCK), fresh: false }
      arrays.set(key, entry)
      if (!entry.fresh) locate(ticks, among, entry.positions)
      entry.fresh = true
      return entry.positions
    },
  }
}

function gather(
  from: Float64Array,
  fromOffset: number,
  positions: Int32Array,
  to: Float64Array,
  toOffset: number,
  count: number,
): void {
  for (let i = 0; i < count; i += 1) to[toOffset + i] = from[fromOffset + (positions[i] ?? 0)] ?? Number.NaN
}

function columnOf({ columns }: Ticks, field: string): Float64Array {
  const column = Object.hasOwn(columns, field) ? columns[field] : undefined
  if (!column) throw new InternalError(`a block lacks the column ${JSON.stringify(field)}`)
  return column
}

function expectOrder(ticks: Ticks, last: number | null): void {
  const first = ticks.labels[0]
  if (first !== undefined && last !== null && first <= last)
    throw new InternalError(`a block begins with label ${first}, and label ${last} was already fed`)
}

function absent(): never {
  throw new InternalError('a run lost a part of its program')
}

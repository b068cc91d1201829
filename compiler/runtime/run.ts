// A run: feeds ticks of supplied nodes to a program and gives the ticks of the wanted ones, with the
// bit that says which of them are ready. Knows no back end; one is handed in.
import { InternalError } from '../internal-error.ts'
import { copyRange } from './copy-range.ts'
import { BlockCutter, type Slice } from './cut-block.ts'
import { createJoinBuffer, type DomainTicks, type JoinBuffer, joinSlices, locate } from './join.ts'
import { type Backend, BLOCK, type Machine } from './machine.ts'
import { DomainOutput, NodeOutput, type NodeTicks } from './output.ts'
import type { Domain, GatherStep, Program, SourceStep } from './program.ts'
import { createReadiness, type Readiness, readyFromMiddle, readySince } from './readiness.ts'
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
  /** Whether `advance` may write into the arrays that it gave before: no new memory for each block. */
  readonly reuse?: boolean
}

export interface Run {
  /**
   * Computes the wanted nodes' ticks, by NodeID.
   *
   * A block holds all ticks of every supplied node after those of the block before it and up to one
   * instant that all nodes have in common; a node that is not in the map has none. Labels and times
   * rise strictly; values are finite or NaN. What comes back is to be read only: labels and times may
   * be those of the block, and are shared between nodes.
   */
  advance(block: ReadonlyMap<string, Ticks>): ReadonlyMap<string, NodeTicks>
  /** The state after the last block; it does not change when the run goes on. */
  snapshot(): Snapshot
}

export function createRun(program: Program, options: RunOptions): Run {
  return new ProgramRun(program, options)
}

const noTicks: Ticks = { times: new Float64Array(0), labels: new Float64Array(0), columns: {} }

/** A class, since V8 learns about its methods once and not anew in every run. */
class ProgramRun implements Run {
  readonly #program: Program
  readonly #machine: Machine
  readonly #readiness: Readiness
  /** Ticks of each domain that the run has seen. */
  readonly #seen: number[]
  /** Label of the last tick of each supplied node. */
  readonly #last: (number | null)[]
  readonly #parts: readonly DomainPart[]
  readonly #outputs: readonly NodeOutput[]
  readonly #domains: readonly DomainOutput[]

  constructor(program: Program, { backend, start, reuse = false }: RunOptions) {
    const before = typeof start === 'string' ? null : start
    if (before) expectFit(program, before)
    this.#program = program
    this.#machine = backend(program, before?.state ?? null)
    this.#readiness = createReadiness(program, readyAtStart(program, start))
    this.#seen = before ? [...before.seen] : program.domains.map(() => 0)
    this.#last = before ? [...before.last] : program.supplied.map(() => null)
    this.#parts = program.domains.map((domain) => readPart(program, domain))
    this.#outputs = program.wanted.map((wanted) => new NodeOutput(wanted, reuse))
    this.#domains = program.domains.map(() => new DomainOutput(reuse))
  }

  advance(block: ReadonlyMap<string, Ticks>): ReadonlyMap<string, NodeTicks> {
    const streams = this.#program.supplied.map((id) => block.get(id) ?? noTicks)
    for (let index = 0; index < streams.length; index += 1)
      this.#expectOrder(streams[index] ?? noTicks, index)
    const seenBefore = [...this.#seen]
    this.#open(streams)
    const cutter = new BlockCutter(streams)
    while (cutter.next()) this.#compute(cutter.slices)
    const results = new Map<string, NodeTicks>()
    for (const output of this.#outputs) {
      const { nodeId, domain, columns } = output.wanted
      let since = 0
      for (const { ref } of columns) since = Math.max(since, readySince(ref, this.#readiness.since))
      const { count, labels, times } = this.#domains[domain] ?? absent()
      const ready = Math.min(Math.max(since - (seenBefore[domain] ?? 0), 0), count)
      results.set(nodeId, { ticks: { times, labels, columns: output.close() }, ready })
    }
    return results
  }

  snapshot(): Snapshot {
    return {
      program: this.#program.key,
      seen: [...this.#seen],
      ready: Array.from(this.#readiness.since, (tick) => (tick === Infinity ? -1 : tick)),
      last: [...this.#last],
      state: this.#machine.save(),
    }
  }

  #expectOrder({ labels }: Ticks, supplied: number): void {
    const first = labels[0]
    const last = this.#last[supplied] ?? null
    if (first === undefined) return
    if (last !== null && first <= last)
      throw new InternalError(`a block begins with label ${first}, and label ${last} was already fed`)
    this.#last[supplied] = labels[labels.length - 1] ?? last
  }

  #open(streams: readonly Ticks[]): void {
    for (let index = 0; index < this.#parts.length; index += 1) {
      const { supplied } = this.#parts[index] ?? absent()
      let most = Infinity
      for (const number of supplied) most = Math.min(most, streams[number]?.labels.length ?? 0)
      const [only = -1] = supplied
      this.#domains[index]?.open(most, supplied.length === 1 ? (streams[only] ?? null) : null)
    }
    for (const output of this.#outputs) output.open(this.#domains[output.wanted.domain]?.most ?? 0)
  }

  #compute(slices: readonly Slice[]): void {
    const machine = this.#machine
    const joined: DomainTicks[] = []
    for (let index = 0; index < this.#parts.length; index += 1) {
      const part = this.#parts[index] ?? absent()
      const base = part.base === null ? null : (joined[part.base] ?? absent())
      const ticks = joinSlices(base, part.rest, slices, part.buffer)
      const count = ticks.to - ticks.from
      joined.push(ticks)
      if (count === 0) continue
      machine.begin(index, count)
      machine.label(index, ticks.labels, ticks.from, ticks.to)
      for (const { step, source } of part.sources) {
        const { ticks: stream, from, to } = slices[source.supplied] ?? absent()
        copyRange(columnOf(stream, source.field), from, to, machine.column(step), machine.offset(step))
      }
      for (const { from, positions } of part.gathered) locate(joined[from] ?? absent(), ticks, positions)
      for (const { step, gather, positions } of part.gathers)
        gatherColumn(machine, gather.from, positions, step, count)
      machine.compute(index, count)
      this.#readiness.observe(index, count, this.#seen, part.positionsFrom)
    }
    for (const output of this.#outputs) {
      const ticks = joined[output.wanted.domain]
      if (ticks && ticks.to > ticks.from) output.append(machine, ticks.to - ticks.from)
    }
    for (let domain = 0; domain < joined.length; domain += 1) {
      const ticks = joined[domain] ?? absent()
      this.#domains[domain]?.append(ticks)
      this.#seen[domain] = (this.#seen[domain] ?? 0) + ticks.to - ticks.from
    }
  }
}

/** What a run needs of a domain again and again. */
interface DomainPart {
  readonly supplied: readonly number[]
  /** The largest domain that is gathered from, and the supplied nodes that it lacks. */
  readonly base: number | null
  readonly rest: readonly number[]
  readonly buffer: JoinBuffer
  readonly sources: readonly { readonly step: number; readonly source: SourceStep }[]
  readonly gathers: readonly {
    readonly step: number
    readonly gather: GatherStep
    readonly positions: Int32Array
  }[]
  /** Domains from which something is gathered; positions are found anew for each piece. */
  readonly gathered: readonly { readonly from: number; readonly positions: Int32Array }[]
  readonly positionsFrom: (domain: number) => Int32Array
}

function readPart(program: Program, domain: Domain): DomainPart {
  const positions = new Map<number, Int32Array>()
  const positionsFrom = (from: number): Int32Array => {
    const known = positions.get(from) ?? new Int32Array(BLOCK)
    positions.set(from, known)
    return known
  }
  const sources: { step: number; source: SourceStep }[] = []
  const gathers: { step: number; gather: GatherStep; positions: Int32Array }[] = []
  for (const step of domain.steps) {
    const form = program.steps[step] ?? absent()
    if (form.form === 'source') sources.push({ step, source: form })
    if (form.form === 'gather') {
      const from = program.steps[form.from]?.domain ?? absent()
      gathers.push({ step, gather: form, positions: positionsFrom(from) })
    }
  }
  // Domains are ordered by size.
  const base = positions.size === 0 ? null : Math.max(...positions.keys())
  const covered = new Set(base === null ? [] : program.domains[base]?.supplied)
  return {
    supplied: domain.supplied,
    base,
    rest: domain.supplied.filter((supplied) => !covered.has(supplied)),
    buffer: createJoinBuffer(),
    sources,
    gathers,
    gathered: [...positions].map(([from, found]) => ({ from, positions: found })),
    positionsFrom,
  }
}

function readyAtStart(program: Program, start: RunOptions['start']): Float64Array {
  if (start === 'origin') return new Float64Array(program.steps.length)
  if (start === 'middle') return readyFromMiddle(program)
  return Float64Array.from(start.ready, (tick) => (tick < 0 ? Infinity : tick))
}

function gatherColumn(
  machine: Machine,
  from: number,
  positions: Int32Array,
  to: number,
  count: number,
): void {
  const source = machine.column(from)
  const target = machine.column(to)
  const sourceAt = machine.offset(from)
  const targetAt = machine.offset(to)
  // Positions rise strictly: with the last at its own place, all are.
  if (positions[count - 1] === count - 1) copyRange(source, sourceAt, sourceAt + count, target, targetAt)
  else
    for (let i = 0; i < count; i += 1)
      target[targetAt + i] = source[sourceAt + (positions[i] ?? 0)] ?? Number.NaN
}

function columnOf({ columns }: Ticks, field: string): Float64Array {
  const column = Object.hasOwn(columns, field) ? columns[field] : undefined
  if (!column) throw new InternalError(`a block lacks the column ${JSON.stringify(field)}`)
  return column
}

function absent(): never {
  throw new InternalError('a run lost a part of its program')
}

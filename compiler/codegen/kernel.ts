// The back end of generated block kernels.
//
// A domain's steps run as generated loops and window kernels over one array that holds columns and
// state. What is saved is only what the definitions speak of; partial sums and suffixes are computed
// again from the saved ticks.
import { InternalError } from '../internal-error.ts'
import type { Past } from '../kernels/operation.ts'
import { windowMean } from '../kernels/sums.ts'
import { BLOCK, type Backend } from '../runtime/machine.ts'
import type { Program } from '../runtime/program.ts'
import { compileText, type LoopCode, type MeanAt } from './compiled.ts'
import { type Offset, writeLoop } from './loop-text.ts'
import { createPlanner, type MovingColumn, planColumn } from './memory.ts'
import { findReadOutside, isRecursion, type Part, scheduleDomain } from './schedule.ts'
import { planWindow, type WindowUnit } from './window-unit.ts'

/** What a part of a schedule is once its places are known. */
interface Unit {
  readonly compute: (memory: Float64Array, ticks: number) => void
  /** Brings what is not saved in line with the columns' past. */
  readonly restore: (memory: Float64Array) => void
}

interface Places {
  readonly column: (step: number) => MovingColumn
  readonly labels: (domain: number) => MovingColumn
  readonly slots: (step: number) => number
  readonly inRow: (step: number) => number
  readonly scratch: number
}

export const kernel: Backend = (program, saved) => {
  const planner = createPlanner()
  const readOutside = findReadOutside(program)
  const schedules = program.domains.map((domain) => scheduleDomain(program, domain, readOutside))
  const stored = new Set(schedules.flatMap((schedule) => [...schedule.stored]))
  const columns = program.steps.map((step, index) =>
    stored.has(index) ? planColumn(planner, step.past) : null,
  )
  const labels = program.domains.map((domain) => planColumn(planner, domain.past))
  const slots = program.steps.map((step) =>
    step.form === 'computed' && isRecursion(step.operation) ? planner.reserve(step.operation.slots + 1) : -1,
  )
  const places: Places = {
    column: (step) => columns[step] ?? absent(),
    labels: (domain) => labels[domain] ?? absent(),
    slots: (step) => (slots[step] ?? absent()) + 1,
    inRow: (step) => slots[step] ?? absent(),
    scratch: planner.reserve(BLOCK),
  }
  const units = program.domains.map((_, domain) => {
    const { parts, stored: columnsInDomain } = schedules[domain] ?? absent()
    return parts.map((part): Unit =>
      part.kind === 'loop'
        ? planLoop(program, domain, part, columnsInDomain, places)
        : planWindowPart(program, domain, part.step, places, planner.reserve),
    )
  })

  const memory = new Float64Array(planner.length)
  program.steps.forEach((step, index) => {
    const column = columns[index]
    if (!column) return
    const past = column.past()
    if (saved) memory.set(saved.subarray(step.pastAt, step.pastAt + step.past), past)
    else memory.fill(step.kind === 'bool' ? 0 : Number.NaN, past, past + step.past)
  })
  program.domains.forEach((domain, index) => {
    const past = places.labels(index).past()
    if (saved) memory.set(saved.subarray(domain.pastAt, domain.pastAt + domain.past), past)
    else memory.fill(Number.NaN, past, past + domain.past)
  })
  forEachRecursion(program, (index, count, slotsAt) => {
    const at = places.slots(index)
    if (saved) memory.set(saved.subarray(slotsAt, slotsAt + count), at)
    else memory.fill(Number.NaN, at, at + count)
  })
  for (const unit of units.flat()) unit.restore(memory)

  const movingIn = program.domains.map((domain, index) => [
    places.labels(index),
    ...domain.steps.flatMap((step) => columns[step] ?? []),
  ])

  return {
    begin(domain) {
      for (const column of movingIn[domain] ?? []) column.begin(memory)
    },
    label: (domain, values) => memory.set(values, places.labels(domain).offset()),
    column: () => memory,
    offset: (step) => places.column(step).offset(),
    compute(domain, ticks) {
      if (ticks > 0) for (const unit of units[domain] ?? []) unit.compute(memory, ticks)
      for (const column of movingIn[domain] ?? []) column.end(ticks)
    },
    save() {
      const state = new Float64Array(program.stateLength)
      const copy = (from: number, count: number, to: number): void =>
        state.set(memory.subarray(from, from + count), to)
      program.steps.forEach(({ past, pastAt }, index) => {
        if (past > 0) copy(places.column(index).past(), past, pastAt)
      })
      program.domains.forEach(({ past, pastAt }, index) => copy(places.labels(index).past(), past, pastAt))
      forEachRecursion(program, (index, count, slotsAt) => copy(places.slots(index), count, slotsAt))
      return state.map((value) => (Number.isNaN(value) ? Number.NaN : value))
    },
  }
}

function planLoop(
  program: Program,
  domain: number,
  part: Extract<Part, { kind: 'loop' }>,
  stored: ReadonlySet<number>,
  places: Places,
): Unit {
  const { steady, starting, bindings } = writeLoop(program, part.steps, stored)
  const code = { steady: compileText('loop', steady), starting: compileText('loop', starting) }
  const find = bindings.offsets.map((offset) => finder(offset, domain, places))
  const offsets = new Int32Array(find.length)
  const constants = Float64Array.from(bindings.constants)
  const recursions = part.steps.flatMap((step) => {
    const computed = program.steps[step]
    return computed?.form === 'computed' && isRecursion(computed.operation) ? [{ step, computed }] : []
  })
  const states = recursions.map(({ step }) => places.slots(step))

  return {
    compute(memory, ticks) {
      for (let i = 0; i < find.length; i += 1) offsets[i] = find[i]?.() ?? 0
      const isSteady = states.every((at) => !Number.isNaN(memory[at]))
      const run: LoopCode = isSteady ? code.steady : code.starting
      run(memory, offsets, constants, ticks, meanAt)
    },
    restore(memory) {
      for (const { step, computed } of recursions) {
        const past =
          computed.operation.family === 'recursion' ? computed.operation.past(computed.parameters) : 0
        const [operand] = computed.operands
        if (operand?.kind !== 'step' || past === 0) memory[places.inRow(step)] = 0
        else {
          const column = places.column(operand.step)
          const end = column.past() + (program.steps[operand.step]?.past ?? 0)
          memory[places.inRow(step)] = countInRow(memory, end, past)
        }
      }
    },
  }
}

function finder(offset: Offset, domain: number, places: Places): () => number {
  switch (offset.of) {
    case 'column': {
      const column = places.column(offset.step)
      return () => column.offset() - offset.back
    }
    case 'labels':
      return places.labels(domain).offset
    case 'slots': {
      const at = places.slots(offset.step)
      return () => at
    }
    default: {
      const at = places.inRow(offset.step)
      return () => at
    }
  }
}

function planWindowPart(
  program: Program,
  domain: number,
  index: number,
  places: Places,
  reserve: (length: number) => number,
): Unit {
  const step = program.steps[index]
  if (step?.form !== 'computed' || step.operation.family !== 'window') return absent()
  const [operand] = step.operands
  if (operand?.kind !== 'step') return absent()
  const unit: WindowUnit = planWindow(step.operation, step.parameters, reserve)
  const x = places.column(operand.step)
  const l = places.labels(domain)
  const y = places.column(index)
  const xPast = program.steps[operand.step]?.past ?? 0
  const lPast = program.domains[domain]?.past ?? 0
  return {
    compute: (memory, ticks) => unit.compute(memory, x.offset(), l.offset(), y.offset(), ticks),
    restore: (memory) => unit.restore(memory, x.past() + xPast, l.past() + lPast, places.scratch),
  }
}

function forEachRecursion(
  program: Program,
  visit: (step: number, slots: number, slotsAt: number) => void,
): void {
  program.steps.forEach((step, index) => {
    if (step.form === 'computed' && isRecursion(step.operation))
      visit(index, step.operation.slots, step.slotsAt)
  })
}

/** How many of the `most` values before `end` have been no na since. */
function countInRow(memory: Float64Array, end: number, most: number): number {
  let count = 0
  while (count < most && !Number.isNaN(memory[end - 1 - count])) count += 1
  return count
}

/** The mean that starts an average; needed once a run, so by its definition. */
const meanAt: MeanAt = (memory, value, label, length) => {
  const past: Past = {
    value: (ago) => memory[value - ago] ?? Number.NaN,
    label: (ago) => memory[label - ago] ?? Number.NaN,
  }
  return windowMean(past, length)
}

function absent(): never {
  throw new InternalError('a machine lost a part of its program')
}

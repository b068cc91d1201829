// The back end of generated block kernels.
//
// A domain's steps run as generated loops and window kernels over one array that holds columns and
// state. What is saved is only what the definitions speak of; partial sums and suffixes are computed
// again from the saved ticks.
import { InternalError } from '../internal-error.ts'
import { copyRange } from '../runtime/copy-range.ts'
import { BLOCK, type Backend, type Machine } from '../runtime/machine.ts'
import type { Domain, Program } from '../runtime/program.ts'
import { LoopUnit } from './loop-unit.ts'
import { MovingColumn, Planner } from './memory.ts'
import { findReadOutside, isRecursion, scheduleDomain } from './schedule.ts'
import type { Unit } from './unit.ts'
import { type WindowResult, WindowUnit } from './window-unit.ts'

export const kernel: Backend = (program, saved) => new KernelMachine(program, saved)

class KernelMachine implements Machine {
  readonly #program: Program
  readonly #memory: Float64Array
  /** By step; null for steps that live inside a loop only. */
  readonly #columns: readonly (MovingColumn | null)[]
  /** By domain; null where nothing reads labels. */
  readonly #labels: readonly (MovingColumn | null)[]
  /** By step: where a recursion's own doubles stand, and before them its count of values in a row. */
  readonly #slots: readonly number[]
  /** By domain. */
  readonly #units: readonly (readonly Unit[])[]
  readonly #moving: readonly (readonly MovingColumn[])[]

  constructor(program: Program, saved: Float64Array | null) {
    this.#program = program
    const planner = new Planner()
    const readOutside = findReadOutside(program)
    const schedules = program.domains.map((domain) => scheduleDomain(program, domain, readOutside))
    const stored = new Set(schedules.flatMap((schedule) => [...schedule.stored]))
    this.#columns = program.steps.map((step, index) =>
      stored.has(index) ? new MovingColumn(planner, step.past) : null,
    )
    this.#labels = program.domains.map((domain) =>
      isLabelled(program, domain) ? new MovingColumn(planner, domain.past) : null,
    )
    this.#slots = program.steps.map((step) =>
      step.form === 'computed' && isRecursion(step.operation)
        ? planner.reserve(step.operation.slots + 1) + 1
        : -1,
    )
    const scratch = planner.reserve(BLOCK)
    this.#units = schedules.map(({ parts }, domain) => {
      const labels = this.#labels[domain] ?? null
      const places = {
        column: (step: number) => this.#columnOf(step),
        labels,
        slots: (step: number) => this.#slots[step] ?? absent(),
        inRow: (step: number) => (this.#slots[step] ?? absent()) - 1,
      }
      return parts.map((part): Unit => {
        if (part.kind === 'loop') return new LoopUnit(program, part.steps, stored, places)
        const windows = part.steps.map((index): WindowResult => {
          const step = program.steps[index]
          if (step?.form !== 'computed' || step.operation.family !== 'window') return absent()
          return { operation: step.operation, parameters: step.parameters, column: this.#columnOf(index) }
        })
        const columns = { operand: this.#columnOf(part.operand), labels, scratch }
        return new WindowUnit(windows, columns, planner)
      })
    })
    this.#moving = program.domains.map((domain, index) => [
      ...(this.#labels[index] ? [this.#labels[index]] : []),
      ...domain.steps.flatMap((step) => this.#columns[step] ?? []),
    ])
    this.#memory = new Float64Array(planner.length)
    this.#load(saved)
    for (const unit of this.#units.flat()) unit.restore(this.#memory)
  }

  begin(domain: number, ticks: number): void {
    for (const column of this.#moving[domain] ?? absent()) column.begin(this.#memory, ticks)
  }

  label(domain: number, labels: Float64Array, from: number, to: number): void {
    const column = this.#labels[domain]
    if (column) copyRange(labels, from, to, this.#memory, column.offset)
  }

  column(): Float64Array {
    return this.#memory
  }

  offset(step: number): number {
    return this.#columnOf(step).offset
  }

  compute(domain: number, ticks: number): void {
    if (ticks === 0) return
    for (const unit of this.#units[domain] ?? absent()) unit.compute(this.#memory, ticks)
    for (const column of this.#moving[domain] ?? absent()) column.end(ticks)
  }

  save(): Float64Array {
    const state = new Float64Array(this.#program.stateLength)
    this.#eachPlace((inMemory, inState, length) =>
      state.set(this.#memory.subarray(inMemory, inMemory + length), inState),
    )
    return state.map((value) => (Number.isNaN(value) ? Number.NaN : value))
  }

  #load(saved: Float64Array | null): void {
    this.#eachPlace((inMemory, inState, length, filler) => {
      if (saved) this.#memory.set(saved.subarray(inState, inState + length), inMemory)
      else this.#memory.fill(filler, inMemory, inMemory + length)
    })
  }

  /** Visits all that is saved: past values, past labels, the doubles of recursions. */
  #eachPlace(visit: (inMemory: number, inState: number, length: number, filler: number) => void): void {
    const { steps, domains } = this.#program
    steps.forEach((step, index) => {
      const column = this.#columns[index]
      if (column) visit(column.pastAt, step.pastAt, step.past, step.kind === 'bool' ? 0 : Number.NaN)
      if (step.form === 'computed' && isRecursion(step.operation))
        visit(this.#slots[index] ?? absent(), step.slotsAt, step.operation.slots, Number.NaN)
    })
    domains.forEach(({ past, pastAt }, index) => {
      const column = this.#labels[index]
      if (column) visit(column.pastAt, pastAt, past, Number.NaN)
    })
  }

  #columnOf(step: number): MovingColumn {
    return this.#columns[step] ?? absent()
  }
}

function isLabelled(program: Program, domain: Domain): boolean {
  return domain.steps.some((index) => {
    const step = program.steps[index]
    if (step?.form !== 'computed') return false
    const { operation } = step
    return (operation.family === 'window' || operation.family === 'recursion') && operation.labelled
  })
}

function absent(): never {
  throw new InternalError('a machine lost a part of its program')
}

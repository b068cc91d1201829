// One generated loop of a machine, bound to its columns, its constants and the state of its recursions.
import { InternalError } from '../internal-error.ts'
import type { Past } from '../kernels/operation.ts'
import { windowMean } from '../kernels/sums.ts'
import type { Program } from '../runtime/program.ts'
import { compileText, type LoopCode, type MeanAt } from './compiled.ts'
import { type Offset, writeLoop } from './loop-text.ts'
import type { MovingColumn } from './memory.ts'
import { isRecursion } from './schedule.ts'
import type { Unit } from './unit.ts'

/** Where a loop finds what its text names. */
export interface LoopPlaces {
  readonly column: (step: number) => MovingColumn
  /** Null in a domain in which nothing reads labels. */
  readonly labels: MovingColumn | null
  readonly slots: (step: number) => number
  readonly inRow: (step: number) => number
}

/** A recursion's operand and state. */
interface Recursion {
  readonly state: number
  readonly inRow: number
  readonly operand: MovingColumn | null
  readonly past: number
}

export class LoopUnit implements Unit {
  readonly #steady: LoopCode
  readonly #starting: LoopCode
  readonly #offsets: Int32Array
  readonly #constants: Float64Array
  readonly #recursions: readonly Recursion[]
  /** Columns that the numbered offsets follow, with the ticks that they lie back; null: a fixed place. */
  readonly #columns: readonly (MovingColumn | null)[]
  readonly #back: Int32Array

  constructor(program: Program, steps: readonly number[], stored: ReadonlySet<number>, places: LoopPlaces) {
    const { steady, starting, bindings } = writeLoop(program, steps, stored)
    this.#steady = compileText('loop', steady)
    this.#starting = compileText('loop', starting)
    this.#constants = Float64Array.from(bindings.constants)
    this.#offsets = Int32Array.from(bindings.offsets, (offset) => fixedPlace(offset, places))
    this.#columns = bindings.offsets.map((offset) => columnOf(offset, places))
    this.#back = Int32Array.from(bindings.offsets, (offset) => (offset.of === 'column' ? offset.back : 0))
    this.#recursions = steps.flatMap((step) => recursionOf(program, step, stored, places))
  }

  compute(memory: Float64Array, ticks: number): void {
    for (let i = 0; i < this.#columns.length; i += 1) {
      const column = this.#columns[i]
      if (column) this.#offsets[i] = column.offset - (this.#back[i] ?? 0)
    }
    const run = this.#isSteady(memory) ? this.#steady : this.#starting
    run(memory, this.#offsets, this.#constants, ticks, meanAt)
  }

  restore(memory: Float64Array): void {
    for (const { inRow, operand, past } of this.#recursions)
      memory[inRow] = operand ? countInRow(memory, operand.pastAt + operand.past, past) : 0
  }

  #isSteady(memory: Float64Array): boolean {
    for (const { state } of this.#recursions) if (Number.isNaN(memory[state])) return false
    return true
  }
}

function recursionOf(
  program: Program,
  index: number,
  stored: ReadonlySet<number>,
  places: LoopPlaces,
): readonly Recursion[] {
  const step = program.steps[index]
  if (step?.form !== 'computed' || !isRecursion(step.operation)) return []
  const [operand] = step.operands
  return [
    {
      state: places.slots(index),
      inRow: places.inRow(index),
      operand: operand?.kind === 'step' && stored.has(operand.step) ? places.column(operand.step) : null,
      past: step.operation.past(step.parameters),
    },
  ]
}

function columnOf(offset: Offset, places: LoopPlaces): MovingColumn | null {
  if (offset.of === 'column') return places.column(offset.step)
  return offset.of === 'labels' ? places.labels : null
}

function fixedPlace(offset: Offset, places: LoopPlaces): number {
  if (offset.of === 'slots') return places.slots(offset.step)
  return offset.of === 'in-row' ? places.inRow(offset.step) : 0
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
    value: (ago) => memory[value - ago] ?? missing(),
    label: (ago) => memory[label - ago] ?? missing(),
  }
  return windowMean(past, length)
}

function missing(): never {
  throw new InternalError('a mean reached beyond the memory of its machine')
}

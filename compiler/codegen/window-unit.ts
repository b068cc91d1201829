// Windows of equal length over one operand: their kernel, compiled once for their operations, and
// its state.
import type { LabelBlocks, Parameters, TickBlocks, Window } from '../kernels/operation.ts'
import { BLOCK } from '../runtime/machine.ts'
import { compileText, type WindowCode } from './compiled.ts'
import { clearLabelBlocks, labelBlockState, labelBlockText } from './label-block-text.ts'
import type { MovingColumn, Planner } from './memory.ts'
import { clearTickBlocks, tickBlockState, tickBlockText } from './tick-block-text.ts'
import type { Unit } from './unit.ts'

export interface WindowColumns {
  readonly operand: MovingColumn
  /** Null in a domain in which nothing reads labels. */
  readonly labels: MovingColumn | null
  /** Position of room for one block that nobody reads. */
  readonly scratch: number
}

/** One of the windows. */
export interface WindowResult {
  readonly operation: Window
  readonly parameters: Parameters
  readonly column: MovingColumn
}

export class WindowUnit implements Unit {
  readonly #columns: WindowColumns
  readonly #results: readonly MovingColumn[]
  readonly #shape: Shape
  readonly #code: WindowCode
  readonly #length: number
  readonly #state: number
  readonly #divisors: Float64Array
  /** Positions of the results in memory. */
  readonly #places: Int32Array

  constructor(windows: readonly WindowResult[], columns: WindowColumns, planner: Planner) {
    const [first] = windows
    this.#length = first ? first.operation.past(first.parameters) + 1 : 1
    this.#columns = columns
    this.#results = windows.map(({ column }) => column)
    this.#shape = shapeOf(windows, this.#length)
    this.#code = compileText('window', this.#shape.text)
    this.#state = planner.reserve(this.#shape.size)
    this.#divisors = Float64Array.from(windows, divisorOf)
    this.#places = new Int32Array(windows.length)
  }

  compute(memory: Float64Array, ticks: number): void {
    const { operand, labels } = this.#columns
    for (let i = 0; i < this.#places.length; i += 1) this.#places[i] = this.#results[i]?.offset ?? 0
    this.#run(memory, operand.offset, labels?.offset ?? 0, ticks)
  }

  restore(memory: Float64Array): void {
    const { operand, labels, scratch } = this.#columns
    const operandEnd = operand.pastAt + operand.past
    const labelEnd = labels ? labels.pastAt + labels.past : 0
    const past = this.#length - 1
    const known = this.#shape.labelled ? countLabels(memory, labelEnd, past) : past
    this.#shape.clear(memory, this.#state)
    this.#places.fill(scratch)
    for (let done = 0; done < known; done += BLOCK) {
      const back = known - done
      this.#run(memory, operandEnd - back, labelEnd - back, Math.min(BLOCK, back))
    }
  }

  #run(memory: Float64Array, operand: number, labels: number, ticks: number): void {
    this.#code(memory, operand, labels, this.#places, this.#state, this.#length, this.#divisors, ticks)
  }
}

interface Shape {
  readonly labelled: boolean
  readonly size: number
  readonly clear: (memory: Float64Array, state: number) => void
  readonly text: string
}

/** All windows have the scheme of the first. */
function shapeOf(windows: readonly WindowResult[], length: number): Shape {
  const kernels = windows.map(({ operation }) => operation.kernel)
  const tickBlocks = kernels.filter((kernel): kernel is TickBlocks => kernel.scheme === 'tick-blocks')
  if (tickBlocks.length > 0)
    return {
      labelled: false,
      size: tickBlockState(tickBlocks, length),
      clear: (memory, state) => clearTickBlocks(tickBlocks, memory, state, length),
      text: tickBlockText(tickBlocks),
    }
  const labelBlocks = kernels.filter((kernel): kernel is LabelBlocks => kernel.scheme === 'label-blocks')
  return {
    labelled: true,
    size: labelBlockState(labelBlocks, length),
    clear: (memory, state) => clearLabelBlocks(labelBlocks, memory, state, length),
    text: labelBlockText(labelBlocks),
  }
}

function divisorOf({ operation: { kernel }, parameters }: WindowResult): number {
  return kernel.scheme === 'label-blocks' ? kernel.divisor(parameters) : 1
}

/** How many ticks there were among the last `most`; a tick that never was has no label. */
function countLabels(memory: Float64Array, end: number, most: number): number {
  let count = 0
  while (count < most && !Number.isNaN(memory[end - 1 - count])) count += 1
  return count
}

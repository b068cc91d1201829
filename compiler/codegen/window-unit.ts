// One window step of a machine: its kernel, compiled once for its operation, and its state.
import { assertNever } from '../internal-error.ts'
import type { Parameters, Window } from '../kernels/operation.ts'
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
  readonly result: MovingColumn
  /** Position of room for one block that nobody reads. */
  readonly scratch: number
}

export class WindowUnit implements Unit {
  readonly #operation: Window
  readonly #columns: WindowColumns
  readonly #code: WindowCode
  readonly #shape: Shape
  readonly #length: number
  readonly #state: number

  constructor(operation: Window, parameters: Parameters, columns: WindowColumns, planner: Planner) {
    this.#operation = operation
    this.#columns = columns
    this.#length = operation.past(parameters) + 1
    this.#shape = shapeOf(operation, parameters, this.#length)
    this.#code = compileText('window', this.#shape.text)
    this.#state = planner.reserve(this.#shape.size)
  }

  compute(memory: Float64Array, ticks: number): void {
    const { operand, labels, result } = this.#columns
    this.#run(memory, operand.offset, labels?.offset ?? 0, result.offset, ticks)
  }

  restore(memory: Float64Array): void {
    const { operand, labels, scratch } = this.#columns
    const operandEnd = operand.pastAt + operand.past
    const labelEnd = labels ? labels.pastAt + labels.past : 0
    const past = this.#length - 1
    const known = this.#operation.labelled ? countLabels(memory, labelEnd, past) : past
    this.#shape.clear(memory, this.#state)
    for (let done = 0; done < known; done += BLOCK) {
      const back = known - done
      this.#run(memory, operandEnd - back, labelEnd - back, scratch, Math.min(BLOCK, back))
    }
  }

  #run(memory: Float64Array, operand: number, labels: number, result: number, ticks: number): void {
    this.#code(memory, operand, labels, result, this.#state, this.#length, this.#shape.divisor, ticks)
  }
}

interface Shape {
  readonly size: number
  readonly clear: (memory: Float64Array, state: number) => void
  readonly text: string
  readonly divisor: number
}

function shapeOf({ kernel }: Window, parameters: Parameters, length: number): Shape {
  switch (kernel.scheme) {
    case 'label-blocks':
      return {
        size: labelBlockState(kernel, length),
        clear: (memory, state) => clearLabelBlocks(kernel, memory, state, length),
        text: labelBlockText(kernel),
        divisor: kernel.divisor(parameters),
      }
    case 'tick-blocks':
      return {
        size: tickBlockState(length),
        clear: (memory, state) => clearTickBlocks(kernel, memory, state, length),
        text: tickBlockText(kernel),
        divisor: 1,
      }
    default:
      return assertNever(kernel)
  }
}

/** How many ticks there were among the last `most`; a tick that never was has no label. */
function countLabels(memory: Float64Array, end: number, most: number): number {
  let count = 0
  while (count < most && !Number.isNaN(memory[end - 1 - count])) count += 1
  return count
}

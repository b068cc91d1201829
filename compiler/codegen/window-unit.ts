// One window step of a machine: its kernel, compiled once for its operation, and its state.
import { assertNever } from '../internal-error.ts'
import type { Parameters, Window } from '../kernels/operation.ts'
import { BLOCK } from '../runtime/machine.ts'
import { compileText } from './compiled.ts'
import { clearLabelBlocks, labelBlockState, labelBlockText } from './label-block-text.ts'
import { clearTickBlocks, tickBlockState, tickBlockText } from './tick-block-text.ts'

export interface WindowUnit {
  /** Positions are those of the block's first tick. */
  compute(memory: Float64Array, operand: number, labels: number, result: number, ticks: number): void
  /** Takes note of the ticks before the next block; positions are those of their end. */
  restore(memory: Float64Array, operand: number, labels: number, scratch: number): void
}

export function planWindow(
  operation: Window,
  parameters: Parameters,
  reserve: (length: number) => number,
): WindowUnit {
  const past = operation.past(parameters)
  const length = past + 1
  const { size, clear, text, divisor } = shape(operation, parameters, length)
  const state = reserve(size)
  const code = compileText('window', text)
  return {
    compute: (memory, operand, labels, result, ticks) =>
      code(memory, operand, labels, result, state, length, divisor, ticks),
    restore(memory, operand, labels, scratch) {
      clear(memory, state)
      const known = operation.labelled ? countLabels(memory, labels, past) : past
      for (let done = 0; done < known; done += BLOCK) {
        const ticks = Math.min(BLOCK, known - done)
        const back = known - done
        code(memory, operand - back, labels - back, scratch, state, length, divisor, ticks)
      }
    },
  }
}

interface Shape {
  readonly size: number
  readonly clear: (memory: Float64Array, state: number) => void
  readonly text: string
  readonly divisor: number
}

function shape({ kernel }: Window, parameters: Parameters, length: number): Shape {
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

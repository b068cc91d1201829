// The reference: computes a program step by step, tick by tick, straight from each operation's
// definition. Slow on purpose; block kernels are right when they give the same bits.
import { assertNever, InternalError } from '../internal-error.ts'
import type { Past } from '../kernels/operation.ts'
import { BLOCK, type Backend } from '../runtime/machine.ts'
import type { ComputedStep, Program, Ref } from '../runtime/program.ts'
import { createRing } from './ring.ts'

export const interpreter: Backend = (program, saved) => {
  const state = saved ? saved.slice() : initialState(program)
  const columns = program.steps.map(() => new Float64Array(BLOCK))
  const columnOf = (step: number): Float64Array => columns[step] ?? absent()

  const rings = program.steps.map(({ past, pastAt, kind }) =>
    refill(createRing(past + 1, kind === 'bool' ? 0 : Number.NaN), state.subarray(pastAt, pastAt + past)),
  )
  const labels = program.domains.map(({ past, pastAt }) =>
    refill(createRing(past + 1, Number.NaN), state.subarray(pastAt, pastAt + past)),
  )
  const blockLabels = program.domains.map(() => new Float64Array(BLOCK))

  const pastOf = (ref: Ref | undefined, domain: number): Past => {
    const label = (labels[domain] ?? absent()).at
    if (ref?.kind === 'step') return { value: (rings[ref.step] ?? absent()).at, label }
    return { value: () => ref?.value ?? Number.NaN, label }
  }
  const pasts = program.steps.map((step) =>
    pastOf(step.form === 'computed' ? step.operands[0] : undefined, step.domain),
  )

  const evaluate = (step: ComputedStep, past: Past, tick: number): number => {
    const { operation, operands, parameters } = step
    const operand = (index: number): number => {
      const ref = operands[index]
      return ref?.kind === 'step' ? (columnOf(ref.step)[tick] ?? Number.NaN) : (ref?.value ?? Number.NaN)
    }
    switch (operation.family) {
      case 'pointwise':
        return operation.step(operand(0), operand(1), operand(2))
      case 'delay':
        return past.value(operation.past(parameters))
      case 'window':
        return operation.value(past, parameters)
      case 'recursion':
        return operation.step(past, parameters, state, step.slotsAt)
      default:
        return assertNever(operation)
    }
  }

  return {
    begin: () => undefined,
    label: (domain, values, from, to) => blockLabels[domain]?.set(values.subarray(from, to)),
    column: columnOf,
    offset: () => 0,
    compute(domain, ticks) {
      const { steps } = program.domains[domain] ?? absent()
      for (let tick = 0; tick < ticks; tick += 1) {
        labels[domain]?.push(blockLabels[domain]?.[tick] ?? Number.NaN)
        for (const index of steps) {
          const step = program.steps[index] ?? absent()
          const column = columnOf(index)
          if (step.form === 'computed') column[tick] = evaluate(step, pasts[index] ?? absent(), tick)
          rings[index]?.push(column[tick] ?? Number.NaN)
        }
      }
    },
    save() {
      program.steps.forEach(({ past, pastAt }, index) =>
        state.set((rings[index] ?? absent()).last(past), pastAt),
      )
      program.domains.forEach(({ past, pastAt }, index) =>
        state.set((labels[index] ?? absent()).last(past), pastAt),
      )
      return state.map((value) => (Number.isNaN(value) ? Number.NaN : value))
    },
  }
}

/** Nothing has been seen: numbers are na, bools false. */
function initialState(program: Program): Float64Array {
  const state = new Float64Array(program.stateLength).fill(Number.NaN)
  for (const { past, pastAt, kind } of program.steps)
    if (kind === 'bool') state.fill(0, pastAt, pastAt + past)
  return state
}

function refill<R extends { push(value: number): void }>(ring: R, values: Float64Array): R {
  for (const value of values) ring.push(value)
  return ring
}

function absent(): never {
  throw new InternalError('the interpreter lost a part of its program')
}

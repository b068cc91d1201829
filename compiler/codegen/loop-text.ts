// The text of a loop over one block: its steps at one tick as straight-line code over memory.
//
// Every name is the generator's own. Columns and state are reached by position, constants by number;
// nothing of a document can appear in the text but which operations follow each other.
import { InternalError } from '../internal-error.ts'
import type { Pointwise, RecursionNames } from '../kernels/operation.ts'
import type { ComputedStep, Program, Ref } from '../runtime/program.ts'
import { isRecursion } from './schedule.ts'

/** Where the numbers that a loop's text refers to come from, in the order of its numbering. */
export interface LoopBindings {
  /** Offsets, each found anew for every block. */
  readonly offsets: readonly Offset[]
  readonly constants: readonly number[]
}

export type Offset =
  /** Where the step's column begins in this block; `back` ticks before it for a delay. */
  | { readonly of: 'column'; readonly step: number; readonly back: number }
  | { readonly of: 'labels' }
  | { readonly of: 'slots'; readonly step: number }
  | { readonly of: 'in-row'; readonly step: number }

export interface LoopText {
  /** For blocks before which every recursion has its first value. */
  readonly steady: string
  /** For all other blocks; the same text where nothing recurs. */
  readonly starting: string
  readonly bindings: LoopBindings
}

/** Bounds of the ints that a double holds exactly. */
const greatest = String(Number.MAX_SAFE_INTEGER)

export function writeLoop(program: Program, steps: readonly number[], stored: ReadonlySet<number>): LoopText {
  const offsets: Offset[] = []
  const constants: number[] = []
  const nameOffset = numbering('o', offsets)
  const nameConstant = numbering('k', constants)
  const numbers = new Map(steps.map((step, number) => [step, number]))
  const strict = findStrict(program, steps, stored)
  const unbounded = new Set<number>()
  const opening: string[] = []
  const closing: string[] = []
  const loads = new Map<string, string>()
  const steady: string[] = []
  const starting: string[] = []
  const both = (line: string): void => {
    steady.push(line)
    starting.push(line)
  }

  const load = (step: number, back: number): string => {
    const at = nameOffset({ of: 'column', step, back })
    const known = loads.get(at)
    if (known !== undefined) return known
    const name = `x${loads.size}`
    const isBool = program.steps[step]?.kind === 'bool'
    both(`const ${name} = m[(${at} + i) | 0]${isBool ? ' !== 0' : ''}`)
    loads.set(at, name)
    return name
  }
  const operandText = (ref: Ref | undefined, isBool: boolean): string => {
    if (!ref) return ''
    if (ref.kind === 'constant') return isBool ? String(ref.value !== 0) : nameConstant(ref.value)
    const number = numbers.get(ref.step)
    return number === undefined ? load(ref.step, 0) : `v${number}`
  }

  const writePointwise = (index: number, number: number, step: ComputedStep, operation: Pointwise): void => {
    const [a, b, c] = step.operands.map((ref, i) => operandText(ref, takesBool(program, step, operation, i)))
    const text = operation.text(a ?? '', b ?? '', c ?? '')
    const isUnbounded =
      operation.range === 'finite' ||
      (operation.shows ?? []).some((i) => {
        const ref = step.operands[i]
        return ref?.kind === 'step' && unbounded.has(ref.step)
      })
    if (operation.range === 'integer')
      both(
        `const w${number} = ${text}, v${number} = w${number} >= -${greatest} && w${number} <= ${greatest} ? w${number} + 0 : NaN`,
      )
    else if (isUnbounded && strict.has(index))
      // Adding 0 times itself makes an infinity NaN and changes nothing else, −0 included.
      both(`const w${number} = ${text}, v${number} = w${number} + 0 * w${number}`)
    else {
      if (isUnbounded) unbounded.add(index)
      both(`const v${number} = ${text}`)
    }
  }

  const writeRecursion = (index: number, number: number, step: ComputedStep): void => {
    const { operation, parameters } = step
    if (!isRecursion(operation)) throw new InternalError(`${operation.name} is no recursion`)
    const at = nameOffset({ of: 'slots', step: index })
    const row = nameOffset({ of: 'in-row', step: index })
    const slots = Array.from({ length: operation.slots }, (_, slot) => `s${number}_${slot}`)
    slots.forEach((slot, i) => {
      opening.push(`let ${slot} = m[${at} + ${i}]`)
      closing.push(`m[${at} + ${i}] = ${slot}`)
    })
    const [ref] = step.operands
    const names: RecursionNames = {
      x: operandText(ref, false),
      slots,
      inRow: `r${number}`,
      constants: operation.kernel.constants(parameters).map(nameConstant),
      mean(length) {
        if (ref?.kind !== 'step') throw new InternalError('a recursion over a constant')
        const operand = nameOffset({ of: 'column', step: ref.step, back: 0 })
        return `mean(m, ${operand} + i, ${nameOffset({ of: 'labels' })} + i, ${length})`
      },
    }
    const [state = ''] = slots
    const next = `w${number}`
    const settle = [
      `if (${next} - ${next} === 0) ${state} = ${next}`,
      `const v${number} = ${next} + 0 * ${next}`,
    ]
    steady.push(`const ${next} = ${operation.kernel.steady(names)}`, ...settle)
    starting.push(
      `const r${number} = ${names.x} === ${names.x} ? m[${row}] + 1 : 0`,
      `m[${row}] = r${number}`,
      `const ${next} = ${state} === ${state} ? ${operation.kernel.steady(names)} : ${operation.kernel.first(names)}`,
      ...settle,
    )
  }

  for (const [index, number] of numbers) {
    const step = program.steps[index]
    if (step?.form !== 'computed') throw new InternalError(`step ${index} is not computed in a loop`)
    const { operation } = step
    if (operation.family === 'pointwise') writePointwise(index, number, step, operation)
    else if (operation.family === 'delay') {
      const [ref] = step.operands
      if (ref?.kind !== 'step') throw new InternalError('a delay of a constant')
      both(`const v${number} = ${load(ref.step, operation.past(step.parameters))}`)
    } else writeRecursion(index, number, step)
    if (stored.has(index)) {
      const column = nameOffset({ of: 'column', step: index, back: 0 })
      both(`m[(${column} + i) | 0] = v${number}${step.kind === 'bool' ? ' ? 1 : 0' : ''}`)
    }
  }

  const names = [...offsets.map((_, i) => `o${i} = o[${i}]`), ...constants.map((_, i) => `k${i} = k[${i}]`)]
  const write = (body: readonly string[]): string =>
    [
      'function (m, o, k, c, mean) {',
      names.length > 0 ? `const ${names.join(', ')}` : '',
      ...opening,
      'for (let i = 0; i < c; i++) {',
      ...body,
      '}',
      ...closing,
      '}',
    ].join('\n')
  return { steady: write(steady), starting: write(starting), bindings: { offsets, constants } }
}

/** Gives each distinct thing a number, and its name in the text. */
function numbering<T>(letter: string, list: T[]): (item: T) => string {
  const known = new Map<string, number>()
  return (item) => {
    const key = typeof item === 'number' ? numberKey(item) : JSON.stringify(item)
    const at = known.get(key) ?? list.push(item) - 1
    known.set(key, at)
    return `${letter}${at}`
  }
}

function numberKey(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

/**
 * Steps that must not hold an infinity even in passing: those that are stored, and those that some
 * step reads in a way that could hide it.
 */
function findStrict(
  program: Program,
  steps: readonly number[],
  stored: ReadonlySet<number>,
): ReadonlySet<number> {
  const strict = new Set(steps.filter((step) => stored.has(step)))
  for (const index of steps) {
    const step = program.steps[index]
    if (step?.form !== 'computed') continue
    step.operands.forEach((ref, i) => {
      if (ref.kind === 'step' && !showsOperand(step, i)) strict.add(ref.step)
    })
  }
  return strict
}

function showsOperand({ operation }: ComputedStep, operand: number): boolean {
  if (operation.family === 'pointwise') return operation.shows?.includes(operand) ?? false
  return operation.family === 'recursion'
}

/** Whether the operand stands as a JavaScript boolean. */
function takesBool(program: Program, step: ComputedStep, operation: Pointwise, operand: number): boolean {
  const kindOf = (ref: Ref | undefined): string | undefined =>
    ref?.kind === 'step' ? program.steps[ref.step]?.kind : undefined
  const ref = step.operands[operand]
  if (kindOf(ref) !== undefined) return kindOf(ref) === 'bool'
  if (operation.result === 'last') return step.kind === 'bool' || (operation.operands === 3 && operand === 0)
  return step.operands.some((other) => kindOf(other) === 'bool')
}

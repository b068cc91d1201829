// The one place where generated text becomes code. The same text is compiled once, so that programs
// of one shape share what V8 has learnt about it.
import { InternalError } from '../internal-error.ts'

/** The mean of the `length` values up to `memory[value]`, whose labels end at `memory[label]`. */
export type MeanAt = (memory: Float64Array, value: number, label: number, length: number) => number

/** Computes the pointwise and recursive steps of a loop for `count` ticks. */
export type LoopCode = (
  memory: Float64Array,
  offsets: Int32Array,
  constants: Float64Array,
  count: number,
  mean: MeanAt,
) => void

/**
 * Computes windows of one length over one operand for `count` ticks; all but the length and the
 * divisors are positions in memory.
 */
export type WindowCode = (
  memory: Float64Array,
  operand: number,
  labels: number,
  results: Int32Array,
  state: number,
  length: number,
  divisors: Float64Array,
  count: number,
) => void

export interface CodeTypes {
  readonly loop: LoopCode
  readonly window: WindowCode
}

const limit = 512
const known = new Map<string, unknown>()

/** Compiles the text of a function; it must name nothing but its own parameters and `Math`. */
export function compileText<K extends keyof CodeTypes>(kind: K, text: string): CodeTypes[K] {
  const key = `${kind}\n${text}`
  const existing = known.get(key)
  const code: unknown = existing ?? evaluate(text)
  if (typeof code !== 'function') throw new InternalError('generated text is no function')
  if (existing === undefined) {
    // The oldest goes first: what is still in use is held by the machines that use it.
    const oldest = known.size >= limit ? known.keys().next().value : undefined
    if (oldest !== undefined) known.delete(oldest)
    known.set(key, code)
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the generator of `kind` writes this signature
  return code as CodeTypes[K]
}

function evaluate(text: string): unknown {
  // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call, eslint/no-new-func -- generating code is this file's purpose
  return new Function(`'use strict'\nreturn ${text}`)()
}

// What is computed before anything runs has the bits that it would have when it runs.
import { describe, expect, test } from 'vitest'
import { findOperation } from '../../../compiler/kernels/registry.ts'
import { foldOperation } from '../../../dsl/term/constant.ts'
import type { Constant } from '../../../dsl/term/constant.ts'

const FLOATS = [0, -0, 1, -1, 0.1, 0.2, 3, -2.5, 1e308, -1e308, 5e-324, 1e-9, 123456.789]
const INTS = [0, 1, -1, 2, 7, -9, 9_007_199_254_740_991, -9_007_199_254_740_991]
const NA: Constant = { kind: 'na' }

const float = (value: number): Constant => ({ kind: 'float', value })
const int = (value: number): Constant => ({ kind: 'int', value })

/** What a kernel gives, as a constant; a bool as 0 or 1. */
function bits(constant: Constant): number {
  if (constant.kind === 'na') return Number.NaN
  return typeof constant.value === 'boolean' ? Number(constant.value) : Number(constant.value)
}

function checkFold(op: string, operands: readonly Constant[]): void {
  const operation = findOperation(op, {})
  const folded = foldOperation(op, operands)
  if (operation?.family !== 'pointwise' || folded === null) throw new TypeError(`${op} is not folded`)
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN] = operands.map(bits)
  const found = bits(folded)
  const wanted = operation.step(a, b, c)
  expect(Object.is(found, wanted) ? '' : `${op}(${a}, ${b}) is ${found}, the kernel gives ${wanted}`).toBe('')
}

describe('folding gives the bits of the kernel', () => {
  for (const op of ['add', 'sub', 'mul', 'div', 'min@1', 'max@1', 'lt', 'le', 'eq', 'ne'])
    test(op, () => {
      const operands = [...FLOATS.map(float), NA]
      for (const a of operands) for (const b of operands) checkFold(op, [a, b])
    })

  for (const op of ['iadd', 'isub', 'imul'])
    test(op, () => {
      const operands = [...INTS.map(int), NA]
      for (const a of operands) for (const b of operands) checkFold(op, [a, b])
    })

  for (const op of ['neg', 'sqrt@1', 'abs@1'])
    test(op, () => {
      for (const a of [...FLOATS.map(float), NA]) checkFold(op, [a])
    })

  test('ineg', () => {
    for (const a of [...INTS.map(int), NA]) checkFold('ineg', [a])
  })

  for (const op of ['and', 'or', 'eq', 'ne'])
    test(`${op} of bools`, () => {
      for (const a of [true, false])
        for (const b of [true, false])
          checkFold(op, [
            { kind: 'bool', value: a },
            { kind: 'bool', value: b },
          ])
    })

  for (const op of ['exp@1', 'ln@1'])
    test(`${op} is left to the kernel: its bits may differ from machine to machine`, () => {
      expect(foldOperation(op, [float(1)])).toBeNull()
    })
})

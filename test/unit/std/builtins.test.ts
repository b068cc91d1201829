// The builtins that are no part of the library: every example runs and gives what it says.
import { describe, expect, test } from 'vitest'
import { ROW_SHAPES } from '../../../compiler/dag/operations.ts'
import { findOperation } from '../../../compiler/kernels/registry.ts'
import { VALUE } from '../../../compiler/runtime/ticks.ts'
import { operation } from '../../../dsl/builtins/declare.ts'
import { PRIMITIVES } from '../../../dsl/builtins/registry.ts'
import { runText, ticksOf } from '../../support/run-text.ts'

const primitives = [...PRIMITIVES.values()]

/** The values of an expression over columns, na as null. */
function valuesOf(
  source: string,
  given: Readonly<Record<string, readonly (number | null)[]>>,
): readonly (number | null)[] {
  const names = Object.keys(given)
  const text = [
    'strategy s',
    `input data: {${names.map((name) => `${name}: float`).join(', ')}} from stream("x:data") @ 1m missing na`,
    ...names.map((name) => `let ${name} = data.${name}`),
    `emit signal out = ${source}`,
  ].join('\n')
  const column = runText(text, { data: ticksOf(given) }).get('out')?.columns[VALUE]
  return [...(column ?? [])].map((value) => (Number.isNaN(value) ? null : value))
}

describe('examples', () => {
  for (const { name, examples } of primitives)
    for (const { source, given, expect: wanted } of examples)
      test(`${name}: ${source}`, () => {
        expect(valuesOf(source, given)).toEqual(
          wanted.map((value) => (typeof value === 'boolean' ? Number(value) : value)),
        )
      })

  test('stand with every builtin', () => {
    expect(primitives.filter((primitive) => primitive.examples.length === 0)).toEqual([])
  })
})

describe('a builtin', () => {
  test('has a summary, and says what na does', () => {
    const silent = primitives.filter(({ summary, na }) => !summary.endsWith('.') || na === '')
    expect(silent.map(({ name }) => name)).toEqual([])
  })

  test('has a kernel, or is rewritten before there is one', () => {
    for (const primitive of primitives) {
      const seed = primitive.params.some((param) => param.name === 'seed') ? { seed: 'sma' } : {}
      const found = findOperation(operation(primitive), seed) !== null
      expect({ name: primitive.name, found }).toEqual({
        name: primitive.name,
        found: primitive.revision !== null,
      })
      expect(ROW_SHAPES.has(operation(primitive))).toBe(primitive.revision !== null)
    }
  })

  test('that may not be na gives a value wherever its operands have one', () => {
    const sure = primitives.filter(
      (primitive) => !primitive.mayBeNa && primitive.returns === 'float' && primitive.name !== 'exp',
    )
    for (const { name, params } of sure) {
      const args = params.map((_, i) => (i === 0 ? 'x' : i === 1 ? '0.5' : '3')).join(', ')
      expect(valuesOf(`${name}(${args})`, { x: [0, -0, 1, -7.5, 1e300] })).not.toContain(null)
    }
  })
})

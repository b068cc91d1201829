// The bounds that lint works with hold for every value that a program computes, and are as narrow as
// clamps and choices make them.
import { describe, expect, test } from 'vitest'
import { intervalOf } from '../../../dsl/lint/interval.ts'
import { compileText } from '../../support/compile-text.ts'

function bounds(expression: string): readonly number[] {
  const { program } = compileText(`strategy s
input bars: Bar from stream("x:BARS") @ 1h missing skip
let x = bars.close
let y = bars.open
let out = ${expression}
emit signal some = x + y
`)
  const out = program.lets.find(({ name }) => name === 'out')
  if (out === undefined) throw new TypeError('nothing is called out')
  const { low, high } = intervalOf(out.value.term)
  return [low, high]
}

describe('the bounds of', () => {
  test.each([
    ['x', -Infinity, Infinity],
    ['if x > y then 1 else 0', 0, 1],
    ['if x > y then 1 else if x < y then -1 else 0', -1, 1],
    ['clamp(x, -1, 1)', -1, 1],
    ['clamp(x, -1, 1) ?? 0', -1, 1],
    ['clamp(x, 1, 2) ?? 0', 0, 2],
    ['clamp(x, -1, 2) * -3', -6, 3],
    ['clamp(x, -1, 2) - clamp(y, 3, 4)', -5, -1],
    ['-clamp(x, -1, 2)', -2, 1],
    ['abs(clamp(x, -3, 2))', 0, 3],
    ['min(x, 1)', -Infinity, 1],
    ['max(min(x, 1), -1)', -1, 1],
    ['clamp(x, -1, 1) / y', -Infinity, Infinity],
    ['clamp(x, 0, 1)[3] ?? 0', 0, 1],
    ['0 * x', 0, 0],
    ['scan(0, (p) => if x > y then 1 else if x < y then -1 else p)', -1, 1],
    ['scan(0.0, (p) => p + x)', -Infinity, Infinity],
    ['scan(0.0, (p) => p + 1 + 0 * x)', -Infinity, Infinity],
    ['scan(0.0, (p) => clamp(p + x, -1, 1))', -1, 1],
  ])('%s', (expression, low, high) => {
    expect(bounds(expression)).toEqual([low, high])
  })
})

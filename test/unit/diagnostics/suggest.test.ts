import { expect, test } from 'vitest'
import { suggest } from '../../../dsl/diagnostics/suggest.ts'

test('a swapped, missing, extra or wrong letter is forgiven', () => {
  expect(suggest('lte', ['let', 'lib'])).toBe('let')
  expect(suggest('emt', ['emit'])).toBe('emit')
  expect(suggest('emmit', ['emit'])).toBe('emit')
  expect(suggest('crosover', ['crossover', 'crossunder'])).toBe('crossover')
})

test('a third of the letters may differ, and no more', () => {
  expect(suggest('strartegi', ['strategy'])).toBe('strategy')
  expect(suggest('foo', ['fn', 'lib', 'let'])).toBeUndefined()
  expect(suggest('unknown_function', ['parse_duration'])).toBeUndefined()
})

test('a word that differs only in case comes first', () => {
  expect(suggest('SMA', ['ema', 'sma'])).toBe('sma')
})

test('another short word is no misspelling', () => {
  expect(suggest('a', ['b'])).toBeUndefined()
  expect(suggest('x', ['xy'])).toBeUndefined()
})

test('of equals the first is taken', () => {
  expect(suggest('rna', ['rma', 'na'])).toBe('rma')
})

// Test blocks: what they feed, what they look at, what they say when it is wrong.
import { describe, expect, test } from 'vitest'
import { runTest } from '../../../compiler/testing/run-test.ts'
import { compileText } from '../../support/compile-text.ts'
import { testText } from '../../support/run-text.ts'

const HEADER = `strategy s
param n: int = 3 in 1..50
param level: float = 2
input bars: Bar from stream("x:A") @ 1m missing skip
input rate: float from stream("x:R") @ 1m missing na
let mean = sma(bars.close, n)
emit signal out = mean
emit target weight on bars = if bars.close > level then 1 else 0
`
const inTest = (body: string): readonly string[] =>
  testText(`${HEADER}test "t" {\ngiven rate = const(1)\n${body}\n}`)
/** The one line of the one test, without the number of the line. */
const said = (body: string): string =>
  inTest(body)
    .join('\n')
    .replace(/line \d+: /g, '')

describe('data', () => {
  test('a constant: a thousand ticks, a bar of equal prices and a volume of 1', () => {
    expect(
      said(
        'given bars = const(5)\nexpect bars.open == 5\nexpect bars.volume == 1\nexpect bars.low == 5 at 999',
      ),
    ).toBe('ok t')
    expect(said('given bars = const(5)\nexpect bars.low == 5 at 1000')).toBe('t: has only the ticks 0..999')
  })

  test('a ramp grows by a share of its first value at each tick', () => {
    expect(
      said(
        'given bars = ramp(from: 100, step: 0.5, ticks: 4)\nexpect bars.close == 100 at 0\nexpect bars.close == 250 at last',
      ),
    ).toBe('ok t')
  })

  test('a table: numbers, records, na', () => {
    const rows = 'table([1, {close: 2, high: 3}, na, -4.5])'
    const checks = [
      'expect bars.close == 1 at 0',
      'expect bars.high == 3 at 1',
      'expect bars.low is na at 1',
      'expect bars.close is na at 2',
      'expect bars.open == -4.5 at 3',
      'expect bars.volume == 1 at 3',
      'expect bars.close is na or true at 0..3',
    ]
    expect(said(`given bars = ${rows}\n${checks.join('\n')}`)).toBe('ok t')
  })

  test('the number of ticks and the values may be computed from params', () => {
    expect(
      said(
        'given bars = const(level * 2, ticks: n + 1)\nexpect bars.close == 4 at 3\nexpect bars.close == 4 at last',
      ),
    ).toBe('ok t')
  })

  test('inputs tick together by their times: two clocks, one value of each', () => {
    const text = `strategy s
input fast: Bar from stream("x:A") @ 1m missing skip
input slow: Bar from stream("x:A") @ 5m missing skip
emit signal a = fast.close
emit signal b = slow.close
test "t" {
  given fast = ramp(from: 1, step: 1, ticks: 10)
  given slow = ramp(from: 100, step: 1, ticks: 2)
  expect a == 10 at last
  expect b == 200 at 1
}`
    expect(testText(text)).toEqual(['ok t'])
  })
})

describe('params in a test', () => {
  test('take the place of the default in this test alone', () => {
    const text = `${HEADER}
test "own" { given rate = const(1) given bars = const(5) given n = 1 expect out == 5 at 0 }
test "default" { given rate = const(1) given bars = const(5) expect out is na at 0..1 expect out == 5 at 2..999 }
`
    expect(testText(text)).toEqual(['ok own', 'ok default'])
  })

  test('reach whatever depends on them', () => {
    expect(said('given bars = const(5)\ngiven level = 7\nexpect weight == 0\nexpect level == 7')).toBe('ok t')
  })
})

describe('an expectation', () => {
  test('names the first tick that does not hold, with both sides of an equality', () => {
    expect(said('given bars = ramp(from: 1, step: 1, ticks: 9)\nexpect bars.close == 1')).toBe(
      't: is false at tick 1: expected 1, found 2',
    )
    expect(said('given bars = ramp(from: 1, step: 1, ticks: 9)\nexpect bars.close < 4')).toBe(
      't: is false at tick 3',
    )
    expect(said('given bars = const(5)\nexpect out == 5')).toBe('t: is false at tick 0: expected 5, found na')
  })

  test('looks at every tick, at one, at a range, at the last', () => {
    const data = 'given bars = ramp(from: 1, step: 1, ticks: 9)'
    expect(said(`${data}\nexpect bars.close == 3 at 2`)).toBe('ok t')
    expect(said(`${data}\nexpect bars.close > 3 at 3..8`)).toBe('ok t')
    expect(said(`${data}\nexpect bars.close > 3 at 2..8`)).toBe('t: is false at tick 2')
    expect(said(`${data}\nexpect bars.close == 9 at last`)).toBe('ok t')
    expect(said(`${data}\nexpect bars.close == 8 at last`)).toBe('t: is false at tick 8: expected 8, found 9')
  })

  test('holds within a tolerance, both ends included', () => {
    const data = 'given bars = table([1, 1.5, 2])'
    expect(said(`${data}\nexpect bars.close == 1.5 within 0.5`)).toBe('ok t')
    expect(said(`${data}\nexpect bars.close == 1.5 within 0.25`)).toBe(
      't: is false at tick 0: expected 1.5, found 1',
    )
    expect(said(`${data}\nexpect out == 1.5 within 100`)).toBe(
      't: is false at tick 0: expected 1.5, found na',
    )
  })

  test('may be known before anything runs', () => {
    expect(said('given bars = const(5)\nexpect n + 1 == 4')).toBe('ok t')
    expect(said('given bars = const(5)\nexpect n == 4')).toBe('t: is false')
  })

  test('may be about sinks, lets of the file and lets of its own', () => {
    expect(
      said(
        'given bars = const(5)\nlet twice = mean * 2\nexpect twice == 10 at last\nexpect weight == 1\nexpect out == mean at last',
      ),
    ).toBe('ok t')
  })

  test('counts the ticks of what it looks at, where inputs miss some', () => {
    const data = 'given bars = table([1, 2, 3])'
    expect(said(`${data}\nexpect bars.close + rate > 0 at 2\nexpect rate == 1 at 999`)).toBe('ok t')
    expect(said(`${data}\nexpect bars.close + rate > 0 at 3`)).toBe('t: has only the ticks 0..2')
  })
})

describe('tests of a library', () => {
  const lib = (body: string): readonly string[] =>
    testText(`lib l\nfn mean(x: float, n: int): float = sma(x, n)\nlet third = 1 / 3\ntest "t" {\n${body}\n}`)

  test('make their data where they use it', () => {
    expect(
      lib(
        'let x = ramp(from: 1, step: 1, ticks: 5)\nexpect mean(x, 2) == 1.5 at 1\nexpect mean(const(4), 9) == 4 at last',
      ),
    ).toEqual(['ok t'])
    expect(
      lib(
        'expect mean(table([1, na, 3, 4]), 2) is na at 0..2\nexpect mean(table([1, na, 3, 4]), 2) == 3.5 at 3',
      ),
    ).toEqual(['ok t'])
  })

  test('see the constants of the library', () => {
    expect(lib('expect third == 0.333333 within 0.000001')).toEqual(['ok t'])
  })
})

describe('a test that says nothing', () => {
  test('passes, and still runs what it is given', () => {
    expect(said('given bars = const(5)')).toBe('ok t')
  })
})

describe('looking ahead', () => {
  test('is found by changing later ticks: nothing in the language does it', () => {
    const { tests } = compileText(
      `${HEADER}test "t" { given rate = const(1) given bars = ramp(from: 1, step: 1, ticks: 50) expect rsi(bars.close, 5) >= 0 at 9 expect out[3] > 0 at 9 }`,
    )
    const locate = () => ({ file: 'a', line: 1, column: 1, text: '' })
    expect(tests.map((each) => runTest(each, locate).failures)).toEqual([[]])
  })
})

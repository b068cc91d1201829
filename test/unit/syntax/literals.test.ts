import { describe, expect, test } from 'vitest'
import { explainNumber, readNumber } from '../../../dsl/syntax/number-literal.ts'
import { readText } from '../../../dsl/syntax/text-literal.ts'

describe('a number', () => {
  test('in percent is the double nearest to the decimal', () => {
    for (let tenths = 1; tenths < 2000; tenths++) {
      const text = `${Math.floor(tenths / 10)}.${tenths % 10}`
      const padded = String(tenths).padStart(4, '0')
      expect(readNumber(`${text}%`)).toEqual({
        kind: 'float',
        value: Number(`${padded.slice(0, 1)}.${padded.slice(1)}`),
      })
    }
  })

  test('in percent is not the quotient by 100', () => {
    expect(readNumber('0.7%')).toEqual({ kind: 'float', value: 0.007 })
    expect(0.7 / 100).not.toBe(0.007)
  })

  test('in basis points moves the point by four', () => {
    expect(readNumber('12.5bps')).toEqual({ kind: 'float', value: 0.00125 })
    expect(readNumber('1e2bps')).toEqual({ kind: 'float', value: 0.01 })
  })

  test('without point or exponent is whole, up to 2^53 − 1', () => {
    expect(readNumber('9_007_199_254_740_991')).toEqual({ kind: 'int', value: Number.MAX_SAFE_INTEGER })
    expect(readNumber('9007199254740992')).toBeNull()
    expect(readNumber('1.0')).toEqual({ kind: 'float', value: 1 })
  })

  test('with a unit is a duration in milliseconds', () => {
    expect(readNumber('90m')).toEqual({ kind: 'duration', ms: 5_400_000 })
    expect(readNumber('1w')).toEqual({ kind: 'duration', ms: 604_800_000 })
    expect(readNumber('99999999999999999w')).toBeNull()
  })

  test('beyond the doubles has no value', () => {
    expect(readNumber('1e309')).toBeNull()
    expect(readNumber('1e308%')).toEqual({ kind: 'float', value: 1e306 })
  })

  test.each([
    ['5min', '5m'],
    ['1h30m', '90m'],
    ['0.5d', '12h'],
    ['2.5s', '2500ms'],
    ['1_000sec', '1_000s'],
    ['007', '7'],
    ['0x1f', '31'],
    ['1.', '1.0'],
    ['.25', '0.25'],
    ['3percent', '3%'],
  ])('that is misspelt as %s was meant as %s', (text, instead) => {
    expect(explainNumber(text)).toMatchObject({ instead, sure: true })
  })

  test('is not guessed where the guess could be wrong', () => {
    expect(explainNumber('5M')).toMatchObject({ instead: '5m', sure: false })
    expect(explainNumber('1.2.3').instead).toBeUndefined()
    expect(explainNumber('3mo').instead).toBeUndefined()
    expect(explainNumber('0.0001ms').instead).toBeUndefined()
  })
})

describe('a text', () => {
  test('has the escapes of JSON', () => {
    const spelling = '"\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0041"'
    const value: unknown = JSON.parse(spelling)
    expect(readText(spelling)).toEqual({ value, mistakes: [] })
  })

  test('is in NFC, from escapes too', () => {
    expect(readText('"e\\u0301"').value).toBe('é')
    expect(readText('"e\u0301"').value).toBe('é')
  })

  test('says where an escape is wrong', () => {
    expect(readText('"a\\x41 \\u00g1"').mistakes.map(({ at, length }) => [at, length])).toEqual([
      [2, 2],
      [7, 4],
    ])
  })

  test('refuses half a surrogate pair, escaped or raw', () => {
    expect(readText('"\\uD83D"').mistakes).toHaveLength(1)
    expect(readText('"\uD83D"').mistakes).toHaveLength(1)
    expect(readText('"\\uD83D\\uDE00"')).toEqual({ value: '😀', mistakes: [] })
  })

  test('refuses raw control characters', () => {
    expect(readText('"a\tb"').mistakes).toMatchObject([{ at: 2, length: 1, hint: 'write `\\u0009`' }])
  })
})

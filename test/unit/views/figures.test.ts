import { describe, expect, test } from 'vitest'
import { alignColumns, type Column } from '../../../cli/views/columns.ts'
import { counted, digits, fixed, percent, ratio, signed, span } from '../../../cli/views/figures.ts'
import { sparkline } from '../../../cli/views/sparkline.ts'

describe('figures', () => {
  test('digits before the point are grouped, those behind are not', () => {
    expect([fixed(1234567.891, 2), fixed(-999.999, 2), fixed(0.12345, 4)]).toEqual([
      '1,234,567.89',
      '-1,000.00',
      '0.1235',
    ])
  })

  test('what rounds to nothing has no sign', () => {
    expect([fixed(-0.001, 2), signed(0.001, 2), signed(0.01, 2)]).toEqual(['0.00', '0.00', '+0.01'])
  })

  test('what has no value is a dash', () => {
    expect([fixed(Number.NaN, 2), percent(null), ratio(null), span(null)]).toEqual(['–', '–', '–', '–'])
  })

  test('huge amounts are written with an exponent', () => {
    expect([fixed(1.5e18, 2), digits(1e21), digits(1e-9)]).toEqual(['1.500e+18', '1e+21', '1e-9'])
  })

  test('prices keep their own digits, up to eight', () => {
    expect([digits(1.1), digits(61_234.5), digits(100 / 3), digits(50)]).toEqual([
      '1.1',
      '61,234.5',
      '33.333333',
      '50',
    ])
  })

  test('a share is percent', () => {
    expect([percent(0.21), percent(0.21, true), percent(-0.5, true)]).toEqual([
      '21.00 %',
      '+21.00 %',
      '-50.00 %',
    ])
  })

  test.each([
    [90 * 86_400_000, '90 days'],
    [36 * 3_600_000, '36 hours'],
    [90_000, '90 seconds'],
    [1_000, '1 second'],
    [0, '0 seconds'],
  ])('%d ms is %s', (ms, text) => {
    expect(span(ms)).toBe(text)
  })

  test('a count has its noun', () => {
    expect([counted(1, 'tick'), counted(1_000, 'tick')]).toEqual(['1 tick', '1,000 ticks'])
  })
})

describe('a sparkline', () => {
  test('runs from the lowest to the highest value', () => {
    expect(sparkline([1, 2, 3, 4, 5, 6, 7, 8], 8)).toBe('▁▂▃▄▅▆▇█')
  })

  test('is no longer than its room, and ends on the last value', () => {
    expect(sparkline([0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 5)).toBe('▁▁▁▁█')
  })

  test('of equal values is flat, of none is empty, of no number is blank', () => {
    expect([sparkline([5, 5], 9), sparkline([], 9), sparkline([Number.NaN, 1, 2], 9)]).toEqual([
      '▁▁',
      '',
      ' ▁█',
    ])
  })
})

describe('columns', () => {
  const column = (cells: readonly string[], align: Column['align'], expendable = 0) => ({
    cells,
    align,
    expendable,
  })
  const columns = [
    column(['a', 'bbb'], 'left'),
    column(['10', '7'], 'right', 1),
    column(['x', 'yy'], 'right', 2),
  ]

  test('stand under one another', () => {
    expect(alignColumns(columns, 40)).toEqual(['a    10   x', 'bbb   7  yy'])
  })

  test('go, the most expendable first, where there is no room', () => {
    expect(alignColumns(columns, 9)).toEqual(['a    10', 'bbb   7'])
    expect(alignColumns(columns, 1)).toEqual(['a', 'bbb'])
  })
})

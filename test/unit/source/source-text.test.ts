import { describe, expect, test } from 'vitest'
import { createSource, lineStart, lineText, positionAt } from '../../../dsl/source/source-text.ts'

describe('source text', () => {
  test('counts lines and columns from 1', () => {
    const source = createSource('a', 'ab\ncd')
    expect([0, 1, 2, 3, 5].map((offset) => positionAt(source, offset))).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 2 },
      { line: 1, column: 3 },
      { line: 2, column: 1 },
      { line: 2, column: 3 },
    ])
  })

  test('ends lines at each kind of line break', () => {
    const source = createSource('a', 'a\nb\r\nc\rd\n')
    expect([1, 2, 3, 4, 5, 6].map((line) => lineText(source, line))).toEqual(['a', 'b', 'c', 'd', '', ''])
    expect(positionAt(source, 5)).toEqual({ line: 3, column: 1 })
    expect(lineStart(source, 4)).toBe(7)
  })

  test('counts columns in UTF-16 units, a tab as one', () => {
    const source = createSource('a', '\t😀x')
    expect(positionAt(source, 3)).toEqual({ line: 1, column: 4 })
  })

  test('moves offsets outside the text to its ends', () => {
    const source = createSource('a', 'ab\nc')
    expect(positionAt(source, -5)).toEqual({ line: 1, column: 1 })
    expect(positionAt(source, 99)).toEqual({ line: 2, column: 2 })
    expect(lineStart(source, 9)).toBe(4)
  })

  test('has one empty line when there is no text', () => {
    expect(positionAt(createSource('a', ''), 0)).toEqual({ line: 1, column: 1 })
  })
})

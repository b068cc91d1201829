// When output is coloured or drawn live.
import { describe, expect, test } from 'vitest'
import { describeScreen } from '../../../cli/screen.ts'
import { paintFor } from '../../../cli/views/paint.ts'

const terminal = { isTTY: true, columns: 120 }

describe('a screen', () => {
  test.each([
    ['a terminal', terminal, {}, { color: true, width: 120, interactive: true }],
    ['a pipe', {}, {}, { color: false, width: 80, interactive: false }],
    ['NO_COLOR', terminal, { NO_COLOR: '1' }, { color: false, width: 120, interactive: true }],
    ['an empty NO_COLOR', terminal, { NO_COLOR: '' }, { color: true, width: 120, interactive: true }],
    ['CI', terminal, { CI: 'true' }, { color: false, width: 120, interactive: false }],
    ['a dumb terminal', terminal, { TERM: 'dumb' }, { color: false, width: 120, interactive: false }],
    ['a narrow terminal', { isTTY: true, columns: 20 }, {}, { color: true, width: 40, interactive: true }],
  ])('is what %s allows', (_, stream, env, screen) => {
    expect(describeScreen(stream, env)).toEqual(screen)
  })

  test('without colour gets plain text', () => {
    expect(paintFor({ color: false })('error', 'x')).toBe('x')
  })

  test('with colour gets its text between two escapes', () => {
    expect(paintFor({ color: true })('error', 'x')).toBe('\u001B[31mx\u001B[39m')
  })
})

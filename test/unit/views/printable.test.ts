// Nothing that a terminal obeys comes out of a text that somebody else wrote.
import { describe, expect, test } from 'vitest'
import { renderDiagnostics } from '../../../cli/views/diagnostic-list.ts'
import { printable, printableText } from '../../../cli/views/printable.ts'
import { validateDag } from '../../../compiler/dag/validate.ts'
import { compileText } from '../../support/compile-text.ts'

describe('texts for a screen', () => {
  test('show control characters and turns of the writing as what they are', () => {
    expect(printableText('a\u001B[2Jb\u0007\u009B\u007F\u202Ec\u2066')).toBe(
      String.raw`a\u001B[2Jb\u0007\u009B\u007F\u202Ec\u2066`,
    )
    expect(printableText('one\r\ntwo\tthree\rfour')).toBe(`one\ntwo\tthree${String.raw`\u000D`}four`)
  })

  test('leave letters of all languages as they are', () => {
    const text = 'größer − 数 → ≥ 👩‍🚀'
    expect(printableText(text)).toBe(text)
  })

  test('are found in every list and object, and nothing else is touched', () => {
    const numbers = [1, 2, 3]
    const column = Float64Array.of(1)
    const shown = printable({ a: ['x\u001B', { b: '\u202E' }], numbers, column, none: null })
    expect(shown).toEqual({
      a: [String.raw`x\u001B`, { b: String.raw`\u202E` }],
      numbers,
      column,
      none: null,
    })
    expect(shown.numbers).toBe(numbers)
  })

  test('are so in diagnostics', () => {
    const diagnostic = {
      code: 'QD0000',
      severity: 'error',
      title: '',
      message: 'x\u001B[31m',
      docs: '',
    } as const
    expect(renderDiagnostics([diagnostic], { color: false })).toBe(
      `error[QD0000]: x${String.raw`\u001B`}[31m\n`,
    )
  })
})

describe('the label of a node', () => {
  const labelOf = (expression: string): string | undefined => {
    const { document } = compileText(
      `strategy s\ninput a: Bar from stream("x:A") @ 1m missing skip\nemit signal z = ${expression}\n`,
    )
    expect(validateDag(JSON.parse(JSON.stringify(document)))).toMatchObject({ ok: true })
    return document.nodes.at(-1)?.meta.label
  }

  test("is the user's own text on one line", () => {
    expect(labelOf('(a.close\n  + a.open)')).toBe('a.close + a.open')
  })

  test('is the term where the text holds a comment', () => {
    expect(labelOf('(a.close // \u001B[2J all is well\n  + a.open)')).toBe('a.close + a.open')
  })
})

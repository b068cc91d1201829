import { Lexer } from 'chevrotain'
import { describe, expect, test } from 'vitest'
import { FileParser } from '../../../dsl/syntax/file-parser.ts'
import { LENGTH_LIMIT, parse, parseExpression } from '../../../dsl/syntax/parse.ts'
import { lexed } from '../../../dsl/syntax/tokens.ts'
import { exprText, treeText } from '../../support/tree-text.ts'

const read = (text: string) => parse({ path: 'a.qdag', text })
const codes = (text: string) => read(text).findings.map((finding) => finding.code)

describe('the grammar', () => {
  test('has no mistake that chevrotain can find', () => {
    expect(() => new FileParser(true)).not.toThrow()
    const lexer = new Lexer([...lexed], { positionTracking: 'onlyOffset', ensureOptimizations: true })
    expect(lexer.lexerDefinitionErrors).toEqual([])
  })
})

describe('parsing', () => {
  test('gives the same tree whatever was parsed before', () => {
    const text = 'strategy s\nlet a = f(1, x => x)\n'
    const before = read(text)
    read('lib t\nlet = ((( "')
    expect(read(text)).toEqual(before)
  })

  test('reads Windows line ends and a byte order mark', () => {
    const text = 'strategy s\n/// doc\nlet a = 1 // end\nlet b = "x"\n'
    const windows = `\uFEFF${text.replaceAll('\n', '\r\n')}`
    const { file } = read(windows)
    expect(file === null ? '' : treeText(file)).toBe('strategy s\n/// doc\nlet a = 1\nlet b = "x"')
    expect(codes(windows)).toEqual([])
  })

  test('refuses a text that is too long, and says so', () => {
    const parsed = read(' '.repeat(LENGTH_LIMIT + 1))
    expect(parsed.file).toBeNull()
    expect(parsed.findings.map((finding) => finding.code)).toEqual(['QD0122'])
  })

  test('stops collecting after a hundred mistakes', () => {
    const found = codes(`strategy s\n${'let a = 1 2\n'.repeat(500)}`)
    expect(found).toHaveLength(101)
    expect(found.at(-1)).toBe('QD0121')
  })

  test('keeps every sound definition of a file with many broken ones', () => {
    const { file } = read(`strategy s\n${'let a = 1 +\nlet b = 2\nemit\n'.repeat(50)}`)
    const kinds = file?.items.map((item) => (item.kind === 'let' ? item.value.kind : item.kind)) ?? []
    expect(kinds).toEqual(Array.from({ length: 50 }, () => ['broken', 'int', 'broken-item']).flat())
  })
})

describe('comments', () => {
  test('are kept with their kind, place and the blank lines before them', () => {
    const { comments } = read('//! file\nstrategy s // behind\n\n\n/// doc\nlet a = 1\n//// plain\n')
    expect(
      comments.map(({ kind, text, ownLine, blankLinesBefore }) => [kind, text, ownLine, blankLinesBefore]),
    ).toEqual([
      ['module', '//! file', true, 0],
      ['plain', '// behind', false, 0],
      ['item', '/// doc', true, 2],
      ['plain', '//// plain', true, 0],
    ])
  })
})

describe('an expression alone', () => {
  test('is read whole', () => {
    const { expr, findings } = parseExpression({ path: 'expression', text: 'sma(close, 20) > 1%' })
    expect(expr === null ? '' : exprText(expr)).toBe('(sma(close, 20) > 0.01f)')
    expect(findings).toEqual([])
  })

  test('ends with the text', () => {
    const { findings } = parseExpression({ path: 'expression', text: 'a b' })
    expect(findings.map(({ message }) => message)).toEqual([
      'expected an operator or the end of the expression, found `b`',
    ])
  })

  test.each(['', 'let a = 1', '1 +', ')', 'sma(x'])('that is none, %j, gives one finding', (text) => {
    expect(parseExpression({ path: 'expression', text }).findings).toHaveLength(1)
  })
})

describe('nothing overflows', () => {
  const start = 'strategy s\nlet a = '
  test.each([
    ['else if', `${start}${'if c then a else '.repeat(5000)}x`],
    ['??', `${start}${'a ?? '.repeat(5000)}x`],
    ['+', `${start}${'a + '.repeat(20_000)}x`],
    ['<', `${start}${'a < '.repeat(5000)}x`],
    ['or and', `${start}${'a or b and '.repeat(5000)}x`],
    ['64 brackets with 64 ifs', `${start}${'f(p => if a then '.repeat(64)}x${' else y)'.repeat(64)}`],
    ['64 blocks', `${start}${'{ let x = '.repeat(64)}1${' x }'.repeat(64)}`],
  ])('on a long row of %s, which is read', (_, text) => {
    expect(codes(text)).toEqual([])
  })

  test.each([
    ['not', `${start}${'not '.repeat(5000)}x`],
    ['-', `${start}${'-'.repeat(5000)}x`],
    ['[1]', `${start}x${'[1]'.repeat(5000)}`],
    ['.f', `${start}x${'.f'.repeat(5000)}`],
    ['.f()', `${start}x${'.f()'.repeat(5000)}`],
    ['is na', `${start}x${' is na'.repeat(5000)}`],
    ['(', `${start}${'('.repeat(5000)}x${')'.repeat(5000)}`],
    ['open (', `${start}${'('.repeat(100_000)}`],
    ['if', `${start}${'if '.repeat(5000)}x`],
    ['if then', `${start}${'if a then '.repeat(5000)}x${' else y'.repeat(5000)}`],
    ['else 1 + if', `${start}${'if a then b else 1 + '.repeat(5000)}x`],
    ['group<', `strategy s\nparam p: ${'group<'.repeat(5000)}Bar${'>'.repeat(5000)} = 1`],
    ['{ a:', `strategy s\nparam p: ${'{ a: '.repeat(5000)}Bar${'}'.repeat(5000)} = 1`],
  ])('on a deep nest of %s, which gives one finding', (_, text) => {
    expect(codes(text)).toEqual(['QD0106'])
  })
})

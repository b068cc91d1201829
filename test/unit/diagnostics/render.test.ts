import { describe, expect, test } from 'vitest'
import type { Label } from '../../../dsl/diagnostics/finding.ts'
import { renderDiagnostic } from '../../../dsl/diagnostics/render.ts'
import type { RenderOptions } from '../../../dsl/diagnostics/render.ts'
import { report } from '../../../dsl/diagnostics/report.ts'
import { createSource } from '../../../dsl/source/source-text.ts'
import type { SourceText } from '../../../dsl/source/source-text.ts'

const text = 'let edge = m5.close - h1.close\nlet b = 1\n\n  let c = 2\n'
const sources = new Map<string, SourceText>(
  [createSource('mtf.qdag', text), createSource('lib.qdag', 'fn f(x: float) = x\n')].map((one) => [
    one.path,
    one,
  ]),
)
const spanOf = (words: string, file = 'mtf.qdag') => {
  const start = sources.get(file)?.text.indexOf(words) ?? 0
  return { file, start, end: start + words.length }
}
const render = (words: string, labels: readonly Label[] = [], options: RenderOptions = {}) =>
  renderDiagnostic(
    report('QD0110', spanOf(words), { close: '`)`', open: '`(`' }, { labels }),
    (path) => sources.get(path),
    options,
  )
    .split('\n')
    .slice(1)

describe('a rendered finding', () => {
  test('has two labels of one line below each other', () => {
    const labels = [
      { span: spanOf('m5.close'), text: 'every 5m' },
      { span: spanOf('h1.close'), text: 'every 1h' },
    ]
    expect(render('m5.close', labels)).toEqual([
      '  ┌─ mtf.qdag:1:12',
      '1 │ let edge = m5.close - h1.close',
      '  │            ^^^^^^^^   ^^^^^^^^ every 1h',
      '  │            every 5m',
    ])
  })

  test('puts labels that would touch on rows of their own', () => {
    const labels = [
      { span: spanOf('edge'), text: 'the first of them' },
      { span: spanOf('m5'), text: 'the second of them' },
      { span: spanOf('h1'), text: 'the third' },
    ]
    expect(render('edge', labels).slice(2)).toEqual([
      '  │     ^^^^   ^^         ^^ the third',
      '  │            the second of them',
      '  │     the first of them',
    ])
  })

  test('puts labels that fit on one row', () => {
    const labels = [
      { span: spanOf('edge'), text: 'one' },
      { span: spanOf('m5'), text: 'two' },
      { span: spanOf('h1'), text: 'three' },
    ]
    expect(render('edge', labels).slice(2)).toEqual([
      '  │     ^^^^   ^^         ^^ three',
      '  │     one    two',
    ])
  })

  test('marks the first and the last line of a span over several', () => {
    expect(render('m5.close - h1.close\nlet b = 1\n\n  let c', [])).toEqual([
      '  ┌─ mtf.qdag:1:12',
      '1 │ let edge = m5.close - h1.close',
      '  │            ^^^^^^^^^^^^^^^^^^^',
      '  ⋮',
      '4 │   let c = 2',
      '  │   ^^^^^',
    ])
  })

  test('shows labels of other files', () => {
    expect(render('b', [{ span: spanOf('x', 'lib.qdag'), text: 'declared here' }])).toEqual([
      '  ┌─ mtf.qdag:2:5',
      '2 │ let b = 1',
      '  │     ^',
      '  ┌─ lib.qdag:1:6',
      '1 │ fn f(x: float) = x',
      '  │      ^ declared here',
    ])
  })

  test('shows one caret for an empty span and for the end of the file', () => {
    const end = { file: 'mtf.qdag', start: text.length, end: text.length }
    const finding = report('QD0112', end, {})
    expect(
      renderDiagnostic(finding, (path) => sources.get(path))
        .split('\n')
        .slice(1, 4),
    ).toEqual(['  ┌─ mtf.qdag:5:1', '5 │', '  │ ^'])
  })

  test('keeps marks in sight when it cuts a line', () => {
    const rows = render('h1.close', [], { width: 16 })
    expect(rows.slice(1)).toEqual(['1 │ …close - h1.close', '  │          ^^^^^^^^'])
  })

  test('names the file when the source is not at hand', () => {
    const finding = report('QD0112', { file: 'gone.qdag', start: 0, end: 0 }, {})
    expect(renderDiagnostic(finding, () => undefined)).toBe(
      [
        'error[QD0112]: a file begins with `strategy NAME` or `lib NAME`',
        '  ┌─ gone.qdag',
        '  = hint: a strategy has inputs and sinks; a lib has functions for others to import',
      ].join('\n'),
    )
  })

  test('gives each part to the function that colours it', () => {
    const finding = report('QD0112', spanOf('b'), {})
    const rendered = renderDiagnostic(finding, (path) => sources.get(path), {
      style: (role, part) => `<${role}>${part}</>`,
    })
    expect(rendered.split('\n')).toEqual([
      '<error>error[QD0112]</><plain>: a file begins with `strategy NAME` or `lib NAME`</>',
      '<frame>  ┌─ mtf.qdag:2:5</>',
      '<frame>2 │</> let b = 1',
      '<frame>  │</> <error>    ^</>',
      '<hint>  = hint: a strategy has inputs and sinks; a lib has functions for others to import</>',
    ])
  })

  test('lines up carets behind tabs, wide and invisible characters', () => {
    const odd = createSource('o', 'a\t日本\u0301\u0007x')
    const finding = report('QD0112', { file: 'o', start: odd.text.length - 1, end: odd.text.length }, {})
    expect(
      renderDiagnostic(finding, () => odd)
        .split('\n')
        .slice(2, 4),
    ).toEqual(['1 │ a   日本\u0301\uFFFDx', '  │          ^'])
  })
})

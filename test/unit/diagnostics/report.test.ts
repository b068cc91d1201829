import { describe, expect, test } from 'vitest'
import { toDiagnostic } from '../../../dsl/diagnostics/diagnostic.ts'
import { compareFindings } from '../../../dsl/diagnostics/finding.ts'
import { report } from '../../../dsl/diagnostics/report.ts'
import { createSource } from '../../../dsl/source/source-text.ts'

const span = { file: 'a.qdag', start: 12, end: 16 }
const source = createSource('a.qdag', 'strategy s\n\t5min\n')

describe('a finding', () => {
  test('takes its texts from the catalogue', () => {
    expect(report('QD0102', span, { reason: 'unknown unit `min`', instead: '5m' })).toEqual({
      code: 'QD0102',
      severity: 'error',
      title: 'Malformed number',
      message: 'unknown unit `min`; did you mean 5m?',
      span,
      labels: [],
    })
  })

  test('has a hint only where the catalogue has one to give', () => {
    expect(report('QD0108', span, {}).hint).toContain('else na')
    expect('hint' in report('QD0101', span, { found: '`$`' })).toBe(false)
    expect(report('QD0101', span, { found: '`;`', hint: 'leave it out' }).hint).toBe('leave it out')
  })

  test('takes the arguments of its code and no others', () => {
    // @ts-expect-error the arguments of QD0111 are `found` and `instead`
    expect(report('QD0111', span, { found: 'lte' }).code).toBe('QD0111')
    // @ts-expect-error there is no such code
    expect(() => report('QD0000', span, {})).toThrow(TypeError)
  })

  test('is ordered by file, place and code', () => {
    const at = (file: string, start: number) => report('QD0108', { file, start, end: start + 1 }, {})
    const findings = [
      at('b', 0),
      at('a', 7),
      report('QD0104', { file: 'a', start: 7, end: 8 }, {}),
      at('a', 2),
    ]
    const sorted = findings
      .toSorted(compareFindings)
      .map(({ code, span: { file, start } }) => `${file}${start}${code}`)
    expect(sorted).toEqual(['a2QD0108', 'a7QD0104', 'a7QD0108', 'b0QD0108'])
  })
})

describe('a diagnostic', () => {
  const finding = report(
    'QD0102',
    span,
    { reason: 'unknown unit `min`', instead: '5m' },
    { fix: { title: 'replace by 5m', edits: [{ span, newText: '5m' }] } },
  )

  test('gives lines and columns for offsets', () => {
    const range = { start: { line: 2, column: 2 }, end: { line: 2, column: 6 } }
    expect(toDiagnostic(finding, () => source)).toEqual({
      code: 'QD0102',
      severity: 'error',
      title: 'Malformed number',
      message: 'unknown unit `min`; did you mean 5m?',
      file: 'a.qdag',
      range,
      fix: { title: 'replace by 5m', edits: [{ range, newText: '5m' }] },
      docs: 'qmtl explain QD0102',
    })
  })

  test('keeps the file when the source is not at hand', () => {
    const diagnostic = toDiagnostic(finding, () => undefined)
    expect(diagnostic.file).toBe('a.qdag')
    expect('range' in diagnostic || 'fix' in diagnostic).toBe(false)
  })
})

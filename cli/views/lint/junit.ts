// Findings as a JUnit report: a suite a file, a failed case a finding; a clean file is a passed case.
import type { LintFinding, LintResult } from '../../operations/lint.ts'

/** XML 1.0 cannot hold most control characters, whatever the escape. */
function xml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\t', '&#9;')
}

function attributes(given: Readonly<Record<string, string | number>>): string {
  return Object.entries(given)
    .map(([name, value]) => ` ${name}="${xml(String(value))}"`)
    .join('')
}

function failedCase({ code, severity, title, message, hint, file = '', range }: LintFinding): string {
  const line = range?.start.line ?? 1
  const name = `${code} ${title} (${line}:${range?.start.column ?? 1})`
  const body = hint === undefined ? message : `${message}\n${hint}`
  return [
    `    <testcase${attributes({ name, classname: file, file, line })}>\n`,
    `      <failure${attributes({ message, type: severity })}>${xml(body)}</failure>\n`,
    '    </testcase>\n',
  ].join('')
}

function suite(file: string, findings: readonly LintFinding[]): string {
  const cases =
    findings.length === 0
      ? [`    <testcase${attributes({ name: 'lint', classname: file, file })}/>\n`]
      : findings.map(failedCase)
  const head = attributes({
    name: file,
    tests: cases.length,
    failures: findings.length,
    errors: 0,
    skipped: 0,
  })
  return `  <testsuite${head}>\n${cases.join('')}  </testsuite>\n`
}

export function junitView({ paths, findings }: LintResult): string {
  const elsewhere = findings.flatMap(({ file = '' }) => (paths.includes(file) ? [] : [file]))
  const files = [...new Set([...paths, ...elsewhere])]
  const suites = files.map((file) =>
    suite(
      file,
      findings.filter((finding) => (finding.file ?? '') === file),
    ),
  )
  const clean = files.filter((file) => !findings.some((finding) => (finding.file ?? '') === file)).length
  const head = attributes({
    name: 'qmtl lint',
    tests: findings.length + clean,
    failures: findings.length,
    errors: 0,
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${head}>\n${suites.join('')}</testsuites>\n`
}

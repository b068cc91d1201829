// The outcome of test blocks for people: one line a test, and what failed below it.
import type { TestResult } from '../operations/test.ts'
import type { Screen } from '../screen.ts'
import { paintFor } from './paint.ts'

export function testView(result: TestResult, screen: Screen): string {
  const paint = paintFor(screen)
  const lines: string[] = []
  let file = ''
  for (const test of result.tests) {
    if (test.file !== file) lines.push(paint('heading', test.file))
    file = test.file
    lines.push(`  ${test.ok ? paint('good', '✔') : paint('error', '✘')} ${test.name}`)
    for (const line of test.message?.split('\n') ?? []) lines.push(`      ${line}`)
  }
  lines.push(result.tests.length === 0 ? 'no tests' : `${result.passed} passed, ${result.failed} failed`)
  return `${lines.join('\n')}\n`
}

// Runs the `test` blocks of strategies and libraries.
import { locator } from '../../compiler/compile.ts'
import { runTest } from '../../compiler/testing/run-test.ts'
import { positionAt } from '../../dsl/source/source-text.ts'
import { ok } from '../../services/core/result.ts'
import type { Result } from '../../services/core/result.ts'
import type { Outcome } from '../outcome.ts'
import { chooseSources } from '../project/find-sources.ts'
import { openWorkspace } from '../project/open-project.ts'
import type { CallPlace } from '../project/open-project.ts'
import { compileSources } from './compile-sources.ts'
import type { CompiledSource } from './compile-sources.ts'

export interface TestEntry {
  readonly file: string
  readonly name: string
  readonly ok: boolean
  readonly message?: string
}

export interface TestResult {
  readonly passed: number
  readonly failed: number
  readonly tests: readonly TestEntry[]
}

/** Runs the tests of the named files, else of the whole project. */
export function testSources(place: CallPlace, named: readonly string[]): Result<Outcome<TestResult>> {
  const workspace = openWorkspace(place)
  if (!workspace.ok) return workspace
  const files = chooseSources(workspace.value, named)
  if (!files.ok) return files
  const { sources, findings, diagnostics } = compileSources(workspace.value, files.value)
  const tests = sources.flatMap(testSource)
  const failed = tests.filter((test) => !test.ok).length
  return ok({
    result: { passed: tests.length - failed, failed, tests },
    diagnostics,
    findings,
    exits: failed > 0 ? ['failed'] : [],
  })
}

function testSource({ compiled, source, lookup }: CompiledSource): readonly TestEntry[] {
  const locate = locator(lookup)
  return compiled.tests.map((test) => {
    const { title, failures } = runTest(test, locate)
    const lines = failures.map(({ expectation, message }) => {
      const { line } = positionAt(source, expectation.span.start)
      return `line ${line}: \`${expectation.text}\` ${message}`
    })
    const entry = { file: source.path, name: title, ok: lines.length === 0 }
    return lines.length === 0 ? entry : { ...entry, message: lines.join('\n') }
  })
}

// The reports of lint for other programs, byte for byte, and each held against its own rules: SARIF
// against the schema of the standard, fingerprints against moved lines, escapes against hostile names.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { lintSources, type LintResult } from '../../../cli/operations/lint.ts'
import { githubView } from '../../../cli/views/lint/github.ts'
import { humanView } from '../../../cli/views/lint/human.ts'
import { junitView } from '../../../cli/views/lint/junit.ts'
import { sarifView } from '../../../cli/views/lint/sarif.ts'
import { rewrites } from '../../support/golden-file.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const SOURCES = {
  'clean.qdag':
    'strategy clean\ninput a: Bar from stream("x:A") @ 1m missing skip\nemit signal s = a.close\n',
  'odd, name: 100%.qdag': [
    'strategy odd',
    'param idle: int = 3',
    'input a: Bar from stream("x:A") @ 1m missing skip',
    'let up = if a.close < a.open then true else false',
    'emit target t = if up then 2 else 0',
    '',
  ].join('\n'),
  'broken.qdag': 'strategy broken\nlet a = "<&>" + 1\n',
}

function lint(sources: Readonly<Record<string, string>>): LintResult {
  const folder = tempFolder({ ...sources, 'qmtl.yaml': `version: 1\nstrategies: ['*.qdag']\n` })
  const place = { cwd: folder, project: folder }
  const outcome = lintSources(place, { named: [], fix: false })
  if (!outcome.ok || outcome.value.result === null) throw new TypeError('lint failed')
  return outcome.value.result
}

const sarifLog = z.object({
  runs: z.tuple([
    z.object({
      tool: z.object({ driver: z.object({ rules: z.array(z.object({ id: z.string() })) }) }),
      results: z.array(
        z.object({
          ruleId: z.string(),
          ruleIndex: z.int(),
          locations: z.tuple([
            z.object({ physicalLocation: z.object({ region: z.object({ startLine: z.int().min(1) }) }) }),
          ]),
        }),
      ),
    }),
  ]),
})

const NAMES = ['human.txt', 'report.json', 'report.sarif', 'github.txt', 'junit.xml'] as const

function report(name: (typeof NAMES)[number], result = lint(SOURCES)): string {
  switch (name) {
    case 'human.txt':
      return humanView(result)
    case 'report.json':
      return `${JSON.stringify(result, null, 2)}\n`
    case 'report.sarif':
      return sarifView(result, '1.2.3')
    case 'github.txt':
      return githubView(result)
    case 'junit.xml':
      return junitView(result)
  }
}

describe('reports of lint', () => {
  test.each(NAMES)('%s', (name) => {
    const made = report(name)
    const path = join(import.meta.dirname, name)
    if (rewrites()) writeFileSync(path, made)
    expect(made).toBe(readFileSync(path, 'utf8'))
  })

  test('SARIF is what the schema of version 2.1.0 says', () => {
    const path = join(import.meta.dirname, '../../data/schemas/sarif-2.1.0.json')
    // The schema is written for draft 4, of which it uses nothing that later drafts read otherwise.
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'))
    const { $schema: _, id: __, ...schema } = z.record(z.string(), z.unknown()).parse(read)
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
    addFormats.default(ajv)
    const holds = ajv.compile(schema)
    const log: unknown = JSON.parse(report('report.sarif'))
    expect([holds(log), holds.errors]).toEqual([true, null])
    expect(holds({ ...Object(log), runs: [{ results: [] }] })).toBe(false)
  })

  test('every SARIF result names its rule and has a region in its file', () => {
    const [{ tool, results }] = sarifLog.parse(JSON.parse(report('report.sarif'))).runs
    expect(results.map(({ ruleIndex }) => tool.driver.rules[ruleIndex]?.id)).toEqual(
      results.map(({ ruleId }) => ruleId),
    )
    expect(results.length).toBe(lint(SOURCES).findings.length)
  })

  test('fingerprints stay when lines move and differ where findings do', () => {
    const result = lint(SOURCES)
    const moved = lint(
      Object.fromEntries(
        Object.entries(SOURCES).map(([name, text]) => [name, text.replaceAll('\n', '\n// moved\n\n')]),
      ),
    )
    const marks = (one: LintResult) => one.findings.map(({ fingerprint }) => fingerprint)
    expect(marks(moved)).toEqual(marks(result))
    expect(new Set(marks(result)).size).toBe(result.findings.length)
    const changed = lint({ ...SOURCES, 'clean.qdag': SOURCES['clean.qdag'].replace('a.close', 'a.close[0]') })
    expect(marks(changed)).toEqual(expect.arrayContaining([...marks(result)]))
    expect(changed.findings.length).toBe(result.findings.length + 1)
  })

  test('a workflow command stays on its line, whatever a file is called', () => {
    const lines = report('github.txt').trimEnd().split('\n')
    expect(lines.length).toBe(lint(SOURCES).findings.length)
    expect(lines.filter((line) => !/^::(error|warning|notice) file=[^,:]+,line=\d+,/.test(line))).toEqual([])
  })
})

// docs/language.md says what happens: its programs compile and their tests pass, or get the diagnostics
// that stand below them; what its tables call equal is the same computation. `QMTL_UPDATE_GOLDENS=1`
// writes the diagnostics anew; read the difference before keeping it.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { compile, locator, sourcesOf } from '../../../compiler/compile.ts'
import { runTest } from '../../../compiler/testing/run-test.ts'
import { LATER_GENERATORS } from '../../../dsl/builtins/later.ts'
import { qd09 } from '../../../dsl/diagnostics/qd09.ts'
import { renderDiagnostic } from '../../../dsl/diagnostics/render.ts'
import { createSource } from '../../../dsl/source/source-text.ts'
import { compileText } from '../../support/compile-text.ts'
import { rewrites } from '../../support/golden-file.ts'

const path = fileURLToPath(new URL('../../../docs/language.md', import.meta.url))
const page = readFileSync(path, 'utf8')
const options = { missing: null }

interface Example {
  readonly program: string
  /** The diagnostics that the page shows below it; null where it is to be right. */
  readonly shown: string | null
}

const examples: readonly Example[] = [
  ...page.matchAll(/^```qdag\n([\s\S]*?)^```\n(?:\n?```diagnostics\n([\s\S]*?)^```\n)?/gm),
].map(([, program = '', shown]) => ({ program, shown: shown ?? null }))

/** The lines with which the page says that its shorter examples begin. */
const preamble = examples[0]?.program ?? ''

const isFile = (text: string): boolean => /^(?:\/\/.*\n)*(?:strategy|lib) /.test(text)

/** A whole file; a shorter example stands behind the preamble. */
function fileOf(program: string): string {
  return isFile(program) ? program : `${preamble}${program}`
}

function diagnosticsOf(program: string): string {
  const source = createSource('page.qdag', fileOf(program))
  const { findings } = compile(source, options)
  return findings.map((finding) => `${renderDiagnostic(finding, () => source)}\n`).join('\n')
}

function rewrite(program: string, shown: string, made: string): void {
  const below = (text: string) => `${program}\`\`\`\n\`\`\`diagnostics\n${text}`
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(below(shown), () => below(made)),
  )
}

describe('docs/language.md', () => {
  test('has examples that are right and examples that are wrong', () => {
    expect(isFile(preamble)).toBe(true)
    expect(examples.filter(({ shown }) => shown !== null).length).toBeGreaterThan(2)
  })

  test.each(examples.map((example, at) => ({ at: at + 1, ...example })))(
    'example $at',
    ({ program, shown }) => {
      const made = diagnosticsOf(program)
      if (shown !== null && rewrites()) rewrite(program, shown, made)
      expect(shown !== null && rewrites() ? shown : made).toBe(shown ?? '')
      if (shown !== null) return
      const source = createSource('page.qdag', fileOf(program))
      const { tests } = compile(source, options)
      const locate = locator(sourcesOf(source, options))
      const failures = tests.flatMap((each) => runTest(each, locate).failures)
      expect(failures.map(({ expectation, message }) => `${expectation.text} ${message}`)).toEqual([])
    },
  )

  test.each(tableRows('is read as'))('reads %s as %s', (a = '', b = '') => {
    const { program } = compileText(`${preamble}let first = ${a}\nlet second = ${b}\n`)
    const [first, second] = ['first', 'second'].map((name) => program.lets.find((each) => each.name === name))
    expect(first?.value.term).toBe(second?.value.term)
  })

  test.each(tableRows('here').map((row) => row.slice(-1)))('can write %s', (written = '') => {
    expect(compileText(`${preamble}let value = ${written}\n`).findings).toEqual([])
  })

  test('names every code of what cannot be run yet, and every generator that comes later', () => {
    const unnamed = [...Object.keys(qd09), ...LATER_GENERATORS].filter((name) => !page.includes(name))
    expect(unnamed).toEqual([])
  })
})

/** The first code of each cell, for the rows of the tables with that word in their heading. */
function tableRows(heading: string): readonly (readonly string[])[] {
  const tables = page.split('\n\n').map((part) => part.split('\n').filter((line) => line.startsWith('|')))
  const rows = tables.filter(([head]) => head?.includes(`| ${heading} |`)).flatMap((table) => table.slice(2))
  expect(rows.length).toBeGreaterThan(3)
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => /`([^`]+)`/.exec(cell)?.[1] ?? ''),
  )
}

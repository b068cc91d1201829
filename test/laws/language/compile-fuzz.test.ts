// Whatever the text: compiling it ends, throws nothing, says each thing once and at a place that is
// there; what comes out is a document that the validator accepts, and its tests run.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile, locator, sourcesOf } from '../../../compiler/compile.ts'
import { validateDag } from '../../../compiler/dag/validate.ts'
import { defaultLint, lintFile } from '../../../compiler/lint/lint-file.ts'
import { runTest } from '../../../compiler/testing/run-test.ts'
import { createSource } from '../../../dsl/source/source-text.ts'
import { createChance } from '../../support/chance.ts'
import { holds } from '../../support/generated-cases.ts'
import { generateProgram } from '../../support/generate-program.ts'
import { programsIn } from '../../support/golden-sources.ts'
import { anyText, mutated, tokenSoup } from '../../support/mutations.ts'
import { printProgram } from '../../support/print-program.ts'

const golden = join(import.meta.dirname, '../../golden')
const vectors = join(golden, 'identity')
const library = join(import.meta.dirname, '../../../dsl/std')
const read = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.qdag'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))

/** Programs of every kind; those that are large on purpose are left out. */
const programs = [
  ...programsIn(join(golden, 'syntax')),
  ...programsIn(join(golden, 'check')),
  ...read(vectors),
  ...read(library),
  ...Array.from({ length: 20 }, (_, seed) => printProgram(generateProgram(createChance(seed)))),
].filter((text) => text.length < 3_000)

const TOKEN = /"[^"\n]*"|[A-Za-z_][A-Za-z0-9_]*|[0-9][0-9A-Za-z_.%]*/g
const STRANGE = [
  '0',
  '-1',
  '1000001',
  '0.5',
  '5m',
  '"x"',
  'na',
  'true',
  'bars',
  'close',
  'prev',
  'scan',
  'hold',
  'rsi',
  'table',
  'ramp',
  'x',
  'Bar',
  'int',
  'float',
  '[1, 2]',
  '{a: 1}',
  '(x => x)',
  '1e308',
  '9007199254740991',
  '__proto__',
  'constructor',
] as const

/** A program with some of its names and literals replaced by others: it still parses, mostly. */
const renamed = fc
  .tuple(fc.constantFrom(...programs), fc.integer(), fc.integer({ min: 1, max: 4 }))
  .map(([program, seed, edits]) => {
    const chance = createChance(seed)
    let text = program
    for (let i = 0; i < edits; i += 1) {
      const tokens = [...text.matchAll(TOKEN)]
      const [first, ...rest] = tokens
      if (first === undefined) return text
      const at = chance.pick([first, ...rest])
      const by = chance.happens(0.5) ? chance.pick([first, ...rest])[0] : chance.pick(STRANGE)
      text = text.slice(0, at.index) + by + text.slice(at.index + at[0].length)
    }
    return text
  })

function checkText(text: string): void {
  const source = createSource('a.qdag', text)
  const options = { missing: 'skip' } as const
  const { file, findings, program, document, tests } = compile(source, options)
  const keys = findings.map(({ code, span, message }) => `${code} ${span.start} ${span.end} ${message}`)
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
  const outside = findings
    .flatMap((finding) => [finding.span, ...finding.labels.map((label) => label.span)])
    .filter(
      ({ file: path, start, end }) => path !== 'a.qdag' || start < 0 || end < start || end > text.length,
    )
  expect(outside).toEqual([])
  const wrong = findings.some((finding) => finding.severity === 'error')
  expect(document === null || !wrong).toBe(true)
  const places = lintFile(source, { file, program, findings }, defaultLint).map(({ span }) => span)
  expect(places.filter(({ start, end }) => start < 0 || end < start || end > text.length)).toEqual([])
  const checked = document === null ? { ok: true } : validateDag(JSON.parse(JSON.stringify(document)))
  expect(checked).toMatchObject({ ok: true })
  const locate = locator(sourcesOf(source, options))
  for (const each of tests.slice(0, 3)) expect(runTest(each, locate).title).toBe(each.title)
}

describe('compiling never throws, hangs or repeats itself', () => {
  const kinds: Readonly<Record<string, readonly [number, fc.Arbitrary<string>]>> = {
    'right programs': [60, fc.constantFrom(...programs)],
    'programs with other names and numbers': [400, renamed],
    'programs with pieces cut out, doubled, moved': [250, mutated(programs)],
    'tokens in any order': [150, tokenSoup],
    'any text': [100, anyText],
  }
  for (const [name, [cases, texts]] of Object.entries(kinds))
    test(name, () => holds(name, cases, fc.property(texts, checkText)))
})

// The library that is written in the language: its own tests, its module, its names.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LATER, LATER_GENERATORS } from '../../../dsl/builtins/later.ts'
import { PRIMITIVES } from '../../../dsl/builtins/registry.ts'
import { LIBRARY_FUNCTIONS, libraryFunction } from '../../../dsl/check/standard-library.ts'
import { libraryModule } from '../../../dsl/std/generate-library.ts'
import { compileText } from '../../support/compile-text.ts'
import { testText } from '../../support/run-text.ts'

const folder = join(import.meta.dirname, '../../../dsl/std')
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.qdag'))
  .map((name) => ({ path: `std/${name}`, text: readFileSync(join(folder, name), 'utf8') }))

const BARS = 'strategy s\ninput bars: Bar from stream("x:A") @ 1m missing skip\n'

describe('the library', () => {
  for (const { path, text } of files)
    test(`${path} passes its own tests`, () => {
      const outcomes = testText(text, path)
      expect(outcomes.length).toBeGreaterThan(0)
      expect(outcomes.filter((outcome) => !outcome.startsWith('ok '))).toEqual([])
    })

  test('its module is made of its files as they are', () => {
    const module = readFileSync(join(folder, 'generated/library.ts'), 'utf8')
    expect(module).toBe(libraryModule(files))
  })

  test('every exported function is documented, with a source', () => {
    const docs = LIBRARY_FUNCTIONS.map((name) => libraryFunction(name)?.fn.docs ?? '')
    expect(docs.filter((text) => !/\S/.test(text) || !text.includes('Source:'))).toEqual([])
  })

  test('names of later versions are not names of this one', () => {
    const here = new Set([...PRIMITIVES.keys(), ...LIBRARY_FUNCTIONS, 'const', 'ramp', 'table'])
    expect([...LATER, ...LATER_GENERATORS].filter((name) => here.has(name))).toEqual([])
    expect(LIBRARY_FUNCTIONS.filter((name) => PRIMITIVES.has(name))).toEqual([])
  })

  test('every function of it can be called as it is documented to be', () => {
    for (const name of LIBRARY_FUNCTIONS) {
      const [first] = libraryFunction(name)?.fn.params ?? []
      const argument = first?.type.kind === 'record' ? 'bars' : 'bars.close'
      expect(
        compileText(`${BARS}emit signal out = ${name}(${argument})`).document.nodes.length,
      ).toBeGreaterThan(1)
    }
  })
})

describe('an indicator that is used twice', () => {
  test('is computed once: one node of its own, two averages and the input', () => {
    const text = `${BARS}emit signal a = rsi(bars.close, 14) > 70\nemit signal b = rsi(n: 14, x: bars.close) < 30\nemit signal c = rsi(bars.close)`
    const { nodes } = compileText(text).document
    const types = nodes.map((node) => node.node_type).toSorted()
    expect(types).toEqual(['input', 'point', 'point', 'point', 'rec', 'rec'])
  })

  test('is shown where the user called it, never inside the library', () => {
    const { nodes } = compileText(`${BARS}emit signal a = rsi(bars.close, 14) - atr(bars, 5)`).document
    const places = nodes.flatMap(({ meta }) => [...meta.rows, ...meta.holes]).map((place) => place?.file)
    expect(new Set(places)).toEqual(new Set(['generated.qdag']))
  })
})

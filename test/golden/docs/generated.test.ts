// What `npm run generate` writes is what the sources say now: neither the module of the library nor the
// page of the builtin functions may be stale.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { builtinsPage } from '../../../cli/packaging/builtins-page.ts'
import { diagnosticsPage, lintPage } from '../../../cli/packaging/diagnostics-page.ts'
import { PRIMITIVES } from '../../../dsl/builtins/registry.ts'
import { LIBRARY_FUNCTIONS } from '../../../dsl/check/standard-library.ts'
import { libraryModule } from '../../../dsl/std/generate-library.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const files = readdirSync(join(root, 'dsl/std'))
  .filter((name) => name.endsWith('.qdag'))
  .map((name) => ({ path: `std/${name}`, text: readFileSync(join(root, 'dsl/std', name), 'utf8') }))
const page = readFileSync(join(root, 'docs/builtins.md'), 'utf8')

test('the module of the library is up to date: npm run generate', () => {
  expect(readFileSync(join(root, 'dsl/std/generated/library.ts'), 'utf8')).toBe(libraryModule(files))
})

test('the page of the builtin functions is up to date: npm run generate', () => {
  expect(page).toBe(builtinsPage(files))
})

test('the pages of codes and of lint are up to date: npm run generate', () => {
  expect(readFileSync(join(root, 'docs/diagnostics.md'), 'utf8')).toBe(diagnosticsPage())
  expect(readFileSync(join(root, 'docs/lint.md'), 'utf8')).toBe(lintPage())
})

test('the page has a section for every function, once', () => {
  const sections = [...page.matchAll(/^### (\w+)$/gm)].map(([, name = '']) => name)
  const functions = [...PRIMITIVES.keys(), ...LIBRARY_FUNCTIONS]
  expect(sections.toSorted()).toEqual(functions.toSorted())
})

// No file of the product needs itself to be loaded. Types may know each other both ways (a checker
// and its rules do); what is loaded may not.
import { expect, test } from 'vitest'
import { loadedFiles, productFiles } from './source-files.ts'

/** The first cycle found in a walk in depth, as its files in order; null when there is none. */
function findCycle(imports: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const state = new Map<string, 'open' | 'done'>()
  const trail: string[] = []
  const visit = (path: string): readonly string[] | null => {
    if (state.get(path) === 'done') return null
    if (state.get(path) === 'open') return [...trail.slice(trail.indexOf(path)), path]
    state.set(path, 'open')
    trail.push(path)
    for (const to of imports.get(path) ?? []) {
      const cycle = visit(to)
      if (cycle) return cycle
    }
    trail.pop()
    state.set(path, 'done')
    return null
  }
  for (const path of imports.keys()) {
    const cycle = visit(path)
    if (cycle) return cycle
  }
  return null
}

test('a planted cycle is found', () => {
  const imports = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
  ])
  expect(findCycle(imports)).toEqual(['b', 'c', 'b'])
})

test('no file needs itself to be loaded', () => {
  expect(findCycle(new Map(productFiles.map((file) => [file.path, loadedFiles(file)])))).toBeNull()
})

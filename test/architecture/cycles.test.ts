// No file of the product depends on itself through others, by types either: what knows each other
// both ways is one thing and belongs into one file, or a third thing is missing.
import { expect, test } from 'vitest'
import { productFiles } from './source-files.ts'

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

test('no file depends on itself through others', () => {
  expect(findCycle(new Map(productFiles.map((file) => [file.path, file.internal])))).toBeNull()
})

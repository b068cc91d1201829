// Holds the table of edges against every import of the product.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allowed, type Edge, forbidden, unreachable } from './edges.ts'
import { isWithin, productFiles, productFolders, root } from './source-files.ts'

const matches = (edge: Edge, from: string, to: string) => isWithin(from, edge.from) && isWithin(to, edge.to)

const isProduct = (path: string) => productFolders.some((folder) => isWithin(path, folder))

/** The one file outside the product's folders that it reads: its own name and version. */
const outside = new Set(['package.json'])

describe('layers', () => {
  test('every import follows an allowed edge', () => {
    const offences = productFiles.flatMap((file) =>
      file.internal
        .filter((to) => !outside.has(to) && !allowed.some((edge) => matches(edge, file.path, to)))
        .map((to) => `${file.path} imports ${to}, and no row of edges.ts allows it`),
    )
    expect(offences).toEqual([])
  })

  test('no import follows a forbidden edge', () => {
    const offences = productFiles.flatMap((file) =>
      file.internal.flatMap((to) =>
        forbidden
          .filter((edge) => matches(edge, file.path, to))
          .map((edge) => `${file.path} imports ${to}, but ${edge.because}`),
      ),
    )
    expect(offences).toEqual([])
  })

  test('services reach no part of the front end, through others either', () => {
    const imports = new Map(productFiles.map((file) => [file.path, file.internal]))
    const cameFrom = new Map<string, string | null>()
    const queue = productFiles.filter((file) => isWithin(file.path, 'services')).map((file) => file.path)
    for (const path of queue) cameFrom.set(path, null)
    for (let at = queue.pop(); at !== undefined; at = queue.pop())
      for (const to of imports.get(at) ?? [])
        if (!cameFrom.has(to)) {
          cameFrom.set(to, at)
          queue.push(to)
        }
    const way = (path: string): string => {
      const before = cameFrom.get(path)
      return before ? `${way(before)} → ${path}` : path
    }
    const offences = [...cameFrom.keys()].flatMap((path) =>
      unreachable.filter((edge) => isWithin(path, edge.to)).map((edge) => `${way(path)}: ${edge.because}`),
    )
    expect(offences).toEqual([])
  })

  test('every import of a file of ours names a file that exists', () => {
    const known = new Set(productFiles.map((file) => file.path))
    const missing = productFiles.flatMap((file) =>
      file.internal
        .filter((to) => isProduct(to) && !known.has(to) && !to.endsWith('.json'))
        .map((to) => `${file.path}: ${to}`),
    )
    expect(missing).toEqual([])
  })

  test('the rules see every source file of the product', () => {
    const count = (folder: string): number =>
      readdirSync(folder, { withFileTypes: true })
        .map((entry) =>
          entry.isDirectory() ? count(join(folder, entry.name)) : Number(/\.(?:ts|tsx|js)$/.test(entry.name)),
        )
        .reduce((sum, n) => sum + n, 0)
    const there = productFolders.map((folder) => count(join(root, folder))).reduce((sum, n) => sum + n, 0)
    expect(productFiles).toHaveLength(there)
    expect(there).toBeGreaterThan(20)
  })
})

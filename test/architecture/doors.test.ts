// Each outside library is imported only through its door, and the pure half knows no Node at all.
import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { nodeDoors, packageDoors, pureHalf } from './doors.ts'
import { isWithin, productFiles, testFiles } from './source-files.ts'

const isPure = (path: string) => isWithin(path, 'dsl') || isWithin(path, 'compiler')
const throughDoor = (path: string, doors: readonly string[]) => doors.some((door) => isWithin(path, door))

/** Everything that is bundled or used for building; an installed package depends on nothing. */
const dependencies: Readonly<Record<string, string>> = manifest.devDependencies

describe('doors', () => {
  test('every package is imported through its door', () => {
    const offences = productFiles.flatMap((file) =>
      file.external
        .filter((name) => !name.startsWith('node:') && !throughDoor(file.path, packageDoors[name] ?? []))
        .map(
          (name) =>
            `${file.path} imports ${name}; its door: ${(packageDoors[name] ?? ['none yet']).join(', ')}`,
        ),
    )
    expect(offences).toEqual([])
  })

  test('what reaches outside the process is imported through its door', () => {
    const offences = productFiles.flatMap((file) =>
      file.external
        .filter((name) => nodeDoors[name] && !throughDoor(file.path, nodeDoors[name]))
        .map((name) => `${file.path} imports ${name}; its door: ${(nodeDoors[name] ?? []).join(', ')}`),
    )
    expect(offences).toEqual([])
  })

  test('dsl and compiler import nothing of Node but the hash function', () => {
    const offences = productFiles
      .filter((file) => isPure(file.path))
      .flatMap((file) =>
        file.external
          .filter((name) => name.startsWith('node:') && !throughDoor(file.path, pureHalf[name] ?? []))
          .map((name) => `${file.path} imports ${name}`),
      )
    expect(offences).toEqual([])
  })

  test('built-in modules are imported by their node: names', () => {
    const bare = new Set([
      'assert',
      'child_process',
      'crypto',
      'events',
      'fs',
      'http',
      'net',
      'os',
      'path',
      'stream',
      'url',
      'util',
    ])
    const offences = [...productFiles, ...testFiles].flatMap((file) =>
      file.external.filter((name) => bare.has(name)).map((name) => `${file.path} imports ${name}`),
    )
    expect(offences).toEqual([])
  })

  test('what the product imports is a dependency, and its version is exact', () => {
    const used = new Set(
      productFiles.filter((file) => !isWithin(file.path, 'cli/packaging')).flatMap((file) => file.external),
    )
    const missing = [...used].filter((name) => !name.startsWith('node:') && !dependencies[name])
    const loose = Object.entries(dependencies)
      .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
      .map(([name, version]) => `${name}@${version}`)
    expect({ missing, loose }).toEqual({ missing: [], loose: [] })
  })
})

// What the imports of a project lead to.
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createModules } from '../../../cli/project/modules.ts'
import { compile } from '../../../compiler/compile.ts'
import { createSource } from '../../../dsl/source/source-text.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const LIB = 'lib stats\nexport fn twice(x: float): float = x * 2.0\n'

function found(root: string, from: string, specifier: string): unknown {
  const module = createModules(root, new Map())(from, specifier)
  return 'source' in module ? module.source.path : module
}

describe('an import', () => {
  test('leads to a file beside the one that imports', () => {
    const root = tempFolder({ 'a/s.qdag': '', 'a/lib/x.qdag': LIB, 'y.qdag': LIB })
    expect(found(root, 'a/s.qdag', './lib/x.qdag')).toBe('a/lib/x.qdag')
    expect(found(root, 'a/s.qdag', '../y.qdag')).toBe('y.qdag')
  })

  test('of what is not there says so', () => {
    const root = tempFolder({ 'Lib/x.qdag': LIB })
    expect(found(root, 's.qdag', './gone/x.qdag')).toEqual({ reason: 'missing', path: 'gone/x.qdag' })
    expect(found(root, 's.qdag', './lib/x.qdag')).toEqual({
      reason: 'case',
      path: 'lib/x.qdag',
      found: 'Lib/x.qdag',
    })
  })

  test('never leads out of the project, by its path or by a link', () => {
    const outside = tempFolder({ 'x.qdag': LIB })
    const root = tempFolder({ 's.qdag': '' })
    symlinkSync(join(outside, 'x.qdag'), join(root, 'x.qdag'))
    expect(found(root, 's.qdag', '../x.qdag')).toMatchObject({ reason: 'outside' })
    expect(found(root, 's.qdag', './x.qdag')).toMatchObject({ reason: 'outside' })
  })

  test('of a package leads to its export', () => {
    const root = tempFolder({
      'node_modules/ta/package.json': JSON.stringify({
        exports: { '.': { qdag: './main.qdag' }, './more': { qdag: './../../x.qdag' } },
      }),
      'node_modules/ta/main.qdag': LIB,
      'node_modules/@team/lib/package.json': '{"exports": {"./sub": {"qdag": "./sub.qdag"}}}',
      'node_modules/@team/lib/sub.qdag': LIB,
      'node_modules/broken/package.json': '{',
    })
    expect(found(root, 'a/s.qdag', 'ta')).toBe('node_modules/ta/main.qdag')
    expect(found(root, 's.qdag', '@team/lib/sub')).toBe('node_modules/@team/lib/sub.qdag')
    for (const none of ['ta/more', 'ta/gone', 'broken'])
      expect(found(root, 's.qdag', none)).toEqual({ reason: 'no-export', path: none })
    expect(found(root, 's.qdag', 'gone')).toEqual({ reason: 'no-package', path: 'gone' })
    expect(found(root, 's.qdag', '/etc/passwd')).toEqual({ reason: 'no-package', path: '/etc/passwd' })
  })

  test('gives no id: the function written in the file is the same', () => {
    const root = tempFolder({ 'lib/x.qdag': LIB, 'y.qdag': LIB.replace('stats', 'other') })
    const body = 'input bars: Bar from stream("x:BARS") @ 1m missing skip\nemit signal a ='
    const ids = [
      `import { twice } from "./lib/x.qdag"\n${body} twice(bars.close)`,
      `import { twice as double } from "./y.qdag"\n${body} double(bars.close)`,
      `${body} bars.close * 2.0`,
    ].map((text) => {
      const source = createSource('s.qdag', `strategy s\n${text}\n`)
      return compile(source, { missing: null, modules: createModules(root, new Map()) }).document?.dag_id
    })
    expect(ids[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(new Set(ids).size).toBe(1)
  })
})

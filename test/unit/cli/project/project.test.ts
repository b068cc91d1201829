// Finding the project, its files, its environments and its state; nothing leads out of it.
import { readFileSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { decodeConfig } from '../../../../cli/project/config/decode-config.ts'
import { chooseEnvironment, chooseState } from '../../../../cli/project/choose-environment.ts'
import { chooseSources, findSources } from '../../../../cli/project/find-sources.ts'
import { openProject, openWorkspace } from '../../../../cli/project/open-project.ts'
import { resolveInside } from '../../../../cli/project/paths.ts'
import { readSecret } from '../../../../cli/project/read-secret.ts'
import { readText } from '../../../../cli/project/read-file.ts'
import { writeFileWhole } from '../../../../cli/project/write-file.ts'
import type { Result } from '../../../../services/core/result.ts'
import { tempFolder } from '../../../support/temp-folder.ts'

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code} ${result.failure.message}`)
  return result.value
}

const codeOf = (result: Result<unknown>) => (result.ok ? 'accepted' : result.failure.code)

const configOf = (text: string) => valueOf(decodeConfig(`version: 1\n${text}`))

describe('a project', () => {
  test('is found from a folder inside it', () => {
    const root = tempFolder({ 'qmtl.yaml': 'version: 1', 'a/b/x.qdag': '' })
    expect(valueOf(openProject({ cwd: join(root, 'a/b') })).root).toBe(root)
  })

  test('is found by name', () => {
    const root = tempFolder({ 'p/qmtl.yaml': 'version: 1' })
    expect(valueOf(openProject({ cwd: root, project: 'p' })).root).toBe(join(root, 'p'))
  })

  test('that is not there is a failure of configuration', () => {
    const root = tempFolder({ 'p/qmtl.yml': 'version: 1', file: '' })
    expect(openProject({ cwd: join(root, 'p') })).toMatchObject({
      failure: { code: 'QD3001', hint: 'Rename qmtl.yml to qmtl.yaml.' },
    })
    expect(codeOf(openProject({ cwd: root, project: 'file' }))).toBe('QD3002')
    expect(codeOf(openProject({ cwd: root, project: 'nowhere' }))).toBe('QD3002')
  })

  test('with a configuration that is no file or no text cannot be read', () => {
    const folder = tempFolder({ 'qmtl.yaml/x': '' })
    expect(codeOf(openProject({ cwd: folder }))).toBe('QD3003')
    const binary = tempFolder({ 'qmtl.yaml': new Uint8Array([0x76, 0xff, 0xfe]) })
    expect(codeOf(openProject({ cwd: binary }))).toBe('QD3003')
  })

  test('is not needed by commands on bare files', () => {
    const root = tempFolder({ 'a.qdag': '' })
    const workspace = valueOf(openWorkspace({ cwd: root }))
    expect(workspace).toEqual({ root, config: null, cwd: root })
    expect(valueOf(chooseSources(workspace, ['a.qdag']))).toEqual([
      { file: 'a.qdag', absolute: join(root, 'a.qdag') },
    ])
    expect(codeOf(chooseSources(workspace, []))).toBe('QD3001')
  })
})

describe('sources', () => {
  const files = {
    'qmtl.yaml': 'version: 1\nstrategies: ["strategies/**/*.qdag", "strategies/b.qdag"]',
    'strategies/b.qdag': '',
    'strategies/a/z.qdag': '',
    'strategies/a/notes.md': '',
    'strategies/folder.qdag/x.txt': '',
    'strategies/node_modules/m.qdag': '',
  }

  test('are the files of the patterns, sorted, each once', () => {
    const root = tempFolder(files)
    const found = valueOf(findSources(valueOf(openProject({ cwd: root }))))
    expect(found.map(({ file }) => file)).toEqual(['strategies/a/z.qdag', 'strategies/b.qdag'])
  })

  test('are named from the root wherever the command was called', () => {
    const root = tempFolder(files)
    const workspace = valueOf(openWorkspace({ cwd: join(root, 'strategies/a') }))
    expect(valueOf(chooseSources(workspace, ['../b.qdag', 'z.qdag'])).map(({ file }) => file)).toEqual([
      'strategies/b.qdag',
      'strategies/a/z.qdag',
    ])
  })

  test('behind a symbolic link that stays inside belong to the project', () => {
    const root = tempFolder({ ...files, 'shelf/s.qdag': '' })
    symlinkSync('../shelf/s.qdag', join(root, 'strategies/s.qdag'))
    const found = valueOf(findSources(valueOf(openProject({ cwd: root }))))
    expect(found.find(({ file }) => file === 'strategies/s.qdag')?.absolute).toBe(join(root, 'shelf/s.qdag'))
  })

  test('behind a symbolic link that leads out are refused', () => {
    const outside = tempFolder({ 'secret.qdag': '' })
    const root = tempFolder(files)
    symlinkSync(join(outside, 'secret.qdag'), join(root, 'strategies/s.qdag'))
    expect(findSources(valueOf(openProject({ cwd: root })))).toMatchObject({
      failure: {
        code: 'QD3012',
        message: '"strategies/s.qdag" lies outside the project through a symbolic link',
      },
    })
  })

  test.each(['../*.qdag', '/etc/*', 'a/../../*.qdag'])('by the pattern %s are refused', (pattern) => {
    const root = tempFolder({ 'qmtl.yaml': `version: 1\nstrategies: ["${pattern}"]` })
    expect(codeOf(findSources(valueOf(openProject({ cwd: root }))))).toBe('QD3012')
  })
})

describe('a path that a file of the project names', () => {
  test('stays inside', () => {
    const outside = tempFolder({ 'data.csv': '' })
    const root = tempFolder({ 'data/a.csv': '' })
    symlinkSync(outside, join(root, 'link'))
    expect(valueOf(resolveInside(root, 'data/a.csv'))).toBe(join(root, 'data/a.csv'))
    expect(valueOf(resolveInside(root, 'data/missing.csv'))).toBe(join(root, 'data/missing.csv'))
    for (const path of ['../x', '/etc/passwd', 'link/data.csv', 'link/missing.csv', 'data/../../x'])
      expect(`${path} ${codeOf(resolveInside(root, path))}`).toBe(`${path} QD3012`)
  })
})

describe('an environment', () => {
  test.each([
    ['the one that is named', 'environments: {dev: {}, prod: {}}', 'prod', 'prod'],
    ['dev when none is named', 'environments: {prod: {}, dev: {}}', undefined, 'dev'],
    ['the only one', 'environments: {prod: {}}', undefined, 'prod'],
    ['dev in a project that names none', '', undefined, 'dev'],
  ])('is %s', (_, text, named, chosen) => {
    expect(valueOf(chooseEnvironment(configOf(text), named)).name).toBe(chosen)
  })

  test('has to be chosen where none is dev', () => {
    expect(chooseEnvironment(configOf('environments: {blue: {}, green: {}}'))).toMatchObject({
      failure: { code: 'QD3022', hint: 'The environments are blue, green. Choose one: --env NAME' },
    })
  })

  test('that does not exist is answered by the nearest and the list', () => {
    expect(chooseEnvironment(configOf('environments: {staging: {}, prod: {}}'), 'stagin')).toMatchObject({
      failure: { code: 'QD3021', hint: 'Did you mean staging? The environments are staging, prod.' },
    })
  })

  test('keeps its state where the flag, the variable, the environment or the default says', () => {
    const place = { cwd: '/desk', root: '/p', environment: { state: 'state/dev' } }
    expect(chooseState({ ...place, flag: 's', variable: 'v' })).toBe('/desk/s')
    expect(chooseState({ ...place, variable: '/v' })).toBe('/v')
    expect(chooseState({ ...place, variable: '' })).toBe('/p/state/dev')
    expect(chooseState({ ...place, environment: { state: null } })).toBe('/p/.qmtl')
  })

  test('gets its secret from the variable that is named, or a failure that does not show it', () => {
    expect(readSecret({ variable: 'KEY' }, { KEY: 'abc' })).toEqual({ ok: true, value: 'abc' })
    expect(codeOf(readSecret({ variable: 'KEY' }, { KEY: '' }))).toBe('QD3016')
  })
})

describe('files', () => {
  test('that are not UTF-8 are refused with the line', () => {
    const root = tempFolder({ 'x.qdag': new Uint8Array([0x61, 0x0a, 0x62, 0xe9, 0x0a]) })
    expect(readText(join(root, 'x.qdag'), 'x.qdag')).toMatchObject({ failure: { code: 'QD3014', line: 2 } })
  })

  test('that cannot be read say why', () => {
    const root = tempFolder({ 'd/x': '' })
    expect(readText(join(root, 'd'), 'd')).toMatchObject({
      failure: { message: '"d" cannot be read: it is a folder' },
    })
    expect(readText(join(root, 'n'), 'n')).toMatchObject({
      failure: { message: '"n" cannot be read: it does not exist' },
    })
  })

  test('are written whole or not at all', () => {
    const root = tempFolder({ 'a.txt': 'old', blocked: '' })
    valueOf(writeFileWhole(join(root, 'a.txt'), 'a.txt', 'new'))
    valueOf(writeFileWhole(join(root, 'deep/b.txt'), 'deep/b.txt', 'b'))
    expect(codeOf(writeFileWhole(join(root, 'blocked/c.txt'), 'blocked/c.txt', 'c'))).toBe('QD3015')
    expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('new')
    expect(readdirSync(root).toSorted()).toEqual(['a.txt', 'blocked', 'deep'])
  })
})

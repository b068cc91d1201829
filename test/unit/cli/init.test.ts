// Making a project: what is created, what is refused, what to type next.
import { readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { initProject } from '../../../cli/operations/init.ts'
import { listTemplates, readTemplate } from '../../../cli/project/templates.ts'
import { tempFolder } from '../../support/temp-folder.ts'

describe('templates', () => {
  test('hold a configuration, a description and what git is to leave out', () => {
    expect(listTemplates()).toContain('start')
    for (const name of listTemplates()) {
      const files = readTemplate(name).map(({ file }) => file)
      expect([name, files]).toEqual([name, expect.arrayContaining(['qmtl.yaml', 'README.md', '.gitignore'])])
    }
  })

  test('have no file whose name npm leaves out of a package', () => {
    const folder = new URL('../../../templates', import.meta.url)
    const names = readdirSync(folder, { recursive: true }).map((path) => String(path).split('/').at(-1) ?? '')
    expect(names.filter((name) => /^\.|^node_modules$|\.orig$|\.swp$/.test(name))).toEqual([])
  })

  test('name origin, commit and licence of their prices', () => {
    for (const name of listTemplates()) {
      const files = readTemplate(name)
      if (!files.some(({ file }) => file.endsWith('.csv'))) continue
      const licence = files.find(({ file }) => file === 'data/LICENSE.md')
      const words = Buffer.from(licence?.content ?? []).toString('utf8')
      expect([name, words]).toEqual([
        name,
        expect.stringMatching(/github\.com\/[\s\S]*\b[0-9a-f]{40}\b[\s\S]*Licen[cs]e/),
      ])
    }
  })
})

describe('init', () => {
  test('creates the files of the template as they are', () => {
    const cwd = tempFolder()
    const made = initProject(cwd, 'demo', 'start')
    const files = readTemplate('start')
    expect(made).toMatchObject({
      ok: true,
      value: { result: { directory: 'demo', template: 'start', files: files.map(({ file }) => file) } },
    })
    for (const { file, content } of files)
      expect([file, readFileSync(join(cwd, 'demo', file)).equals(content)]).toEqual([file, true])
  })

  test.each([
    ['./demo/', 'demo', 'cd demo'],
    ['a b/it’s', 'a b/it’s', "cd 'a b/it’s'"],
    ["it's", "it's", String.raw`cd 'it'\''s'`],
    ['deep/er', 'deep/er', 'cd deep/er'],
  ])('shows %s as it can be typed', (named, directory, command) => {
    const made = initProject(tempFolder(), named, 'start')
    expect(made).toMatchObject({ ok: true, value: { result: { directory } } })
    expect(made.ok && made.value.nextActions?.[0]?.command).toBe(command)
  })

  test('takes a link to a folder for the folder', () => {
    const cwd = tempFolder({ 'real/notes.md': 'mine' })
    symlinkSync('real', join(cwd, 'demo'))
    expect(initProject(cwd, 'demo', 'start').ok).toBe(true)
    expect(readdirSync(join(cwd, 'real'))).toContain('qmtl.yaml')
  })

  test('asks nobody to go where they are', () => {
    const made = initProject(tempFolder(), '.', 'start')
    expect(made.ok && made.value.nextActions?.map(({ command }) => command)).toEqual([
      'qmtl test',
      'qmtl plan',
      undefined,
    ])
  })

  test('names everything that it would overwrite, and writes nothing', () => {
    const cwd = tempFolder({ 'demo/qmtl.yaml': 'mine', 'demo/data': 'mine', 'demo/else.md': 'mine' })
    expect(initProject(cwd, 'demo', 'start')).toMatchObject({
      ok: false,
      failure: { code: 'QD3017', message: '"demo" has "data" and "qmtl.yaml" already' },
    })
    expect(readdirSync(join(cwd, 'demo')).toSorted()).toEqual(['data', 'else.md', 'qmtl.yaml'])
  })

  test('refuses a file for a folder, and no name', () => {
    const cwd = tempFolder({ demo: 'mine' })
    symlinkSync('nowhere', join(cwd, 'lost'))
    for (const name of ['demo', 'lost'])
      expect(initProject(cwd, name, 'start')).toMatchObject({
        ok: false,
        failure: { code: 'QD3017', message: `"${name}" is no folder` },
      })
    expect(initProject(cwd, '', 'start')).toMatchObject({ ok: false, failure: { code: 'QD3032' } })
  })

  test('names the nearest template for one that does not exist', () => {
    const cwd = tempFolder()
    expect(initProject(cwd, 'demo', 'strat')).toMatchObject({
      ok: false,
      failure: { code: 'QD3032', message: 'there is no template "strat"' },
    })
    expect(initProject(cwd, 'demo', '../../cli')).toMatchObject({ ok: false, failure: { code: 'QD3032' } })
    expect(readdirSync(cwd)).toEqual([])
  })
})

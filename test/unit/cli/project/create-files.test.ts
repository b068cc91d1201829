// Many files at once: all of them or none, and nothing that is there is touched.
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createFiles, findObstacles, type NewFile } from '../../../../cli/project/create-files.ts'
import { tempFolder } from '../../../support/temp-folder.ts'

const text = (file: string, content = file): NewFile => ({ file, content: Buffer.from(content) })
const files = [text('a.txt'), text('.hidden'), text('data/deep/b.txt')]
/** A name that no file system takes: the failure comes after the others were written. */
const impossible = text(`z/${'n'.repeat(300)}`)

const everything = (folder: string) =>
  readdirSync(folder, { recursive: true })
    .map((path) => String(path).replaceAll('\\', '/'))
    .toSorted()

describe('creating files', () => {
  test('makes the folder and those above it', () => {
    const home = tempFolder()
    const folder = join(home, 'x/y')
    expect(createFiles(folder, 'x/y', files)).toEqual({ ok: true, value: undefined })
    expect(everything(home)).toEqual([
      'x',
      'x/y',
      'x/y/.hidden',
      'x/y/a.txt',
      'x/y/data',
      'x/y/data/deep',
      'x/y/data/deep/b.txt',
    ])
    expect(readFileSync(join(folder, 'data/deep/b.txt'), 'utf8')).toBe('data/deep/b.txt')
  })

  test('adds to a folder that is there', () => {
    const folder = tempFolder({ 'notes.md': 'mine', 'data/own.csv': 'mine' })
    expect(createFiles(folder, '.', files).ok).toBe(true)
    expect(everything(folder)).toHaveLength(7)
    expect(readFileSync(join(folder, 'notes.md'), 'utf8')).toBe('mine')
  })

  test('gives files the modes that the user’s mask leaves', () => {
    const folder = join(tempFolder(), 'x')
    createFiles(folder, 'x', files)
    const plain = join(tempFolder(), 'plain')
    writeFileSync(plain, '')
    expect(statSync(join(folder, 'a.txt')).mode).toBe(statSync(plain).mode)
  })

  test('leaves no trace of a new folder when one file cannot be written', () => {
    const home = tempFolder({ 'notes.md': 'mine' })
    const made = createFiles(join(home, 'x/y'), 'x/y', [...files, impossible])
    expect(made).toMatchObject({ ok: false, failure: { code: 'QD3015' } })
    expect(everything(home)).toEqual(['notes.md'])
  })

  test('takes back what it added to a folder that is there', () => {
    const folder = tempFolder({ 'notes.md': 'mine', 'data/own.csv': 'mine' })
    expect(createFiles(folder, '.', [...files, impossible]).ok).toBe(false)
    expect(everything(folder)).toEqual(['data', 'data/own.csv', 'notes.md'])
  })

  test('never overwrites, whoever looked before', () => {
    const folder = tempFolder({ 'data/deep/b.txt': 'mine' })
    expect(createFiles(folder, '.', files)).toMatchObject({
      ok: false,
      failure: { message: '"." could not be made: something of that name is there' },
    })
    expect(everything(folder)).toEqual(['data', 'data/deep', 'data/deep/b.txt'])
    expect(readFileSync(join(folder, 'data/deep/b.txt'), 'utf8')).toBe('mine')
  })

  test('says so when a file stands above the folder', () => {
    const home = tempFolder({ taken: 'mine' })
    expect(createFiles(join(home, 'taken/x'), 'taken/x', files).ok).toBe(false)
    expect(everything(home)).toEqual(['taken'])
  })
})

describe('obstacles', () => {
  test('are all files that would be overwritten', () => {
    const folder = tempFolder({ 'a.txt': '', '.hidden': '', 'other.txt': '' })
    expect(findObstacles(folder, files)).toEqual(['.hidden', 'a.txt'])
  })

  test('are files and links where a folder is needed', () => {
    const folder = tempFolder({ data: 'a file' })
    expect(findObstacles(folder, files)).toEqual(['data'])
    const linked = tempFolder()
    symlinkSync(folder, join(linked, 'data'))
    expect(findObstacles(linked, files)).toEqual(['data'])
  })

  test('are links that lead nowhere', () => {
    const folder = tempFolder()
    symlinkSync('nowhere', join(folder, 'a.txt'))
    expect(findObstacles(folder, files)).toEqual(['a.txt'])
  })

  test('are none in an empty folder, or where there is none yet', () => {
    const folder = tempFolder()
    mkdirSync(join(folder, 'data'))
    expect(findObstacles(folder, files)).toEqual([])
    expect(findObstacles(join(folder, 'new'), files)).toEqual([])
  })
})

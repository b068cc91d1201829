// Creating many files at once: all of them, or none. Nothing that exists is ever overwritten.
import { lstatSync, mkdirSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { fail, ok, type Result } from '../../services/core/result.ts'
import { projectFailure } from './failures.ts'
import { reasonOf } from './read-file.ts'

export interface NewFile {
  /** Relative to the folder, with forward slashes. */
  readonly file: string
  readonly content: Uint8Array
}

/**
 * What stands in the way of the files in a folder: files of their names, and whatever is no folder where
 * one is needed. Relative to the folder, sorted.
 */
export function findObstacles(folder: string, files: readonly NewFile[]): readonly string[] {
  const parents = new Set(files.flatMap(({ file }) => parentsOf(file)))
  const blocked = [...parents].filter((path) => kindOf(join(folder, path)) === 'other')
  const taken = files.map(({ file }) => file).filter((file) => kindOf(join(folder, file)) !== 'nothing')
  return [...blocked, ...taken].toSorted()
}

/**
 * Creates the files and the folders that they need.
 *
 * @param folder absolute; made when it does not exist, and then it appears complete
 * @param shown the folder's name in the failure
 */
export function createFiles(folder: string, shown: string, files: readonly NewFile[]): Result<void> {
  const made: Undo[] = []
  try {
    if (isFolder(folder)) {
      writeAll(folder, files, made)
    } else {
      makeFolder(dirname(folder), made)
      const partial = join(dirname(folder), `.${basename(folder)}.${process.pid}.partial`)
      makeFolder(partial, made)
      writeAll(partial, files, made)
      renameSync(partial, folder)
    }
    return ok(undefined)
  } catch (error) {
    for (const undo of made.toReversed()) takeBack(undo)
    const message = `"${shown}" could not be made: ${reasonOf(error)}`
    return fail(projectFailure('fileUnwritable', { message, hint: 'Nothing was written.' }))
  }
}

interface Undo {
  readonly path: string
  readonly kind: 'file' | 'folder'
}

function writeAll(folder: string, files: readonly NewFile[], made: Undo[]): void {
  for (const { file, content } of files) {
    const path = join(folder, file)
    makeFolder(dirname(path), made)
    // Only what this call created may be taken back: the flag refuses a file that came in between.
    writeFileSync(path, content, { flag: 'wx' })
    made.push({ path, kind: 'file' })
  }
}

/** Makes a folder and those above it, one by one, so that each can be taken back. */
function makeFolder(path: string, made: Undo[]): void {
  if (isFolder(path)) return
  makeFolder(dirname(path), made)
  mkdirSync(path)
  made.push({ path, kind: 'folder' })
}

function takeBack({ path, kind }: Undo): void {
  try {
    if (kind === 'file') rmSync(path)
    else rmdirSync(path)
  } catch {
    // The first failure is the one to tell; a folder in which somebody else wrote meanwhile stays.
  }
}

/** `a/b/c` → `a`, `a/b` */
function parentsOf(file: string): readonly string[] {
  const parts = file.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

/** True where something stands that is no folder and no link to one. */
export function isTaken(path: string): boolean {
  return kindOf(path) === 'other' && !isFolder(path)
}

/** True for a folder and for a link to one. */
function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** Links are not followed: what is created below one would land elsewhere. */
function kindOf(path: string): 'nothing' | 'folder' | 'other' {
  try {
    return lstatSync(path).isDirectory() ? 'folder' : 'other'
  } catch {
    return 'nothing'
  }
}

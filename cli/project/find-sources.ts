// Which strategy files a project has, and which ones the arguments of a command mean.
import { existsSync, globSync, readdirSync, statSync } from 'node:fs'
import { basename, isAbsolute, join, resolve } from 'node:path'
import { fail, type Failure, ok, type Result } from '../../services/core/result.ts'
import { configFile } from './config/config.ts'
import { projectFailure } from './failures.ts'
import type { Project, Workspace } from './open-project.ts'
import { resolveInside, showPath } from './paths.ts'
import { readText, unreadable } from './read-file.ts'

export interface SourcePath {
  /** Relative to the root, with forward slashes: how the file is named everywhere. */
  readonly file: string
  readonly absolute: string
}

/** Folders that never hold a project's sources. */
const skipped = new Set(['node_modules', '.qmtl', '.git'])

/**
 * The files that the patterns of qmtl.yaml match, sorted by name, each once. A pattern or a symbolic
 * link that leads out of the project is a failure.
 */
export function findSources(project: Project): Result<readonly SourcePath[]> {
  const found = new Map<string, SourcePath>()
  for (const pattern of project.config.strategies) {
    if (isAbsolute(pattern) || pattern.split(/[\\/]/).includes('..')) {
      const message = `the pattern "${pattern}" leads out of the project`
      const hint = 'Patterns are relative to qmtl.yaml and stay below it.'
      return fail(projectFailure('outside', { message, hint, file: configFile }))
    }
    const unread = findUnreadable(project.root, folderOf(pattern))
    if (unread !== null) return fail(unread)
    const matches = globSync(pattern, { cwd: project.root, exclude: (path) => skipped.has(basename(path)) })
    for (const match of matches) {
      if (!statSync(join(project.root, match), { throwIfNoEntry: false })?.isFile()) continue
      const real = resolveInside(project.root, match)
      if (!real.ok) return real
      const file = match.replaceAll('\\', '/')
      found.set(file, { file, absolute: real.value })
    }
  }
  return ok([...found.values()].toSorted((a, b) => (a.file < b.file ? -1 : 1)))
}

/** The folders of a pattern before the first wildcard: all of its matches lie below. */
function folderOf(pattern: string): string {
  const parts = pattern.split('/').slice(0, -1)
  const wild = parts.findIndex((part) => /[*?[{!(]/.test(part))
  return parts.slice(0, wild === -1 ? parts.length : wild).join('/')
}

/**
 * The first folder, here or below, that may not be read. Without this its strategies would seem to be
 * gone, and the next plan would remove them.
 */
function findUnreadable(root: string, folder: string): Failure | null {
  try {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (!entry.isDirectory() || skipped.has(entry.name)) continue
      const found = findUnreadable(root, folder === '' ? entry.name : `${folder}/${entry.name}`)
      if (found !== null) return found
    }
    return null
  } catch (error) {
    return existsSync(join(root, folder)) ? unreadable(error, folder === '' ? '.' : folder) : null
  }
}

/** A file that an argument names, relative to the working directory. It need not exist. */
export function locateSource(workspace: Workspace, argument: string): SourcePath {
  const absolute = resolve(workspace.cwd, argument)
  return { file: showPath(workspace.root, absolute), absolute }
}

/**
 * The files that a command is to look at: those named, each once, or else all of the project. Nothing named
 * where there is no project is a failure.
 */
export function chooseSources(workspace: Workspace, named: readonly string[]): Result<readonly SourcePath[]> {
  if (named.length > 0) {
    const located = named.map((argument) => locateSource(workspace, argument))
    return ok([...new Map(located.map((source) => [source.absolute, source])).values()])
  }
  if (workspace.config === null) {
    const message = `no ${configFile} here or in a folder above, and no file was named`
    return fail(
      projectFailure('noProject', { message, hint: 'Name a file, or make a project: qmtl init DIR.' }),
    )
  }
  return findSources({ root: workspace.root, config: workspace.config })
}

/** The text of a source. */
export function readSource(source: SourcePath): Result<string> {
  return readText(source.absolute, source.file)
}

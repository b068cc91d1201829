// Finds the project that a command works in, and reads its configuration.
import { existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fail, ok, type Result } from '../../services/core/result.ts'
import { type Config, configFile } from './config/config.ts'
import { decodeConfig } from './config/decode-config.ts'
import { projectFailure } from './failures.ts'
import { realPathOf, showPath } from './paths.ts'
import { readText } from './read-file.ts'

/** Where a command was called. */
export interface CallPlace {
  /** Absolute. */
  readonly cwd: string
  /** `--project DIR`; relative to the working directory. */
  readonly project?: string | undefined
}

export interface Project {
  /** The real path of the folder in which qmtl.yaml lies. */
  readonly root: string
  readonly config: Config
}

/** A place to work in that may be no project: without configuration the root is the working directory. */
export interface Workspace {
  readonly root: string
  readonly config: Config | null
  readonly cwd: string
}

/** The project here; no project is a failure that says how to begin one. */
export function openProject(place: CallPlace): Result<Project> {
  const root = findRoot(place)
  if (!root.ok) return root
  if (root.value === null) return fail(explainNoProject(place.cwd))
  return readProject(root.value)
}

/** The project here if there is one, for commands that also work on bare files. */
export function openWorkspace(place: CallPlace): Result<Workspace> {
  const root = findRoot(place)
  if (!root.ok) return root
  if (root.value === null) return ok({ root: realPathOf(place.cwd), config: null, cwd: place.cwd })
  const project = readProject(root.value)
  return project.ok ? ok({ ...project.value, cwd: place.cwd }) : project
}

/**
 * A file that an argument names, relative to the working directory: shown from the project's root, or
 * from the working directory where there is none. Neither the file nor a sound project need be there.
 */
export function namedFile(
  place: CallPlace,
  named: string,
): { readonly file: string; readonly absolute: string } {
  const root = findRoot(place)
  const absolute = resolve(place.cwd, named)
  const base = (root.ok ? root.value : null) ?? realPathOf(place.cwd)
  return { file: showPath(base, absolute), absolute }
}

/** The real path of the project's folder; null when there is none and none was named. */
function findRoot(place: CallPlace): Result<string | null> {
  if (place.project !== undefined) return findNamedRoot(resolve(place.cwd, place.project), place.project)
  for (let folder = place.cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, configFile))) return ok(realPathOf(folder))
    if (dirname(folder) === folder) return ok(null)
  }
}

function findNamedRoot(folder: string, shown: string): Result<string> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    return fail(
      projectFailure('projectFolder', {
        message: `"${shown}" is not a folder`,
        hint: `Name the folder in which ${configFile} lies.`,
      }),
    )
  if (!existsSync(join(folder, configFile))) return fail(explainNoProject(folder, shown))
  return ok(realPathOf(folder))
}

function explainNoProject(folder: string, shown?: string) {
  const misspelt = ['qmtl.yml', 'QMTL.yaml'].find((name) => existsSync(join(folder, name)))
  const message =
    shown === undefined ? `no ${configFile} here or in a folder above` : `no ${configFile} in "${shown}"`
  const hint =
    misspelt === undefined ? 'qmtl init DIR makes a project.' : `Rename ${misspelt} to ${configFile}.`
  return projectFailure('noProject', { message, hint })
}

function readProject(root: string): Result<Project> {
  const text = readText(join(root, configFile), configFile)
  if (!text.ok) {
    // Whatever is wrong with this one file, the configuration cannot be read.
    const { message, hint = 'Check who may read it.', line } = text.failure
    const where = { file: configFile, ...(line === undefined ? {} : { line }) }
    return fail(projectFailure('configUnreadable', { message, hint, ...where }))
  }
  const config = decodeConfig(text.value)
  return config.ok ? ok({ root, config: config.value }) : config
}

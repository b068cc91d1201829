// Paths as the project sees them: shown relative to its root with forward slashes, and never leading
// out of it, symbolic links followed.
import { realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { fail, ok, type Result } from '../../services/core/result.ts'
import { projectFailure } from './failures.ts'

/** How a path is shown to people and programs: relative to the real path `root`, never absolute. */
export function showPath(root: string, absolute: string): string {
  // A path that comes in through a link may lie below the root all the same.
  const target = isBelow(root, absolute) ? absolute : realPathOf(absolute)
  const shown = relative(root, target).split(sep).join('/')
  return shown === '' ? '.' : shown
}

/** True for the folder itself and whatever lies below it, as text: links are not looked at. */
function isBelow(folder: string, absolute: string): boolean {
  const way = relative(folder, absolute)
  return way === '' || (!isAbsolute(way) && way.split(sep)[0] !== '..')
}

/**
 * The real, absolute path of something that a file of the project names.
 *
 * @param root the project's real root
 * @param path relative to the root
 * @returns a failure when it lies outside, itself or through links; what does not exist is judged by its name
 */
export function resolveInside(root: string, path: string): Result<string> {
  const named = resolve(root, path)
  const real = realPathOf(named)
  if (!isAbsolute(path) && isBelow(root, named) && isBelow(root, real)) return ok(real)
  const why = isBelow(root, named) && !isAbsolute(path) ? ' through a symbolic link' : ''
  const message = `"${isAbsolute(path) ? named : path.split(sep).join('/')}" lies outside the project${why}`
  return fail(projectFailure('outside', { message, hint: 'Files of a project lie below its qmtl.yaml.' }))
}

/** The path with links followed, as far as it exists. */
export function realPathOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const parent = dirname(path)
    return parent === path ? path : join(realPathOf(parent), basename(path))
  }
}

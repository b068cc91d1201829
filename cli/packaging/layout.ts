// Where things lie in a clone and in the package that is made of it.
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

export const outFolder = join(projectRoot, 'dist')

/** The folder of the bundle in which the framework finds its manifest, main and commands. */
export const outProgram = join(outFolder, 'cli')

/** What esbuild found out about the last build; for the check of the cold path, not published. */
export const metafilePath = join(projectRoot, 'coverage', 'bundle.json')

/** Every command is an entry of its own, so that a call loads one and not all. */
export function listCommands(): readonly string[] {
  return globSync('cli/commands/**/*.ts', { cwd: projectRoot })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
}

/** Files that somebody names at run time: the program, its help and its commands. */
export function listEntries(): readonly string[] {
  return ['cli/main.ts', 'cli/help.ts', ...listCommands()]
}

// The projects that `init` can begin with. They lie in `templates/` beside the program, in a clone and in
// the package alike. A template is files and nothing else: none of it is run or filled in.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { NewFile } from './create-files.ts'
import { packageRoot } from './package-root.ts'

const prefix = 'project-'
/** `dot-gitignore` → `.gitignore`: npm leaves files of that name out of a package. */
const hidden = /^dot-/

const templatesFolder = (): string => join(packageRoot(), 'templates')

/** Names that `--template` takes, sorted. */
export function listTemplates(): readonly string[] {
  return readdirSync(templatesFolder())
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
    .toSorted()
}

/** The files of one of the listed templates, sorted by name. */
export function readTemplate(name: string): readonly NewFile[] {
  const folder = join(templatesFolder(), `${prefix}${name}`)
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ file: nameInProject(relative(folder, path)), content: readFileSync(path) }))
    .toSorted((a, b) => (a.file < b.file ? -1 : 1))
}

function nameInProject(path: string): string {
  return path
    .split(sep)
    .map((part) => part.replace(hidden, '.'))
    .join('/')
}

// What imports lead to: files of the project by their paths, and files of installed packages by their
// `qdag` exports. Nothing outside the project, or outside its package, is read.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Module, Modules, NoModule } from '../../dsl/check/modules.ts'
import { createSource } from '../../dsl/source/source-text.ts'
import type { SourceText } from '../../dsl/source/source-text.ts'
import { resolveInside, showPath } from './paths.ts'
import { fileExists, readText } from './read-file.ts'

/** Reads modules below the real path `root`; each is kept in `opened` by its path. */
export function createModules(root: string, opened: Map<string, SourceText>): Modules {
  return (from, specifier) => {
    const file = /^\.\.?\//.test(specifier)
      ? resolve(root, dirname(from), specifier)
      : packageFile(root, resolve(root, from), specifier)
    return typeof file === 'string' ? read(root, file, opened) : file
  }
}

function read(root: string, file: string, opened: Map<string, SourceText>): Module {
  const path = showPath(root, file)
  const inside = resolveInside(root, path)
  if (!inside.ok) return { reason: 'outside', path }
  const found = otherCase(root, path)
  if (found !== null) return { reason: 'case', path, found }
  if (!fileExists(file)) return { reason: 'missing', path }
  const known = opened.get(path)
  if (known !== undefined) return { source: known }
  const text = readText(inside.value, path)
  if (!text.ok) return { reason: 'unreadable', path, why: text.failure.message }
  const source = createSource(path, text.value)
  opened.set(path, source)
  return { source }
}

/** The path as the file system writes it, where that differs: elsewhere the import would find nothing. */
function otherCase(root: string, path: string): string | null {
  const written: string[] = []
  for (const part of path.split('/')) {
    const folder = join(root, ...written)
    const names = isFolder(folder) ? readdirSync(folder) : []
    written.push(
      names.includes(part) ? part : (names.find((name) => name.toLowerCase() === part.toLowerCase()) ?? part),
    )
  }
  const real = written.join('/')
  return real === path ? null : real
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

const PACKAGE = /^((?:@[a-z0-9._-]+\/)?[a-z0-9][a-z0-9._-]*)(\/[A-Za-z0-9._/-]+)?$/

/** The file that a package exports as `qdag`; packages are looked for from the importing file upwards. */
function packageFile(root: string, from: string, specifier: string): string | NoModule {
  const [, name, sub = ''] = PACKAGE.exec(specifier) ?? []
  if (name === undefined) return { reason: 'no-package', path: specifier }
  for (let folder = dirname(from); folder.startsWith(root); folder = dirname(folder)) {
    const home = join(folder, 'node_modules', name)
    const manifest = join(home, 'package.json')
    if (!existsSync(manifest)) {
      if (folder === root) break
      continue
    }
    const target = exported(manifest, `.${sub}`)
    const file = target === null ? null : resolve(home, target)
    return file === null || !file.startsWith(`${home}/`) ? { reason: 'no-export', path: specifier } : file
  }
  return { reason: 'no-package', path: name }
}

/** `exports[entry].qdag` of a package, a path below it; null where there is none. */
function exported(manifest: string, entry: string): string | null {
  const text = readText(manifest, manifest)
  if (!text.ok) return null
  try {
    const { exports } = objectOf(JSON.parse(text.value))
    const { qdag } = objectOf(objectOf(exports)[entry])
    return typeof qdag === 'string' && qdag.startsWith('./') ? qdag : null
  } catch {
    return null
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

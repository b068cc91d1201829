// The product's source files and what each imports, read from the text. Type-only, dynamic and
// re-exporting imports count like any other: a type is knowledge too.
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ts } from 'ts-morph'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The folders that hold the product; what lies elsewhere is tests, examples and configuration. */
export const productFolders = ['cli', 'dsl', 'compiler', 'services'] as const

export interface SourceFile {
  /** From the project's root, with forward slashes. */
  readonly path: string
  readonly text: string
  /** Files of ours, from the project's root. */
  readonly internal: readonly string[]
  /** Packages (`chevrotain`, `@oclif/core`) and built-in modules (`node:fs`). */
  readonly external: readonly string[]
}

function listFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|tsx|js)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted()
}

/** `@scope/name/deep` → `@scope/name`; `node:fs/promises` → `node:fs`. */
function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

const isOurs = (specifier: string) => specifier.startsWith('.')

const resolveOurs = (from: string, specifier: string) =>
  relative(root, resolve(root, dirname(from), specifier)).replaceAll('\\', '/')

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8')
  const specifiers = ts.preProcessFile(text, true, true).importedFiles.map((imported) => imported.fileName)
  return {
    path,
    text,
    internal: specifiers.filter(isOurs).map((specifier) => resolveOurs(path, specifier)),
    external: [...new Set(specifiers.filter((specifier) => !isOurs(specifier)).map(packageName))],
  }
}

/** The files of ours that are loaded when this one is: imports of types alone vanish. */
export function loadedFiles(file: SourceFile): readonly string[] {
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest)
  const specifiers = tree.statements.flatMap((statement) => {
    if (ts.isImportDeclaration(statement))
      return statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
        ? []
        : [statement.moduleSpecifier]
    if (ts.isExportDeclaration(statement) && !statement.isTypeOnly && statement.moduleSpecifier)
      return [statement.moduleSpecifier]
    return []
  })
  return specifiers
    .filter(ts.isStringLiteral)
    .filter((specifier) => isOurs(specifier.text))
    .map((specifier) => resolveOurs(file.path, specifier.text))
}

export const productFiles: readonly SourceFile[] = productFolders.flatMap(listFiles).map(readSource)

export const testFiles: readonly SourceFile[] = listFiles('test').map(readSource)

/** True when `path` is `place` itself or lies in it. */
export function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`)
}

// The functions of the library that is written in the language itself, parsed when first used.
import { createSource } from '../source/source-text.ts'
import type { SourceText } from '../source/source-text.ts'
import { LIBRARY_FILES } from '../std/generated/library.ts'
import type { Fn } from '../syntax/ast.ts'
import { parse } from '../syntax/parse.ts'
import type { LanguageFunction, Scope } from './scope.ts'

const files = new Map<string, ReadonlyMap<string, LanguageFunction>>()
const sources = new Map<string, SourceText>()

/** The library file of a path such as `std/rsi.qdag`. */
export function librarySource(path: string): SourceText | undefined {
  const known = sources.get(path)
  if (known !== undefined) return known
  const file = LIBRARY_FILES.find((candidate) => candidate.path === path)
  if (file === undefined) return undefined
  const source = createSource(file.path, file.text)
  sources.set(path, source)
  return source
}

/** All exported names. */
export const LIBRARY_FUNCTIONS: readonly string[] = LIBRARY_FILES.flatMap((file) => file.exports).toSorted()

/** The exported function of that name, or null. */
export function libraryFunction(name: string): LanguageFunction | null {
  const file = LIBRARY_FILES.find((candidate) => candidate.exports.includes(name))
  return file === undefined ? null : (functionsOf(file.path).get(name) ?? null)
}

function functionsOf(path: string): ReadonlyMap<string, LanguageFunction> {
  const known = files.get(path)
  if (known !== undefined) return known
  const source = librarySource(path)
  const functions = new Map<string, LanguageFunction>()
  files.set(path, functions)
  const scope: Scope = {
    value: () => null,
    fn: (name) => functions.get(name) ?? libraryFunction(name),
    valueNames: () => [],
    fnNames: () => [],
    faulty: new Set(),
    type: () => null,
    typeNames: () => [],
    generators: null,
  }
  const fns =
    source === undefined
      ? []
      : (parse(source).file?.items ?? []).filter((item): item is Fn => item.kind === 'fn')
  for (const fn of fns) functions.set(fn.name.text, { fn, scope, standard: true })
  return functions
}

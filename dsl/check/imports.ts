// `import { a, b as c } from "…"`: the functions and types of a library, read once for each check.
import { suggest } from '../diagnostics/suggest.ts'
import type { File, Import, Name } from '../syntax/ast.ts'
import { parse } from '../syntax/parse.ts'
import type { Type } from '../term/type.ts'
import type { Checker } from './checker.ts'
import type { CheckOptions } from './check-options.ts'
import { noModules } from './modules.ts'
import type { LanguageFunction, Scope } from './scope.ts'

/** What a library gives to others, and the names that it keeps for itself. */
interface Library {
  readonly fns: ReadonlyMap<string, LanguageFunction>
  readonly types: ReadonlyMap<string, Type>
  readonly kept: ReadonlySet<string>
  /** Names whose definition has been reported. */
  readonly faulty: ReadonlySet<string>
}

/** The libraries of one check by path; null for one whose own imports are being read. */
export type Libraries = Map<string, Library | null>

export interface Imported {
  readonly fns: Map<string, LanguageFunction>
  readonly types: Map<string, Type>
  /** Names that come from nowhere: their uses are not reported again. */
  readonly faulty: Set<string>
}

const LARGEST = 1_000

/** Reads the definitions of a library's file. */
export type ReadLibrary = (
  file: File,
  libraries: Libraries,
) => Pick<Library, 'fns' | 'types'> & { readonly scope: Scope }

/** What the imports of a file bring in; `read` is asked once for each library. */
export function checkImports(
  check: Checker,
  file: File,
  options: CheckOptions,
  libraries: Libraries,
  read: ReadLibrary,
): Imported {
  const imported: Imported = { fns: new Map(), types: new Map(), faulty: new Set() }
  for (const item of file.items) {
    if (item.kind !== 'import') continue
    const library = libraryOf(check, item, file, options, libraries, read)
    for (const { name, as } of item.names) take(check, library, name, as ?? name, item, imported)
  }
  return imported
}

function take(
  check: Checker,
  library: Library | null,
  name: Name,
  as: Name,
  item: Import,
  imported: Imported,
): void {
  const fn = library?.fns.get(name.text)
  const type = library?.types.get(name.text)
  if (imported.fns.has(as.text) || imported.types.has(as.text)) {
    check.report('QD0201', as.span, { name: as.text })
    return
  }
  if (fn !== undefined) imported.fns.set(as.text, fn)
  if (type !== undefined) imported.types.set(as.text, type)
  if (fn !== undefined || type !== undefined) return
  imported.faulty.add(as.text)
  if (library === null || library.faulty.has(name.text)) return
  const from = item.from.value
  if (library.kept.has(name.text)) check.report('QD0212', name.span, { name: name.text, from })
  else {
    const suggestion = suggest(name.text, [...library.fns.keys(), ...library.types.keys()])
    check.report('QD0211', name.span, { name: name.text, from, suggestion })
  }
}

/** The library that an import names, or null after a report. */
function libraryOf(
  check: Checker,
  item: Import,
  file: File,
  options: CheckOptions,
  libraries: Libraries,
  read: ReadLibrary,
): Library | null {
  const { span, value: from } = item.from
  const found = (options.modules ?? noModules)(file.span.file, from)
  if (!('source' in found)) {
    check.report('QD0210', span, { from, ...found })
    return null
  }
  const { path } = found.source
  const known = libraries.get(path)
  if (known === null || path === file.span.file) {
    check.report('QD0214', span, { from, path })
    return null
  }
  if (known !== undefined) return known
  if (libraries.size >= LARGEST) {
    check.report('QD0318', span, { limit: LARGEST, what: 'imported files' })
    return null
  }
  libraries.set(path, null)
  check.open(found.source)
  const parsed = parse(found.source)
  for (const finding of parsed.findings) check.add(finding)
  if (parsed.file?.form === 'strategy') check.report('QD0213', span, { from, name: parsed.file.name.text })
  const library = parsed.file?.form === 'lib' ? readLibrary(parsed.file, libraries, read) : NOTHING
  libraries.set(path, library)
  return parsed.file?.form === 'lib' ? library : null
}

const NOTHING: Library = { fns: new Map(), types: new Map(), kept: new Set(), faulty: new Set() }

function readLibrary(file: File, libraries: Libraries, read: ReadLibrary): Library {
  const { scope, fns, types } = read(file, libraries)
  const exported = new Set(
    file.items.flatMap((item) =>
      (item.kind === 'fn' || item.kind === 'type') && item.exported ? [item.name.text] : [],
    ),
  )
  const chosen = <T>(all: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([...all].filter(([name]) => exported.has(name)))
  return {
    fns: chosen(fns),
    types: chosen(types),
    kept: new Set(
      [...fns.keys(), ...types.keys(), ...scope.valueNames()].filter((name) => !exported.has(name)),
    ),
    faulty: scope.faulty,
  }
}

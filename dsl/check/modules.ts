// What imports lead to: texts that somebody with access to files has read beforehand.
import type { SourceText } from '../source/source-text.ts'

/** Why an import leads nowhere. `path` is what was looked for. */
export type NoModule =
  | { readonly reason: 'missing'; readonly path: string }
  /** The file system has the name in other letters: elsewhere the import would fail. */
  | { readonly reason: 'case'; readonly path: string; readonly found: string }
  | { readonly reason: 'outside'; readonly path: string }
  | { readonly reason: 'unreadable'; readonly path: string; readonly why: string }
  | { readonly reason: 'no-package'; readonly path: string }
  | { readonly reason: 'no-export'; readonly path: string }

export type Module = { readonly source: SourceText } | NoModule

/** The module that `specifier` names in the file `from`. */
export type Modules = (from: string, specifier: string) => Module

/** Where nothing was read, nothing is found. */
export const noModules: Modules = (_, specifier) => ({ reason: 'missing', path: specifier })

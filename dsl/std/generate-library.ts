// Turns the library files written in the language into one module's text. Pure: whoever runs it
// reads the files and writes the module; a test holds the committed module against the files.

export interface LibraryFile {
  /** For example `std/rsi.qdag`. */
  readonly path: string
  readonly text: string
}

const EXPORTED = /^export (?:node )?fn ([A-Za-z_][A-Za-z0-9_]*)/gm

/** The text of the module `generated/library.ts`. */
export function libraryModule(files: readonly LibraryFile[]): string {
  const entries = files
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, text }) => {
      const names = [...text.matchAll(EXPORTED)].map((match) => match[1])
      return `  { path: ${JSON.stringify(path)}, exports: ${JSON.stringify(names)}, text: ${JSON.stringify(text)} },\n`
    })
  return [
    '// Generated from the .qdag files of dsl/std by `npm run generate`; do not edit.\n',
    'export const LIBRARY_FILES: readonly { readonly path: string; readonly exports: readonly string[]; readonly text: string }[] = [\n',
    ...entries,
    ']\n',
  ].join('')
}

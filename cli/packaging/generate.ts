// Writes what is generated in the tree: the library's module and the pages of builtins, codes and lint: `npm run generate`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { libraryModule } from '../../dsl/std/generate-library.ts'

const folder = fileURLToPath(new URL('../../dsl/std/', import.meta.url))
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.qdag'))
  .map((name) => ({ path: `std/${name}`, text: readFileSync(`${folder}${name}`, 'utf8') }))
writeFileSync(`${folder}generated/library.ts`, libraryModule(files))
// Loaded only now: the page asks the compiler, which reads the module that has just been written.
const { builtinsPage } = await import('./builtins-page.ts')
writeFileSync(fileURLToPath(new URL('../../docs/builtins.md', import.meta.url)), builtinsPage(files))
const { diagnosticsPage, lintPage } = await import('./diagnostics-page.ts')
writeFileSync(fileURLToPath(new URL('../../docs/diagnostics.md', import.meta.url)), diagnosticsPage())
writeFileSync(fileURLToPath(new URL('../../docs/lint.md', import.meta.url)), lintPage())

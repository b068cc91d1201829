// Writes the generated modules of the tree: `npm run generate`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { libraryModule } from '../../dsl/std/generate-library.ts'

const folder = fileURLToPath(new URL('../../dsl/std/', import.meta.url))
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.qdag'))
  .map((name) => ({ path: `std/${name}`, text: readFileSync(`${folder}${name}`, 'utf8') }))
writeFileSync(`${folder}generated/library.ts`, libraryModule(files))

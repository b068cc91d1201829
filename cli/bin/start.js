// Starts the source in a clone and the bundle in a package. Asks Node for its modules by name: an
// import of them would make it prepare all of their exports first.
import { runBundle } from './run-bundle.js'

const { existsSync } = process.getBuiltinModule('node:fs')
const { enableCompileCache } = process.getBuiltinModule('node:module')
const { fileURLToPath } = process.getBuiltinModule('node:url')

const source = new URL('../main.ts', import.meta.url)
if (existsSync(source)) {
  if (!process.env['QMTL_NO_COMPILE_CACHE']) enableCompileCache()
  await import(source.href)
} else {
  runBundle(fileURLToPath(new URL('../../dist', import.meta.url)), 'cli/main.cjs')
}

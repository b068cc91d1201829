// Starts the source in a clone and the bundle in a package. Asks Node for its modules by name: an
// import of them would make it prepare all of their exports first.
const { existsSync } = process.getBuiltinModule('node:fs')
const { enableCompileCache } = process.getBuiltinModule('node:module')

if (!process.env['QMTL_NO_COMPILE_CACHE']) enableCompileCache()
const source = new URL('../main.ts', import.meta.url)
const bundle = new URL('../../dist/cli/main.js', import.meta.url)
await import((existsSync(source) ? source : bundle).href)

// Starts the source in a clone and the bundle in a package.
import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import process from 'node:process'

if (!process.env['QMTL_NO_COMPILE_CACHE']) enableCompileCache()
const source = new URL('../main.ts', import.meta.url)
const bundle = new URL('../../dist/cli/main.js', import.meta.url)
await import((existsSync(source) ? source : bundle).href)

// Fails when something heavy is loaded before a command has decided that it needs it. Run on what
// esbuild found out about the last build.
import { readFileSync } from 'node:fs'
import process from 'node:process'
import type { Metafile } from 'esbuild'
import { findHeavyLoads } from './cold-path.ts'
import { listEntries, metafilePath } from './layout.ts'

const metafile = JSON.parse(readFileSync(metafilePath, 'utf8')) as Metafile
// The program itself is loaded by every call but the one for the version.
const entries = [...listEntries(), 'cli/program.ts']
const heavy = findHeavyLoads(metafile, entries)
for (const line of heavy) process.stderr.write(`${line}\n`)
if (heavy.length > 0) process.exitCode = 1
else process.stdout.write(`cold path: ${entries.length} entries load nothing heavy\n`)

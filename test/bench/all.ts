// Runs every benchmark, each in a process of its own: `npm run bench`.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
for (const file of readdirSync(folder).filter((name) => name.endsWith('.bench.ts'))) {
  process.stdout.write(`\n== ${file}\n`)
  const { status } = spawnSync(process.execPath, [`${folder}${file}`], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}

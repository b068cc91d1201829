// The long form of everything that `npm test` runs as a sample: laws over many more generated cases,
// contracts with many more kills and races. `npm run drills [-- FACTOR]`; seeds are printed.
import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/** How many times the cases of `npm test`. */
const factor = process.argv[2] ?? '20'

const root = fileURLToPath(new URL('../../', import.meta.url))
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))

/** Long drills take longer than a test may. */
const drills: readonly { readonly title: string; readonly args: readonly string[] }[] = [
  { title: 'laws', args: ['--project', 'laws', '--testTimeout', '3600000'] },
  {
    title: 'contracts',
    args: ['--project', 'contracts', '--testTimeout', '3600000', '--hookTimeout', '600000'],
  },
  {
    title: 'differences of documents',
    args: ['--project', 'unit', 'test/unit/explain', 'test/unit/plan', '--testTimeout', '3600000'],
  },
]

for (const { title, args } of drills) {
  process.stdout.write(`\n== ${title}, ${factor} times the cases of npm test\n`)
  const started = performance.now()
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, QMTL_RUNS: factor },
  })
  process.stdout.write(
    `== ${title}: ${status === 0 ? 'held' : 'FAILED'} after ${((performance.now() - started) / 1000).toFixed(0)} s\n`,
  )
  if (status !== 0) process.exitCode = 1
}

// How fast the installed program starts. Runs when every other test has ended: times that are taken
// beside other work mean little.
import { globSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { expect, onTestFinished, test, vi } from 'vitest'
import { runCli } from '../support/cli.ts'
import { packProgram } from '../support/packed-program.ts'
import { measureStartUps, type StartUp } from '../support/start-up.ts'

const empty = 'an empty process'

const attempts = 3

type Limited = StartUp & { readonly limit: number }

/** Prints medians and gives the lines of what was slower than its limit. */
function measure(starts: readonly Limited[]): string {
  const medians = measureStartUps(starts, 15)
  const lines = starts.map(({ name, limit }) => {
    const median = medians.get(name) ?? Number.NaN
    const times = median / (medians.get(empty) ?? Number.NaN)
    const line = `${name}: ${median.toFixed(0)} ms, ${times.toFixed(2)} times ${empty} (limit ${limit})`
    return { line, isSlow: !(times <= limit) }
  })
  process.stdout.write(`${lines.map(({ line }) => line).join('\n')}\n`)
  return lines
    .filter(({ isSlow }) => isSlow)
    .map(({ line }) => line)
    .join('; ')
}

test('the installed program starts fast', async () => {
  const packed = packProgram()
  onTestFinished(() => rmSync(packed.folder, { recursive: true, force: true }))
  // What it keeps for later calls goes with the rest.
  vi.stubEnv('XDG_CACHE_HOME', join(packed.folder, 'cache'))
  onTestFinished(() => void vi.unstubAllEnvs())
  await runCli(['init', 'project'], { script: packed.program, cwd: packed.home })
  const cwd = join(packed.home, 'project')
  const [strategy = ''] = globSync('strategies/*.qdag', { cwd }).toSorted()
  const starts: readonly Limited[] = [
    { name: empty, args: ['-e', ''], limit: 1 },
    { name: '--version', args: [packed.program, '--version'], cwd, limit: 3.5 },
    { name: 'check', args: [packed.program, 'check', strategy], cwd, limit: 5 },
  ]
  // Other work on the machine only ever adds: what one measurement in three can do, the program can do.
  const slow: string[] = []
  while (slow.length < attempts && !slow.includes('')) slow.push(measure(starts))
  expect(slow).toContain('')
})

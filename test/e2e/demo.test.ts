// The demo: what it shows, what it leaves behind, and that a step that fails makes it fail.
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { type CliRun, runCli, settle, startCli } from '../support/cli.ts'
import { tempFolder } from '../support/temp-folder.ts'

const script = fileURLToPath(new URL('../drills/demo.ts', import.meta.url))

/** Runs the demo with a temporary folder of its own, to see what it leaves there. */
async function runDemo(args: readonly string[]): Promise<{ run: CliRun; left: readonly string[] }> {
  const temporary = tempFolder()
  const run = await runCli(args, { script, cwd: temporary, env: { TMPDIR: temporary } })
  return { run, left: readdirSync(temporary).filter((name) => name.startsWith('qmtl-')) }
}

/** What the program said to the command that begins so. */
function answerTo(command: string, said: string): string {
  const [, after = ''] = said.split(`$ qmtl ${command}`)
  return after.split(/\n[$#] /)[0] ?? ''
}

describe('the demo', () => {
  test('plans, applies and backtests, and cleans up', async () => {
    const { run, left } = await runDemo([])
    expect([run.code, run.stderr]).toEqual([0, expect.not.stringContaining('error[')])
    expect(left).toEqual([])
    expect(answerTo('plan --out first.qplan', run.stdout)).toContain('0 of 7 nodes known')
    const second = answerTo('plan --out second.qplan', run.stdout)
    expect(second).toContain('4 new, 3 known')
    expect(second).toMatch(/KNOWN[\s\S]*stdev\(ln\([\s\S]*ema\(bars\.close, 100\)[\s\S]*bars /)
    expect(answerTo('plan --detailed-exitcode', run.stdout)).toContain('No changes')
    for (const name of ['trend', 'pullback'])
      expect(answerTo(`backtest ${name}`, run.stdout)).toContain('max drawdown')
  })

  test('keeps the project where it is asked to', async () => {
    const { run, left } = await runDemo(['--keep'])
    expect(run.code).toBe(0)
    expect(left).toHaveLength(1)
    const project = /The project is kept: (.*)\n/.exec(run.stdout)?.[1] ?? ''
    expect(readdirSync(`${project}/strategies`)).toEqual(['pullback.qdag', 'trend.qdag'])
    const status = await runCli(['plan', '--detailed-exitcode', '--json'], { cwd: project })
    expect(status.code).toBe(0)
  })

  test('ends with the exit code of the step that failed, and cleans up', async () => {
    const broken = join(tempFolder({ 'program.js': 'process.exitCode = 3' }), 'program.js')
    const { run, left } = await runDemo(['--program', broken])
    expect(run.code).toBe(3)
    expect(run.stderr).toContain('The demo stops here: "qmtl init demo" ended with 3')
    expect(left).toEqual([])
  })

  test('cleans up when it is stopped', async () => {
    const temporary = tempFolder()
    const child = startCli([], { script, env: { TMPDIR: temporary } })
    const end = settle(child)
    if (child.stdout) await once(child.stdout, 'data')
    child.kill('SIGTERM')
    expect(await end).toMatchObject({ code: 143, signal: null })
    expect(readdirSync(temporary).filter((name) => name.startsWith('qmtl-demo-'))).toEqual([])
  })
})

// A project from a template, by the program as people start it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listTemplates } from '../../cli/project/templates.ts'
import { loadSchema } from '../../cli/schemas/catalog.ts'
import { runCli } from '../support/cli.ts'
import { shellCommands } from '../support/shell-blocks.ts'
import { tempFolder } from '../support/temp-folder.ts'

const folderOf = (folder: string) => readdirSync(folder, { recursive: true }).map(String).toSorted()

describe('qmtl init', () => {
  test('answers in the published shape', async () => {
    const cwd = tempFolder()
    const run = await runCli(['init', 'demo', '--json', '--yes'], { cwd })
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.json).toMatchObject({ ok: true, command: 'init', result: { template: 'start' } })
    expect((await loadSchema('init')).safeParse(run.json?.result).success).toBe(true)
    expect(readFileSync(join(cwd, 'demo/.gitignore'), 'utf8')).toContain('.qmtl/')
  })

  test('says what to type next on stderr and what it made on stdout', async () => {
    const run = await runCli(['init', 'demo'], { cwd: tempFolder() })
    expect(run.code).toBe(0)
    expect(run.stdout).toContain('+ strategies/trend.qdag')
    expect(run.stderr).toContain(': cd demo\n')
    expect(run.stderr).toContain(': qmtl plan\n')
  })

  test('refuses what it would overwrite with 1, and writes nothing', async () => {
    const cwd = tempFolder({ 'demo/README.md': 'mine' })
    const run = await runCli(['init', 'demo'], { cwd })
    expect(run).toMatchObject({ code: 1, stdout: '' })
    expect(run.stderr).toMatch(/^error\[QD3017\]: "demo" has "README.md" already\n/)
    expect(folderOf(cwd)).toEqual(['demo', 'demo/README.md'])
  })

  test('lists the templates for one that does not exist', async () => {
    const run = await runCli(['init', 'demo', '--template', 'nope'], { cwd: tempFolder() })
    expect(run).toMatchObject({ code: 64, stdout: '' })
    for (const name of listTemplates()) expect(run.stderr).toContain(name)
  })

  test('needs to be told where', async () => {
    expect(await runCli(['init'], { cwd: tempFolder() })).toMatchObject({ code: 64, stdout: '' })
  })
})

describe.each(listTemplates())('a project from the template %s', (template) => {
  const made = async (): Promise<string> => {
    const cwd = tempFolder()
    await runCli(['init', '.', '--template', template], { cwd })
    return cwd
  }

  test('passes check, lint and test as it is', async () => {
    const cwd = await made()
    const files = folderOf(cwd)
    const check = await runCli(['check', '--json'], { cwd })
    expect(check).toMatchObject({ code: 0, json: { diagnostics: [], result: { errors: 0, warnings: 0 } } })
    const lint = await runCli(['lint', '--json'], { cwd })
    expect(lint).toMatchObject({ code: 0, json: { diagnostics: [], result: { findings: [] } } })
    const tests = await runCli(['test', '--json'], { cwd })
    expect(tests).toMatchObject({ code: 0, json: { result: { failed: 0 } } })
    expect(tests.json?.result).not.toMatchObject({ passed: 0 })
    expect(folderOf(cwd)).toEqual(files)
  })

  test('plans without a trace, applies, and then has nothing to do', async () => {
    const cwd = await made()
    const files = folderOf(cwd)
    const [once, twice] = [
      await runCli(['plan', '--json'], { cwd }),
      await runCli(['plan', '--json'], { cwd }),
    ]
    expect(once).toMatchObject({ code: 0, json: { diagnostics: [], result: { applyable: true } } })
    expect(twice.stdout).toBe(once.stdout)
    expect(folderOf(cwd)).toEqual(files)
    expect(await runCli(['plan', '--out', 'p.qplan'], { cwd })).toMatchObject({ code: 0 })
    expect(await runCli(['apply', 'p.qplan'], { cwd })).toMatchObject({ code: 0 })
    expect(await runCli(['plan', '--detailed-exitcode'], { cwd })).toMatchObject({ code: 0 })
  })

  test('shows commands that work in the order of its page, and backtests every strategy', async () => {
    const cwd = await made()
    const commands = shellCommands(readFileSync(join(cwd, 'README.md'), 'utf8'))
    const backtested: string[] = []
    for (const [program, command = '', ...args] of commands) {
      const run = await runCli([command, ...args, '--json'], { cwd })
      expect([program, command, args, run.code, run.json?.diagnostics]).toEqual([
        'qmtl',
        command,
        args,
        0,
        [],
      ])
      if (command !== 'backtest') continue
      expect(run.json?.result).not.toMatchObject({ trades: [] })
      backtested.push(`${args[0]}.qdag`)
    }
    expect(new Set(backtested)).toEqual(new Set(readdirSync(join(cwd, 'strategies'))))
  })
})

test('the page of the template start is right about what one changed number does', async () => {
  const cwd = tempFolder()
  await runCli(['init', '.'], { cwd })
  await runCli(['apply', '--yes'], { cwd })
  const file = join(cwd, 'strategies/trend.qdag')
  const source = readFileSync(file, 'utf8')
  writeFileSync(file, source.replace(/(param slow: .*=) 100 /, '$1 120 '))
  const line = source.split('\n').findIndex((text) => text.startsWith('param slow')) + 1
  const plan = await runCli(['plan'], { cwd })
  expect(plan.code).toBe(0)
  expect(plan.stdout).toContain(`strategies/trend.qdag:${line}\n`)
  expect(plan.stdout).toContain('100 → 120 in ema(btc.close, slow)')
})

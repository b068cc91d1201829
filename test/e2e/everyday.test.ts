// The program as people use it: help that can be copied, odd paths and places, pipes and narrow terminals.
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { BaseCommand } from '../../cli/base-command.ts'
import { runCli, settle, startCli } from '../support/cli.ts'
import { traceOf } from '../support/folder-trace.ts'
import { edit, projects, years } from '../support/init-project.ts'
import { wordsOf } from '../support/shell-blocks.ts'
import { tempFolder, writeFiles } from '../support/temp-folder.ts'

const fresh = projects()
const applied = projects(['apply', '--yes'])

const trend = 'strategies/trend.qdag'
const prices = 'data/btcusd-1d.csv'
const commands = readdirSync(new URL('../../cli/commands', import.meta.url)).map((file) =>
  file.replace('.ts', ''),
)

interface Example {
  readonly description: string
  readonly command: string
}

async function examplesOf(command: string): Promise<readonly (readonly string[])[]> {
  const module = (await import(`../../cli/commands/${command}.ts`)) as { default: typeof BaseCommand }
  const examples = (module.default.examples ?? []) as readonly Example[]
  return examples.map((example) =>
    wordsOf(example.command.replace('<%= config.bin %>', 'qmtl').replace(/ >.*/, '')),
  )
}

describe('help', () => {
  test.each(commands)(
    'of %s has examples, within 80 columns, and no default that is empty',
    async (command) => {
      const run = await runCli([command, '--help'])
      expect(run).toMatchObject({ code: 0, stderr: '' })
      expect(run.stdout).toMatch(/^USAGE\n.*\n[\s\S]*^EXAMPLES\n/m)
      expect(run.stdout).not.toContain('[default: ]')
      for (const line of run.stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
    },
  )

  test('gives examples that work as they stand, in a project that init made', async () => {
    const cwd = fresh()
    writeFiles(cwd, { 'cases.json': `[{"data": "${prices}", "exprs": {"a": "sma(close, 3)"}}]` })
    for (const command of ['init', 'plan', ...commands.filter((each) => !['init', 'plan'].includes(each))]) {
      for (const [, ...args] of await examplesOf(command)) {
        const run = await runCli(args, { cwd: command === 'init' ? tempFolder() : cwd })
        const done = args.includes('--detailed-exitcode') ? 2 : 0
        expect([args, run.code], run.stderr).toEqual([args, done])
      }
    }
  })
})

describe('paths', () => {
  test('may hold blanks and any letters; texts may have a byte order mark and other line ends', async () => {
    const cwd = join(tempFolder(), 'größe 価格 (1)')
    await runCli(['init', cwd])
    const odd = 'strategies/mein trend ☂.qdag'
    renameSync(join(cwd, trend), join(cwd, odd))
    for (const file of [odd, 'qmtl.yaml', prices]) {
      const text = readFileSync(join(cwd, file), 'utf8').replaceAll('\n', '\r\n')
      writeFileSync(join(cwd, file), `\uFEFF${text}`)
    }
    expect(await runCli(['check', odd, '--json'], { cwd })).toMatchObject({
      code: 0,
      json: { diagnostics: [] },
    })
    const plan = await runCli(['plan', '--out', 'mein plan.qplan'], { cwd })
    expect(plan).toMatchObject({ code: 0, stderr: "Next: qmtl apply 'mein plan.qplan'\n" })
    expect(plan.stdout).toContain(odd)
    expect(await runCli(['apply', 'mein plan.qplan'], { cwd })).toMatchObject({ code: 0 })
    expect(await runCli(['plan', '--detailed-exitcode'], { cwd })).toMatchObject({ code: 0 })
    const backtest = await runCli(['backtest', odd, ...years, '--trades', 'meine trades.csv'], { cwd })
    expect(backtest.code).toBe(0)
    expect(readFileSync(join(cwd, 'meine trades.csv'), 'utf8')).toMatch(/^symbol,side/)
  })

  test('in answers count from the project, wherever the call is made', async () => {
    const cwd = applied()
    edit(cwd, trend, '= 20 in', '= 30 in')
    mkdirSync(join(cwd, 'notes/today'), { recursive: true })
    const [above, below] = await Promise.all([
      runCli(['plan', '--json'], { cwd }),
      runCli(['plan', '--json'], { cwd: join(cwd, 'notes/today') }),
    ])
    expect(below?.stdout).toBe(above?.stdout)
    const there = await runCli(['backtest', 'trend', ...years, '--data', 'btc=btcusd-1d.csv', '--json'], {
      cwd: join(cwd, 'data'),
    })
    expect(there.json?.result).toMatchObject({ data: [{ input: 'btc', file: prices }] })
    const outside = await runCli(['plan', '--project', cwd, '--json'], { cwd: tempFolder() })
    expect(outside.json?.result).toEqual(above?.json?.result)
  })

  test('of the state: --state before QMTL_STATE before qmtl.yaml', async () => {
    const cwd = applied()
    renameSync(join(cwd, '.qmtl'), join(cwd, 'elsewhere'))
    const code = async (
      args: readonly string[],
      env: Readonly<Record<string, string>>,
    ): Promise<number | null> => (await runCli(['plan', '--detailed-exitcode', ...args], { cwd, env })).code
    expect(await code([], {})).toBe(2)
    expect(await code([], { QMTL_STATE: 'elsewhere' })).toBe(0)
    expect(await code(['--state', 'elsewhere'], { QMTL_STATE: 'nowhere' })).toBe(0)
    edit(cwd, 'qmtl.yaml', 'state: .qmtl', 'state: elsewhere')
    expect(await code([], { QMTL_STATE: '' })).toBe(0)
    const next = await runCli(['plan', '--state', 'a b'], { cwd })
    expect(next.stderr).toBe("Next: qmtl apply --env dev --state 'a b'\n")
  })
})

describe('output', () => {
  test('whose reader goes away ends quietly', async () => {
    const child = startCli(['eval', 'bars', 'b=bars', 'c=bars', '--data', prices, '--csv'], { cwd: fresh() })
    child.stdout?.once('data', () => child.stdout?.destroy())
    expect(await settle(child)).toMatchObject({ code: 0, stderr: '' })
  })

  test('on a terminal of 20 columns keeps to 40, without colour where NO_COLOR is set', async () => {
    const cwd = applied()
    edit(cwd, 'strategies/pullback.qdag', '= 14 in', '= 15 in')
    const terminal = 'Object.assign(process.stdout,{isTTY:true,columns:20,getWindowSize:()=>[20,50]})'
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${terminal}`, TERM: 'xterm' }
    const plain = await runCli(['plan'], { cwd, env: { ...env, NO_COLOR: '1' } })
    expect(plain.code).toBe(0)
    // Labels of nodes are never broken; everything else is.
    const lines = plain.stdout.split('\n').filter((line) => /^(Plan|REUSE|COST|ALSO)/.test(line))
    expect(lines).toHaveLength(4)
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(40)
    const coloured = await runCli(['backtest', 'trend', ...years], { cwd, env })
    expect(coloured.stdout).toContain('\u001B[')
    // oxlint-disable-next-line eslint/no-control-regex -- what colours a terminal begins with a control character
    for (const line of coloured.stdout.replaceAll(/\u001B\[\d+m/g, '').split('\n'))
      expect(line.length, line).toBeLessThanOrEqual(40)
  })

  test('stays short where a line of the source is very long', async () => {
    const cwd = fresh()
    writeFiles(cwd, {
      'long.qdag': `strategy long\nlet x = ${'1 + '.repeat(50_000)}nope\nemit signal s = x\n`,
    })
    const run = await runCli(['check', 'long.qdag'], { cwd })
    expect(run.code).toBe(10)
    expect(run.stderr).toContain('long.qdag:2:')
    expect(run.stderr.length).toBeLessThan(2_000)
  })

  test('of help and version leaves no trace in a project', async () => {
    const cwd = fresh()
    const before = await traceOf(cwd)
    for (const args of [
      ['--version'],
      ['help', 'plan'],
      ['--help'],
      ['schema', 'plan'],
      ['check', '--json'],
      ['ids'],
      ['lint'],
      ['test'],
    ])
      expect(await runCli(args, { cwd })).toMatchObject({ code: 0 })
    expect(await traceOf(cwd)).toEqual(before)
  })
})

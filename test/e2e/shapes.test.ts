// Every answer of every command fits the shapes that the program publishes, also when it fails.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { SchemaName } from '../../cli/schemas/catalog.ts'
import { runCli } from '../support/cli.ts'
import { misfits } from '../support/shape.ts'
import { tempFolder, writeFiles } from '../support/temp-folder.ts'

const trend = 'strategies/trend.qdag'
const from = ['--start', '2016-01-01', '--end', '2017-01-01']

/** Arguments, the shape of the result, the exit code; run in a project that `init` has made. */
const calls: readonly (readonly [readonly string[], SchemaName | null, number])[] = [
  [['check'], null, 0],
  [['ids', trend], 'ids', 0],
  [['compile', trend], 'dag', 0],
  [['lint'], 'lint', 0],
  [['test'], 'test', 0],
  [['eval', 'sma(close, 3)', 'm=close > 1', '--data', 'data/btcusd-1d.csv'], 'eval', 0],
  [['backtest', 'trend', ...from], 'backtest', 0],
  [['plan', '--out', 'p.qplan'], 'plan', 0],
  [['apply', 'p.qplan'], 'apply', 0],
  [['apply', 'p.qplan'], 'apply', 0],
  [['plan', '--detailed-exitcode'], 'plan', 0],
  [['plan', '--env', 'nowhere'], null, 64],
  [['check', 'broken.qdag'], null, 10],
  [['ids', 'broken.qdag', trend], 'ids', 10],
  [['compile', 'broken.qdag'], null, 10],
  [['backtest', 'trend', '--start', '2021-01-01', '--end', '2020-01-01'], null, 64],
  [['backtest', 'trent', ...from], null, 64],
  [['check', '--project', 'nowhere'], null, 78],
  [['check', '--nonsense'], null, 64],
]

describe('answers', () => {
  test('of init fit their shape', async () => {
    const run = await runCli(['init', 'p', '--json'], { cwd: tempFolder() })
    expect(run.code).toBe(0)
    expect(await misfits('envelope', run.json)).toEqual([])
    expect(await misfits('init', run.json?.result)).toEqual([])
  })

  test('of every other command fit theirs', async () => {
    const folder = tempFolder()
    await runCli(['init', 'p'], { cwd: folder })
    const cwd = join(folder, 'p')
    writeFiles(cwd, { 'broken.qdag': 'strategy broken\nlet x = nope + 1\nemit signal s = x\n' })
    for (const [args, shape, code] of calls) {
      const run = await runCli([...args, '--json'], { cwd })
      const said = `qmtl ${args.join(' ')}\n${run.stdout.slice(0, 400)}\n${run.stderr}`
      expect(run.code, said).toBe(code)
      expect(await misfits('envelope', run.json), said).toEqual([])
      expect(run.json, said).toMatchObject({ ok: code === 0, exitCode: code, command: args[0] })
      expect(shape === null ? [] : await misfits(shape, run.json?.result), said).toEqual([])
    }
    expect(await misfits('qplan', JSON.parse(readFileSync(join(cwd, 'p.qplan'), 'utf8')))).toEqual([])
  })
})

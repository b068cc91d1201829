// What a plan says of a change to a project that stands applied, and that planning leaves no trace.
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { PlanResult } from '../../compiler/plan/plan-result.ts'
import { runCli } from '../support/cli.ts'
import { traceOf } from '../support/folder-trace.ts'
import { edit, projects } from '../support/init-project.ts'
import { misfits } from '../support/shape.ts'
import { writeFiles } from '../support/temp-folder.ts'

const fresh = projects()
const applied = projects(['apply', '--yes'])

const trend = 'strategies/trend.qdag'
const pullback = 'strategies/pullback.qdag'

/** Plans, holding the answer against its shapes. */
async function planned(cwd: string, ...flags: readonly string[]): Promise<PlanResult> {
  const run = await runCli(['plan', '--json', ...flags], { cwd })
  expect([run.code, run.stderr, run.json?.diagnostics]).toEqual([0, '', []])
  expect(await misfits('envelope', run.json)).toEqual([])
  expect(await misfits('plan', run.json?.result)).toEqual([])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the shape has just been looked at
  return run.json?.result as PlanResult
}

/** The changes that are not merely there. */
const moves = ({ changes }: PlanResult) =>
  changes.filter(({ action }) => action !== 'reuse' && action !== 'none')

describe('planning', () => {
  test('leaves nothing behind and says the same twice, before anything was applied', async () => {
    const cwd = fresh()
    const before = await traceOf(cwd)
    const [one, two] = [await runCli(['plan', '--json'], { cwd }), await runCli(['plan', '--json'], { cwd })]
    expect(await traceOf(cwd)).toEqual(before)
    expect(one).toMatchObject({ code: 0, stderr: '' })
    expect(two.stdout).toBe(one.stdout)
    expect(await misfits('plan', one.json?.result)).toEqual([])
  })

  test('leaves a state and its queues as they were, whatever the form of the answer', async () => {
    const cwd = applied()
    edit(cwd, trend, '= 20 in', '= 30 in')
    const before = await traceOf(cwd)
    for (const flags of [['--json'], ['--full'], ['--markdown'], ['--detailed-exitcode']])
      expect((await runCli(['plan', ...flags], { cwd })).code).toBe(
        flags[0] === '--detailed-exitcode' ? 2 : 0,
      )
    expect(await traceOf(cwd)).toEqual(before)
  })

  test('says no time, host or path: another copy gives the same bytes', async () => {
    const copies = [applied(), applied()]
    for (const cwd of copies) edit(cwd, trend, '= 20 in', '= 30 in')
    const [one, two] = await Promise.all(copies.map((cwd) => runCli(['plan', '--json'], { cwd })))
    expect(two?.stdout).toBe(one?.stdout)
    for (const cwd of copies) expect(one?.stdout).not.toContain(cwd)
  })

  test('keeps Markdown short enough for a pull request', async () => {
    const run = await runCli(['plan', '--markdown', '--full'], { cwd: fresh() })
    expect(run.code).toBe(0)
    expect(run.stdout.length).toBeLessThan(60_000)
    expect(run.stdout).toContain('trend')
  })
})

describe('a plan of changes', () => {
  test('names the sub-expression of a changed window, its line, and both texts', async () => {
    const cwd = applied()
    edit(cwd, pullback, '/ bars.close[1]), 30)', '/ bars.close[1]), 45)')
    const result = await planned(cwd)
    const causes = result.changes.filter(({ cause }) => cause)
    expect(causes).toHaveLength(1)
    expect(causes[0]).toMatchObject({
      resource: 'node',
      action: 'create',
      class: 'value',
      strategy: 'pullback',
      reason: [{ from: '30', to: '45', file: pullback, line: 13 }],
    })
    expect(causes[0]?.reason[0]?.within).toContain('stdev(')
    expect(result.summary).toMatchObject({ create: 2, delete: 0 })
    const text = await runCli(['plan'], { cwd })
    expect(text.stdout).toContain(`${pullback}:13`)
    expect(text.stdout).toContain('30 → 45')
    expect(text.stderr).toBe('Next: qmtl apply --env dev\n')
  })

  test('names the line of a changed param, and every strategy that follows', async () => {
    const cwd = applied()
    edit(cwd, trend, 'slow:  int   = 100', 'slow:  int   = 120')
    const result = await planned(cwd)
    const [cause] = result.changes.filter((change) => change.cause)
    expect(cause?.reason).toMatchObject([{ from: '100', to: '120', file: trend, line: 5 }])
    const following = result.changes.filter(({ resource, root }) => resource === 'node' && root === cause?.id)
    expect(following.map(({ strategy }) => strategy)).not.toContain('pullback')
    // What pullback computes for itself stays untouched though trend has left it.
    expect(result.changes.filter(({ action }) => action === 'delete')).toEqual([])
  })

  test('names the line of a param that a library function takes, and of an override in qmtl.yaml', async () => {
    const cwd = applied()
    const causes = async () =>
      (await planned(cwd)).changes.filter(({ resource, cause }) => resource === 'node' && cause)
    edit(cwd, pullback, 'look:  int   = 14', 'look:  int   = 15')
    for (const cause of await causes())
      expect(cause.reason).toMatchObject([{ from: '14', to: '15', file: pullback, line: 5 }])
    edit(cwd, pullback, 'look:  int   = 15', 'look:  int   = 14')
    const run = (look: number) =>
      `dev:\n    state: .qmtl\n    runs:\n      - { strategy: pullback, as: other, mode: dryrun, params: { look: ${look} } }\n`
    edit(cwd, 'qmtl.yaml', /dev: \{.*\}\n/g, run(20))
    expect((await runCli(['apply', '--yes'], { cwd })).code).toBe(0)
    edit(cwd, 'qmtl.yaml', 'look: 20', 'look: 21')
    const found = await causes()
    expect(found.length).toBeGreaterThan(0)
    for (const cause of found)
      expect(cause.reason).toMatchObject([{ from: '20', to: '21', file: 'qmtl.yaml', line: 20 }])
  })

  test('is refused where a run would take the place of another strategy', async () => {
    const cwd = applied()
    const run = '{ strategy: pullback, as: trend, mode: dryrun }'
    edit(cwd, 'qmtl.yaml', /dev: \{.*\}\n/g, `dev: { state: .qmtl, runs: [${run}] }\n`)
    const { code, json } = await runCli(['plan', '--json'], { cwd })
    expect(code).toBe(10)
    expect(json?.diagnostics).toMatchObject([
      { code: 'QD3044', file: 'qmtl.yaml', range: { start: { line: 17 } } },
    ])
  })

  test.each<readonly [string, (cwd: string) => void]>([
    [
      'comments, formatting, line ends, redundant brackets and tests',
      (cwd) => {
        edit(cwd, pullback, / +/g, ' ')
        edit(cwd, trend, 'let quick', '// quicker than calm\nlet quick')
        edit(cwd, trend, 'ema(btc.close, fast)', '((ema((btc.close), (fast))))')
        edit(cwd, trend, 'flat while it falls', 'still flat while it falls')
        edit(cwd, trend, '\n', '\r\n')
      },
    ],
    [
      'the order of statements and sinks',
      (cwd) => {
        edit(cwd, trend, /(let quick.*\n)(let calm.*\n)(let moves.*\n)/g, '$3$2$1')
        edit(cwd, trend, /(emit signal starts.*\n)(emit signal ends.*\n)/g, '$2$1')
      },
    ],
    [
      'the names of lets, params, inputs and files',
      (cwd) => {
        edit(cwd, trend, 'quick', 'swift')
        edit(cwd, trend, /\bslow\b/g, 'long_run')
        edit(cwd, trend, /\bbtc\b/g, 'coin')
        renameSync(join(cwd, trend), join(cwd, 'strategies/an older idea.qdag'))
      },
    ],
  ])('is empty after a change of %s', async (_, change) => {
    const cwd = applied()
    change(cwd)
    const result = await planned(cwd, '--detailed-exitcode')
    expect(moves(result)).toEqual([])
    expect(result.operations).toEqual([])
  })

  test('is empty where a function stands for what stood there, whatever its name', async () => {
    const cwd = applied()
    edit(cwd, pullback, 'ema(bars.close, trend)\n', 'average_of(bars.close)\n')
    edit(cwd, pullback, 'let base', 'fn average_of(x: float): float = ema(x, trend)\nlet base')
    expect(moves(await planned(cwd))).toEqual([])
    edit(cwd, pullback, 'average_of', 'mean_of')
    expect(moves(await planned(cwd))).toEqual([])
  })

  test('is one rename for another name of a strategy', async () => {
    const cwd = applied()
    edit(cwd, trend, 'strategy trend', 'strategy riding')
    const result = await planned(cwd)
    expect(moves(result)).toMatchObject([
      { resource: 'strategy', id: 'riding', action: 'rename', previous: 'trend' },
    ])
  })

  test('is an update of the strategy for another name of a sink', async () => {
    const cwd = applied()
    edit(cwd, trend, 'emit signal starts', 'emit signal begins')
    const result = await planned(cwd)
    expect(moves(result)).toMatchObject([
      {
        resource: 'strategy',
        id: 'trend',
        action: 'update',
        reason: [{ from: 'starts', to: 'begins', line: 14 }],
      },
    ])
  })

  test('shows what a third strategy reuses by name and by count', async () => {
    const cwd = applied()
    writeFiles(cwd, {
      'strategies/third.qdag': [
        'strategy third',
        'input prices: Bar from stream("coinbase:BTCUSD") @ 1d missing skip',
        'let slow = ema(prices.close, 100)',
        'emit target weight on prices = if prices.close > slow and rsi(prices.close, 14) < 70 then 1 else 0',
        '',
      ].join('\n'),
    })
    const result = await planned(cwd)
    const [strategy] = result.changes
      .filter(({ resource }) => resource === 'strategy')
      .filter(({ id }) => id === 'third')
    expect(strategy).toMatchObject({ action: 'create', class: 'new' })
    const reused = result.changes.filter(
      ({ resource, action, strategies }) =>
        resource === 'node' && action === 'reuse' && strategies.includes('third'),
    )
    expect(reused).toHaveLength(5)
    expect(result.summary).toMatchObject({ create: 1 })
    expect(result.reuse.nodes.known).toBe(11)
    const text = await runCli(['plan'], { cwd })
    expect(text.stdout).toContain('6 nodes: 1 new, 5 known')
    expect(text.stdout).toMatch(/KNOWN[\s\S]*ema\(bars\.close, 100\) \(computed\)[\s\S]*bars \(computed\)/)
  })

  test('is a delete for a strategy that was taken out, and keeps what the other one uses', async () => {
    const cwd = applied()
    renameSync(join(cwd, trend), join(cwd, 'trend.txt'))
    const result = await planned(cwd)
    expect(moves(result)).toMatchObject([{ resource: 'strategy', id: 'trend', action: 'delete' }])
  })
})

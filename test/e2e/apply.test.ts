// Applies through the program: saved plans, staleness, races, and processes that end on the way. In
// the end the state is that of an apply which nobody disturbed.
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ApplyReport } from '../../services/gateway/gateway.ts'
import { type CliRun, runCli, settle, startCli } from '../support/cli.ts'
import { edit, projects, years } from '../support/init-project.ts'
import { repeats, seededRandom } from '../support/seeded-random.ts'
import { misfits } from '../support/shape.ts'
import { statePicture } from '../support/state-picture.ts'

const fresh = projects(['plan', '--out', 'p.qplan'])
const applied = projects(['apply', '--yes'])

const trend = 'strategies/trend.qdag'
const stateOf = (cwd: string): Promise<unknown> => statePicture(join(cwd, '.qmtl'))

/** Applies with `--json`, holding the answer against its shapes. */
async function apply(
  cwd: string,
  ...args: readonly string[]
): Promise<CliRun & { report: ApplyReport | null }> {
  const run = await runCli(['apply', ...args, '--json'], { cwd })
  return { ...run, report: await reportOf(run) }
}

async function reportOf(run: CliRun): Promise<ApplyReport | null> {
  expect(await misfits('envelope', run.json), `${run.stdout}${run.stderr}`).toEqual([])
  expect(run.json).toMatchObject({ exitCode: run.code, command: 'apply' })
  const report = run.json?.result ?? null
  expect(report === null ? [] : await misfits('apply', report)).toEqual([])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the shape has just been looked at
  return report as ApplyReport | null
}

/** Ends what was begun, and begins it where nothing had been; then there is nothing left to do. */
async function recover(cwd: string): Promise<void> {
  const resumed = await apply(cwd, '--resume')
  expect([resumed.code, resumed.json?.diagnostics]).toEqual([0, []])
  const again = resumed.report?.generation === 0 ? await apply(cwd, 'p.qplan') : resumed
  expect(again).toMatchObject({ code: 0, report: { generation: 1 } })
}

let calm: Promise<unknown> | undefined

/** The state of an apply of `p.qplan` that nobody disturbed. */
function undisturbed(): Promise<unknown> {
  const make = async (): Promise<unknown> => {
    const cwd = fresh()
    expect(await apply(cwd, 'p.qplan')).toMatchObject({ code: 0 })
    return stateOf(cwd)
  }
  calm ??= make()
  return calm
}

describe('a saved plan', () => {
  test('is applied, is a note the second time, and leaves nothing to plan', async () => {
    const cwd = fresh()
    const first = await apply(cwd, 'p.qplan')
    expect(first).toMatchObject({
      code: 0,
      report: { generation: 1, already_applied: false, resumed: false },
    })
    expect(first.report?.operations.map(({ status }) => status)).not.toContain('pending')
    const after = await stateOf(cwd)
    const second = await apply(cwd, 'p.qplan')
    expect(second).toMatchObject({
      code: 0,
      report: { already_applied: true, apply_id: first.report?.apply_id },
    })
    expect(await stateOf(cwd)).toEqual(after)
    const plan = await runCli(['plan', '--detailed-exitcode'], { cwd })
    expect(plan).toMatchObject({ code: 0, stderr: '' })
    expect(plan.stdout).toContain('No changes: dev is as wanted.')
  })

  test('that is stale ends with 4, names what moved and by whom, and touches nothing', async () => {
    const cwd = applied()
    edit(cwd, trend, '= 20 in', '= 30 in')
    await runCli(['plan', '--out', 'late.qplan'], { cwd })
    edit(cwd, trend, '= 30 in', '= 40 in')
    expect(await apply(cwd, '--yes')).toMatchObject({ code: 0, report: { apply_id: 'dev-2' } })
    const before = await stateOf(cwd)
    const late = await apply(cwd, 'late.qplan')
    expect(late).toMatchObject({ code: 4, report: null, json: { diagnostics: [{ code: 'QD3403' }] } })
    expect(late.json?.diagnostics[0]?.message).toMatch(/environment dev \(generation 1 → 2, by apply dev-2\)/)
    expect(late.json?.diagnostics[0]?.hint).toContain('Plan again')
    expect(await stateOf(cwd)).toEqual(before)
  })

  test('goes on by itself, and with --resume, where it was stopped', async () => {
    const cwd = fresh()
    const stopped = await interrupted(['apply', 'p.qplan', '--json'], cwd, 'SIGKILL')
    // It may have come to its end before it was killed.
    expect([null, 'SIGKILL']).toContain(stopped.signal)
    expect(await apply(cwd, 'p.qplan', '--resume')).toMatchObject({ code: 0, report: { generation: 1 } })
    expect(await stateOf(cwd)).toEqual(await undisturbed())
  })
})

describe('two applies that race', () => {
  test('with two plans: one wins, the other learns who holds the environment or what moved', async () => {
    const cwd = applied()
    for (const [file, length] of [
      ['a.qplan', '30'],
      ['b.qplan', '40'],
    ] as const) {
      edit(cwd, trend, /= \d+ in 2/g, `= ${length} in 2`)
      await runCli(['plan', '--out', file], { cwd })
    }
    const runs = await Promise.all(['a.qplan', 'b.qplan'].map((file) => apply(cwd, file)))
    const [winner, loser] = runs.toSorted((a, b) => (a.code ?? 0) - (b.code ?? 0))
    expect(winner).toMatchObject({ code: 0, report: { generation: 2 } })
    expect([4, 5]).toContain(loser?.code)
    expect(loser).toMatchObject({ report: null, json: { ok: false, result: null } })
    const [why] = loser?.json?.diagnostics ?? []
    expect(why?.code).toBe(loser?.code === 5 ? 'QD3201' : 'QD3403')
    expect(why?.message).toMatch(loser?.code === 5 ? /apply-/ : /by apply dev-2/)
  })

  test('with one plan: it is done once', async () => {
    const cwd = fresh()
    const runs = await Promise.all([1, 2].map(() => apply(cwd, 'p.qplan')))
    const done = runs.filter(({ code, report }) => code === 0 && report?.already_applied === false)
    expect(done).toHaveLength(1)
    expect(await stateOf(cwd)).toEqual(await undisturbed())
  })
})

/** Starts a command, sends it the signal as soon as it says anything, and collects its end. */
async function interrupted(
  args: readonly string[],
  cwd: string,
  signal: NodeJS.Signals,
): Promise<CliRun & { ms: number }> {
  const child = startCli(args, { cwd })
  const end = settle(child)
  if (child.stderr) await once(child.stderr, 'data')
  const sent = performance.now()
  child.kill(signal)
  return { ...(await end), ms: performance.now() - sent }
}

describe('an apply that dies', () => {
  test('at moments of chance leaves, once resumed, the state of an undisturbed one', async () => {
    const chance = seededRandom('qmtl apply killed')
    const expected = await undisturbed()
    const begun = performance.now()
    await apply(fresh(), 'p.qplan')
    const duration = performance.now() - begun
    for (let round = 0; round < repeats(3); round += 1) {
      const cwd = fresh()
      for (const args of [['p.qplan'], ['--resume']]) {
        const victim = startCli(['apply', ...args], { cwd })
        const end = settle(victim)
        const timer = setTimeout(() => victim.kill('SIGKILL'), (chance.below(1000) / 1000) * duration)
        await end
        clearTimeout(timer)
      }
      await recover(cwd)
      expect(await stateOf(cwd)).toEqual(expected)
      expect(await runCli(['plan', '--detailed-exitcode'], { cwd })).toMatchObject({ code: 0 })
    }
  })
})

/** Resolves once the program asks for consent, or ends without. */
function question(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
      if (said.includes('consent: ')) resolve()
    })
    child.once('close', () => resolve())
  })
}

describe('at a terminal', () => {
  // Options of Node hold no blanks.
  const terminal = 'process.stdin.isTTY=process.stderr.isTTY=true;process.stderr.getWindowSize=()=>[80,24]'
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${terminal}`, TERM: 'xterm' }

  test.each([
    ['yes', 'yes\r', 0],
    ['another word', 'y\r', 8],
    ['Ctrl-D', '\u0004', 8],
    ['Ctrl-C', '\u0003', 130],
  ])('a question is answered with %s', async (_, keys, code) => {
    const cwd = fresh()
    const child = startCli(['apply'], { cwd, env })
    const end = settle(child, null)
    await question(child)
    child.stdin?.write(keys)
    const run = await end
    expect([run.code, run.stderr.includes('QD3034')], run.stderr).toEqual([code, false])
    const left = code === 0 ? 0 : 2
    expect(await runCli(['plan', '--detailed-exitcode'], { cwd })).toMatchObject({ code: left })
  })
})

describe('SIGINT', () => {
  test('ends an apply within two seconds after a checkpoint, resumable', async () => {
    const cwd = fresh()
    const run = await interrupted(['apply', 'p.qplan', '--json'], cwd, 'SIGINT')
    expect([0, 130]).toContain(run.code)
    expect(run.ms).toBeLessThan(2_000)
    const report = await reportOf(run)
    const why = { code: 'QD3408', hint: 'Go on with: qmtl apply --resume' }
    expect(run.json).toMatchObject(run.code === 0 ? { ok: true } : { ok: false, diagnostics: [why] })
    expect(report?.operations).toHaveLength(30)
    await recover(cwd)
    expect(await stateOf(cwd)).toEqual(await undisturbed())
  })

  test('ends a backtest within two seconds', async () => {
    const run = await interrupted(['backtest', 'trend', ...years, '--json'], fresh(), 'SIGINT')
    expect([0, 130]).toContain(run.code)
    expect(run.ms).toBeLessThan(2_000)
    expect(await misfits('envelope', run.json)).toEqual([])
    expect(run.json).toMatchObject({ exitCode: run.code, ok: run.code === 0 })
  })
})

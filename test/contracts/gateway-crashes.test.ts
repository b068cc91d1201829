// Applies that die: killed at every step and at moments of chance, and resumed. In the end the state is
// that of an apply which nobody disturbed. And two that race.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Desired } from '../../compiler/plan/desired.ts'
import type { ApplyReport, Gateway } from '../../services/gateway/gateway.ts'
import { openForApply } from '../../services/host/embedded.ts'
import { seededRandom } from '../support/dag-arbitrary.ts'
import { type Applied, startApply } from '../support/gateway-process.ts'
import {
  barsCsv,
  cross,
  desiredOf,
  type Folder,
  pair,
  planWith,
  projectFolder,
} from '../support/gateway-project.ts'
import { statePicture } from '../support/state-picture.ts'

const SEED = Number(process.env['QMTL_SEED'] ?? Date.now() % 2 ** 31)
const RUNS = Math.max(1, Math.round(4 * Number(process.env['QMTL_RUNS'] ?? '1')))

/** A folder in which one strategy stands applied, and the plan file of a change to both. */
async function folderWithPlan(): Promise<{ readonly folder: Folder; readonly file: (of: Folder) => string }> {
  const folder = projectFolder(120)
  await applyHere(folder, desiredOf(cross()))
  const qplan = await planHere(folder, desiredOf(cross(6), pair()))
  writeFileSync(join(folder.root, 'p.qplan'), qplan)
  return { folder, file: (of) => join(of.root, 'p.qplan') }
}

async function planHere(folder: Folder, desired: Desired): Promise<string> {
  return opening(folder, async (gateway) => (await planWith(gateway, desired)).qplan)
}

async function applyHere(folder: Folder, desired: Desired): Promise<void> {
  const outcome = await opening(folder, async (gateway) =>
    gateway.apply(desired.environment, (await planWith(gateway, desired)).qplan),
  )
  reportOf({ steps: [], outcome })
}

function reportOf({ outcome }: Applied): ApplyReport {
  if (outcome?.ok !== true) throw new TypeError(outcome === null ? 'killed' : outcome.failure.message)
  return outcome.report
}

/** Works with the state as the next process does that opens it. */
async function opening<T>(folder: Folder, work: (gateway: Gateway) => Promise<T>): Promise<T> {
  const opened = await openForApply(folder)
  if (!opened.ok) throw new TypeError(opened.failure.message)
  try {
    return await work(opened.value.gateway)
  } finally {
    await opened.value.close()
  }
}

/** Ends what was begun; begins it again where nothing had been. Applying it once more is a note. */
async function recover(folder: Folder, file: string): Promise<ApplyReport> {
  return opening(folder, async (gateway) => {
    const resumed = reportOf({ steps: [], outcome: await gateway.resume('dev') })
    if (resumed.apply_id !== null) return resumed
    return reportOf({ steps: [], outcome: await gateway.apply('dev', readFileSync(file, 'utf8')) })
  })
}

describe('an apply that dies', () => {
  test(
    'leaves, once resumed, the state of an undisturbed one, wherever it is killed',
    { timeout: 300_000 },
    async () => {
      const { folder, file } = await folderWithPlan()
      const undisturbed = folder.copy()
      const { steps } = await startApply(undisturbed, file(undisturbed)).ended
      const expected = await statePicture(undisturbed.state)
      expect(steps).toEqual(
        expect.arrayContaining(['leased', 'checked', 'submitted', 'Executing', 'completed']),
      )
      const crash = async (step: number): Promise<void> => {
        const place = folder.copy()
        const { outcome } = await startApply(place, file(place), step).ended
        expect(outcome, `step ${steps[step]}`).toBeNull()
        expect((await recover(place, file(place))).generation).toBe(2)
        expect(await statePicture(place.state), `killed at ${steps[step]}`).toEqual(expected)
      }
      // Two at a time: processes start slowly.
      for (let step = 0; step < steps.length; step += 2)
        await Promise.all([crash(step), ...(step + 1 < steps.length ? [crash(step + 1)] : [])])
    },
  )

  test('leaves the same where streams and queues begin anew', { timeout: 120_000 }, async () => {
    const folder = projectFolder(120)
    await applyHere(folder, desiredOf(cross()))
    folder.write('data/btc.csv', barsCsv(120, 3))
    writeFileSync(join(folder.root, 'p.qplan'), await planHere(folder, desiredOf(cross())))
    const file = (of: Folder) => join(of.root, 'p.qplan')
    const undisturbed = folder.copy()
    const { steps } = await startApply(undisturbed, file(undisturbed)).ended
    const expected = await statePicture(undisturbed.state)
    const chosen = [...steps.keys()].filter((step) =>
      /^(?:running|executed|appended)/.test(steps[step] ?? ''),
    )
    expect(chosen.length).toBeGreaterThan(6)
    for (const step of chosen) {
      const place = folder.copy()
      expect((await startApply(place, file(place), step).ended).outcome).toBeNull()
      expect(reportOf(await startApply(place, 'resume').ended)).toMatchObject({
        generation: 1,
        resumed: true,
      })
      expect(await statePicture(place.state), `killed at ${steps[step]}`).toEqual(expected)
    }
  })

  test('leaves the same when it is killed at any moment, twice', { timeout: 120_000 }, async () => {
    process.stdout.write(`apply killed at moments of chance: ${RUNS} runs, QMTL_SEED=${SEED}\n`)
    const random = seededRandom(SEED)
    const { folder, file } = await folderWithPlan()
    const undisturbed = folder.copy()
    const run = startApply(undisturbed, file(undisturbed))
    await run.begun
    const begun = performance.now()
    await run.ended
    const duration = performance.now() - begun
    const expected = await statePicture(undisturbed.state)
    for (let i = 0; i < RUNS; i += 1) {
      const place = folder.copy()
      for (const what of [file(place), 'resume']) {
        const victim = startApply(place, what)
        await victim.begun
        const timer = setTimeout(() => victim.kill(), random() * duration)
        await victim.ended
        clearTimeout(timer)
      }
      expect((await recover(place, file(place))).generation).toBe(2)
      expect(await statePicture(place.state)).toEqual(expected)
    }
  })
})

describe('two applies that race', () => {
  test('on one environment: one wins whole, the other is turned away before any work', async () => {
    const folder = projectFolder(120)
    const wanted = [desiredOf(cross(6), pair()), desiredOf(cross(7), pair(8))]
    const files = await Promise.all(
      wanted.map(async (desired, index) => {
        const file = join(folder.root, `${index}.qplan`)
        writeFileSync(file, await planHere(folder, desired))
        return file
      }),
    )
    const outcomes = await Promise.all(files.map((file) => startApply(folder, file).ended))
    const winners = outcomes.filter(({ outcome }) => outcome?.ok === true)
    const losers = outcomes.filter(({ outcome }) => outcome?.ok === false)
    expect([winners.length, losers.length]).toEqual([1, 1])
    const [loser] = losers
    expect(loser?.outcome).toMatchObject({ ok: false, report: null })
    expect(['QD3201', 'QD3403']).toContain(loser?.outcome?.ok === false ? loser.outcome.failure.code : '')
    expect(loser?.steps.filter((step) => step !== 'leased')).toEqual([])
    const picture = await statePicture(folder.state)
    const alone = projectFolder(120)
    const winner = outcomes.findIndex(({ outcome }) => outcome?.ok === true)
    await applyHere(alone, wanted[winner] ?? desiredOf())
    expect(picture).toEqual(await statePicture(alone.state))
  })

  test('on two environments that share nodes: both win', async () => {
    const folder = projectFolder(120)
    const names = ['dev', 'prod']
    const files = await Promise.all(
      names.map(async (environment) => {
        const file = join(folder.root, `${environment}.qplan`)
        writeFileSync(file, await planHere(folder, { ...desiredOf(cross(), pair()), environment }))
        return file
      }),
    )
    const outcomes = await Promise.all(files.map((file) => startApply(folder, file).ended))
    expect(outcomes.map((applied) => reportOf(applied).generation)).toEqual([1, 1])
    for (const environment of names) {
      const again = await planHere(folder, { ...desiredOf(cross(), pair()), environment })
      expect(JSON.parse(again)).toMatchObject({ plan: { operations: [] } })
    }
  })

  test('with the same plan: it is done once', async () => {
    const { folder, file } = await folderWithPlan()
    const undisturbed = folder.copy()
    reportOf(await startApply(undisturbed, file(undisturbed)).ended)
    const outcomes = await Promise.all([1, 2].map(() => startApply(folder, file(folder)).ended))
    const codes = outcomes.map(({ outcome }) =>
      outcome?.ok === true
        ? outcome.report.already_applied
          ? 'note'
          : 'done'
        : (outcome?.failure.code ?? 'killed'),
    )
    expect(codes.filter((code) => code === 'done')).toHaveLength(1)
    expect(['note', 'QD3201']).toContain(codes.find((code) => code !== 'done'))
    expect(await statePicture(folder.state)).toEqual(await statePicture(undisturbed.state))
  })
})

// Calls that have to fail: prepared in a copy of a project, made once as text and once with `--json`,
// and held to what every failure promises.
import { isAbsolute, join } from 'node:path'
import { expect } from 'vitest'
import type { Diagnostic } from '../../dsl/diagnostics/diagnostic.ts'
import { type CliRun, runCli } from './cli.ts'
import { traceOf } from './folder-trace.ts'
import { misfits } from './shape.ts'

export interface CallCase {
  /** What is wrong, after "with …". */
  readonly name: string
  readonly args: readonly string[]
  readonly exit: number
  readonly code: string
  /** Parts of the message and the hint. */
  readonly says: readonly (string | RegExp)[]
  /** File and line of the diagnostic, `qmtl.yaml:3`; a file alone where no line is known. */
  readonly at?: string
  /** Makes it wrong; what it returns is called after the calls, to make it right again. */
  readonly prepare?: (folder: string) => (() => void) | void
  /** Where the call is made, below the folder. */
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Makes both calls in the folder; nothing in it may change. */
export async function expectRefusal(folder: string, wrong: CallCase): Promise<void> {
  const restore = wrong.prepare?.(folder)
  const before = await traceOf(folder)
  const options = { cwd: join(folder, wrong.cwd ?? '.'), env: wrong.env ?? {} }
  const [text, json] = await Promise.all([
    runCli(wrong.args, options),
    runCli([...wrong.args, '--json'], options),
  ])
  expect(await traceOf(folder)).toEqual(before)
  restore?.()
  for (const run of [text, json]) {
    expect([run.code, run.signal], run.stderr + run.stdout).toEqual([wrong.exit, null])
    expect(run.stdout + run.stderr).not.toContain(folder)
    expect(run.stdout + run.stderr).not.toMatch(/^ {4,}at /m)
  }
  expectText(text, wrong)
  await expectEnvelope(json, wrong)
}

function expectText({ stderr }: CliRun, { code, says }: CallCase): void {
  expect(stderr).toMatch(new RegExp(`^error\\[${code}\\]: `, 'm'))
  for (const part of says) expect(stderr).toMatch(part)
}

async function expectEnvelope({ stdout, json, code }: CliRun, wrong: CallCase): Promise<void> {
  expect(stdout.indexOf('\n')).toBe(stdout.length - 1)
  expect(await misfits('envelope', json)).toEqual([])
  expect(json).toMatchObject({ ok: false, exitCode: code })
  const diagnostics = json?.diagnostics ?? []
  const found = diagnostics.find((each) => each.code === wrong.code)
  expect(found, stdout).toBeDefined()
  for (const part of wrong.says) expect(`${found?.message}\n${found?.hint}`).toMatch(part)
  for (const { file } of diagnostics) expect([file, isAbsolute(file ?? '')]).toEqual([file, false])
  expect(wrong.at === undefined ? wrong.at : found && placeOf(found)).toBe(wrong.at)
}

function placeOf({ file, range }: Diagnostic): string {
  return [file, range?.start.line].filter((part) => part !== undefined).join(':')
}

// How every command begins and ends, whatever it does: exit codes, envelopes, signals, closed pipes.
import { once } from 'node:events'
import { existsSync, openSync, readFileSync, rmSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { program, runCli, settle, startCli } from '../support/cli.ts'

const misbehaving = { script: fileURLToPath(new URL('program/run.ts', import.meta.url)) }

describe('the program', () => {
  test('says its version', async () => {
    const run = await runCli(['--version'])
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.stdout).toMatch(new RegExp(`^qmtl/${manifest.version} .* node-v\\d`))
  })

  test('shows the commands when it is called with nothing', async () => {
    const run = await runCli([])
    expect(run.code).toBe(0)
    expect(run.stdout).toContain('schema')
  })

  test('shows the examples of a command', async () => {
    const run = await runCli(['schema', '--help'])
    expect(run.code).toBe(0)
    expect(run.stdout).toContain('$ qmtl schema envelope')
  })

  test('names the nearest command for one that does not exist', async () => {
    const run = await runCli(['shcema'])
    expect(run).toMatchObject({ code: 64, stdout: '' })
    expect(run.stderr).toContain('"shcema" is not a command')
    expect(run.stderr).toContain('Did you mean qmtl schema?')
  })

  test.each([
    ['an unknown flag', ['schema', '--bogus']],
    ['an argument too many', ['schema', 'plan', 'more']],
    ['a name that is none', ['schema', 'plans']],
    ['an unknown command with arguments', ['scheme', 'plan', 'x=1']],
  ])('answers wrong usage with 64: %s', async (_, args) => {
    const text = await runCli(args)
    expect(text).toMatchObject({ code: 64, stdout: '' })
    expect(text.stderr).toMatch(/^error\[QD303[12]\]: /)
    const answer = await runCli([...args, '--json'])
    expect(answer).toMatchObject({ code: 64, stderr: '' })
    expect(answer.json).toMatchObject({
      ok: false,
      exitCode: 64,
      command: args[0],
      result: null,
      nextActions: [],
    })
    expect(answer.json?.diagnostics).toHaveLength(1)
  })

  test('runs on the machine’s own Node or says in one line why not', async () => {
    const path = (process.env['PATH'] ?? '').split(':').filter((folder) => !folder.includes('node_modules'))
    const run = await settle(
      spawn('/usr/bin/env', ['node', program, '--version'], {
        env: { ...process.env, PATH: path.join(':') },
      }),
    )
    const said = `${run.code} ${run.stdout}${run.stderr}`
    expect(said).toMatch(/^(?:0 qmtl\/|78 qmtl needs Node\.js 22\.23 or newer; this is .*\n$)/)
  })
})

describe('a bug', () => {
  test.each(['crash', 'crash-later'])('ends with 70 and leaves its stack in a file: %s', async (command) => {
    const run = await runCli([command, '--json'], misbehaving)
    expect(run).toMatchObject({ code: 70, stderr: '' })
    expect(run.json).toMatchObject({ ok: false, exitCode: 70, command, diagnostics: [{ code: 'QD3034' }] })
    const file = /the file (.*)\.$/.exec(run.json?.diagnostics[0]?.hint ?? '')?.[1] ?? ''
    expect(existsSync(file)).toBe(true)
    expect(readFileSync(file, 'utf8')).toMatch(/Error: .*\n +at /)
    rmSync(dirname(file), { recursive: true })
  })

  test('shows no stack to a person', async () => {
    const run = await runCli(['crash'], misbehaving)
    expect(run).toMatchObject({ code: 70, stdout: '' })
    expect(run.stderr).toContain('InternalError: the table is empty')
    expect(run.stderr).not.toMatch(/^ +at .*:\d+:\d+/m)
    rmSync(dirname(/the file (.*)\.$/m.exec(run.stderr)?.[1] ?? ''), { recursive: true })
  })
})

describe('a signal', () => {
  test.each([
    ['SIGINT', 130, []],
    ['SIGTERM', 143, []],
    ['SIGINT', 130, ['--throw']],
  ] as const)('%s ends with %i after the checkpoint %s', async (signal, code, flags) => {
    const child = startCli(['work', '--json', ...flags], misbehaving)
    const end = settle(child)
    if (child.stderr) await once(child.stderr, 'data')
    child.kill(signal)
    const run = await end
    expect(run).toMatchObject({ code, signal: null, stderr: 'working\ncheckpoint written\n' })
    expect(run.json).toMatchObject({ ok: false, exitCode: code, command: 'work' })
  })

  test('ends a command that does not listen, within its two seconds', async () => {
    const child = startCli(['work', '--deaf'], misbehaving)
    const end = settle(child)
    if (child.stderr) await once(child.stderr, 'data')
    child.kill('SIGINT')
    expect(await end).toMatchObject({ code: null, signal: 'SIGINT' })
  })
})

describe('output', () => {
  test('arrives whole through a pipe', async () => {
    const run = await runCli(['flood'], misbehaving)
    expect(run.code).toBe(0)
    expect(run.stdout).toHaveLength(5_000_000)
  })

  test('that nobody reads any more is no failure', async () => {
    const child = startCli(['flood'], misbehaving)
    child.stdout?.destroy()
    expect(await settle(child)).toMatchObject({ code: 0, stderr: 'finished\n' })
  })

  test('that cannot be written is one', async () => {
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [program, 'schema'], { stdio: ['ignore', full, 'pipe'] })
    const run = await settle(child)
    expect(run.code).toBe(1)
    expect(run.stderr).toMatch(/^error\[QD3015\]: .*ENOSPC.*\n$/)
  })
})

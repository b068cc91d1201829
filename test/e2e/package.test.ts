// The package: what is in it, that it runs alone, and how fast it starts.
import { rmSync } from 'node:fs'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { runCli } from '../support/cli.ts'
import { packProgram, type PackedProgram } from '../support/packed-program.ts'
import { measureStartUps, type StartUp } from '../support/start-up.ts'

describe('the package', () => {
  let packed: PackedProgram

  beforeAll(() => {
    packed = packProgram()
  })

  afterAll(() => {
    rmSync(packed.folder, { recursive: true, force: true })
  })

  test('holds the program and nothing of its making', () => {
    const expected =
      /^(?:package\.json|LICENSE|README\.md|CHANGELOG\.md|cli\/bin\/[\w-]+\.js|dist\/.*\.(?:js|json|txt)|templates\/.+)$/
    expect(packed.files.map(({ path }) => path).filter((path) => !expected.test(path))).toEqual([])
    expect(packed.files.find(({ path }) => path === 'cli/bin/qmtl.js')?.mode).toBe(0o755)
    expect(packed.tarballBytes).toBeLessThan(3_000_000)
  })

  test('names the licences of what it bundles', () => {
    expect(packed.files.map(({ path }) => path)).toContain('dist/THIRD-PARTY-LICENSES.txt')
  })

  test('says its version', async () => {
    const run = await runCli(['--version'], { script: packed.program, cwd: packed.home })
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.stdout).toMatch(new RegExp(`^qmtl/${manifest.version} `))
  })

  test('answers as the source does', async () => {
    for (const args of [
      ['--help'],
      ['schema'],
      ['schema', 'plan'],
      ['schema', 'nope', '--json'],
      ['shcema'],
    ]) {
      const installed = await runCli(args, { script: packed.program, cwd: packed.home })
      const source = await runCli(args, { cwd: packed.home })
      expect([args, installed]).toEqual([args, source])
    }
  })

  test('starts fast', () => {
    const starts: (StartUp & { readonly limit: number })[] = [
      { name: 'an empty process', args: ['-e', ''], limit: 1 },
      { name: '--version', args: [packed.program, '--version'], cwd: packed.home, limit: 3.5 },
    ]
    const medians = measureStartUps(starts, 15)
    const empty = medians.get('an empty process') ?? Number.NaN
    for (const { name, limit } of starts) {
      const median = medians.get(name) ?? Number.NaN
      const times = median / empty
      process.stdout.write(
        `${name}: ${median.toFixed(0)} ms, ${times.toFixed(2)} times an empty process (limit ${limit})\n`,
      )
      expect(times, name).toBeLessThanOrEqual(limit)
    }
  })
})

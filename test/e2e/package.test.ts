// The package: what is in it, and that it runs alone.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { program, runCli } from '../support/cli.ts'
import { packProgram, type PackedProgram } from '../support/packed-program.ts'

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

  test('makes a project and works in it', async () => {
    const run = (args: readonly string[], cwd: string) => runCli(args, { script: packed.program, cwd })
    expect(await run(['init', 'project'], packed.home)).toMatchObject({ code: 0 })
    const project = join(packed.home, 'project')
    for (const args of [['check'], ['lint'], ['test'], ['ids']]) {
      const { code, stderr } = await run(args, project)
      expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' })
    }
  })

  test('makes the project that the source makes', async () => {
    const filesOf = (folder: string): Record<string, string> =>
      Object.fromEntries(
        readdirSync(folder, { withFileTypes: true, recursive: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]),
      )
    for (const [name, script] of Object.entries({ installed: packed.program, source: program }))
      expect(await runCli(['init', name], { script, cwd: packed.home })).toMatchObject({ code: 0 })
    const made = filesOf(join(packed.home, 'installed'))
    expect(made).toHaveProperty('.gitignore')
    expect(made).toEqual(filesOf(join(packed.home, 'source')))
  })
})

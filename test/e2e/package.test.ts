// The package: what is in it, and that it runs alone.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { program, runCli } from '../support/cli.ts'
import { packProgram, type PackedProgram } from '../support/packed-program.ts'
import { tempFolder } from '../support/temp-folder.ts'

describe('the package', () => {
  let packed: PackedProgram

  beforeAll(() => {
    packed = packProgram()
    // What it keeps for later calls goes with the rest.
    vi.stubEnv('XDG_CACHE_HOME', join(packed.folder, 'cache'))
  })

  afterAll(() => {
    vi.unstubAllEnvs()
    rmSync(packed.folder, { recursive: true, force: true })
  })

  test('holds the program and nothing of its making', () => {
    const expected =
      /^(?:package\.json|LICENSE|README\.md|CHANGELOG\.md|cli\/bin\/[\w-]+\.js|dist\/.*\.(?:cjs|json|txt)|templates\/.+)$/
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

  describe('keeps compiled code for the next call', () => {
    const listFiles = (folder: string) =>
      readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))

    /** Calls `schema plan`, and gives the files that are kept then. */
    async function call(cache: string, env: Readonly<Record<string, string>> = {}): Promise<string[]> {
      const options = { script: packed.program, cwd: packed.home, env: { XDG_CACHE_HOME: cache, ...env } }
      const { code, stderr, stdout } = await runCli(['schema', 'plan'], options)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toContain('"$schema"')
      return listFiles(cache)
    }

    test('for its user alone, once', async () => {
      const cache = tempFolder()
      const [file = '', ...others] = await call(cache)
      expect([basename(file), others]).toEqual([expect.stringMatching(/^schema-/), []])
      const { mode, mtimeMs, ino } = statSync(file)
      expect(mode & 0o077).toBe(0)
      expect(await call(cache)).toEqual([file])
      expect(statSync(file)).toMatchObject({ mtimeMs, ino })
    })

    test('and makes it again when it is damaged', async () => {
      const cache = tempFolder()
      const [file = ''] = await call(cache)
      const whole = readFileSync(file)
      const harms = [
        whole.subarray(0, 9000),
        Buffer.from(whole).fill(0x55, 5000, 9000),
        Buffer.from(whole).fill('1', 20, 21),
        Buffer.from('nonsense\n'),
        Buffer.alloc(0),
      ]
      for (const damaged of harms) {
        writeFileSync(file, damaged)
        await call(cache)
        expect(readFileSync(file).equals(damaged)).toBe(false)
        const repaired = statSync(file).mtimeMs
        await call(cache)
        expect(statSync(file).mtimeMs).toBe(repaired)
      }
    })

    test('of the latest bundles only', async () => {
      const old = Array.from({ length: 6 }, (_, index) => `qmtl/code/bundle-${index}/check`)
      const cache = tempFolder(Object.fromEntries(old.map((path) => [path, 'code'])))
      await call(cache)
      expect(readdirSync(join(cache, 'qmtl/code'))).toHaveLength(4)
    })

    test('but not where it is told not to, and not where it cannot', async () => {
      const cache = tempFolder({ file: '' })
      expect(await call(cache, { QMTL_NO_COMPILE_CACHE: '1' })).toEqual([join(cache, 'file')])
      expect(await call(cache, { XDG_CACHE_HOME: join(cache, 'file') })).toEqual([join(cache, 'file')])
    })
  })
})

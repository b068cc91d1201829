// Projects as `qmtl init` makes them: made once for a test file, copied for each test.
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { runCli } from './cli.ts'
import { tempFolder } from './temp-folder.ts'

/** A span that the template's prices cover. */
export const years = ['--start', '2016-01-01', '--end', '2017-01-01'] as const

/**
 * Has a project made and the commands run in it before the first test of the file.
 *
 * @returns gives a copy that ends with the running test: the real path of its folder
 */
export function projects(...commands: readonly (readonly string[])[]): () => string {
  let original = ''
  beforeAll(async () => {
    original = realpathSync(mkdtempSync(join(tmpdir(), 'qmtl-test-')))
    for (const command of [['init', '.'], ...commands]) {
      const run = await runCli(command, { cwd: original })
      if (run.code !== 0) throw new TypeError(`qmtl ${command.join(' ')}: ${run.stderr}`)
    }
  })
  afterAll(() => rmSync(original, { recursive: true, force: true }))
  return () => {
    const copy = tempFolder()
    cpSync(original, copy, { recursive: true, preserveTimestamps: true })
    return copy
  }
}

/** Replaces every occurrence of a text in a file, which has to be there. */
export function edit(folder: string, file: string, from: string | RegExp, to: string): void {
  const path = join(folder, file)
  const before = readFileSync(path, 'utf8')
  const after = before.replaceAll(from, to)
  if (after === before) throw new TypeError(`${file} does not have ${String(from)}`)
  writeFileSync(path, after)
}

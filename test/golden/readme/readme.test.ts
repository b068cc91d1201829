// What README.md shows is what happens: each command runs, in order, in a shell; the strategy that it
// prints is added to the project, and planned as it says. `npm ci` and the demo are run by `.ci/run`.
// `QMTL_UPDATE_GOLDENS=1` writes the plan anew; read the difference before keeping it.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { runCli } from '../../support/cli.ts'
import { rewrites } from '../../support/golden-file.ts'
import { shellCommands, shellText } from '../../support/shell-blocks.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const path = join(root, 'README.md')
const read = (): string => readFileSync(path, 'utf8')

/** The first block of its kind. */
function blockOf(kind: string): string {
  return new RegExp(`^\`\`\`${kind}\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(read())?.[1] ?? ''
}

/** A folder in which the page's commands find what a clone has, and leave the clone as it is. */
function clone(): string {
  const folder = tempFolder()
  for (const name of ['cli', 'node_modules']) symlinkSync(join(root, name), join(folder, name))
  return folder
}

describe('the README', () => {
  test('stays short, and so does its strategy', () => {
    expect(read().trimEnd().split('\n').length).toBeLessThanOrEqual(100)
    expect(blockOf('qdag').trimEnd().split('\n').length).toBeLessThanOrEqual(10)
  })

  test('shows no command of npm but the two that the gate runs', () => {
    const npm = shellCommands(read()).filter(([program]) => program === 'npm')
    expect(npm).toEqual([
      ['npm', 'ci'],
      ['npm', 'run', 'demo'],
    ])
    const gate = readFileSync(join(root, '.ci/run'), 'utf8')
    for (const words of npm) expect(gate).toContain(`step ${words.join(' ')}`)
  })

  test('shows commands that work, and the plan that its strategy gets', { timeout: 60_000 }, async () => {
    const cwd = clone()
    const script = shellText(read()).replace(/^npm .*$/gm, '')
    const { QMTL_STATE: _, ...env } = process.env
    execFileSync('bash', ['-ec', `shopt -s expand_aliases\n${script}`], { cwd, env, stdio: 'pipe' })
    const project = join(cwd, 'demo')
    writeFileSync(join(project, 'strategies/steady.qdag'), blockOf('qdag'))
    for (const command of ['check', 'lint'])
      expect(await runCli([command, '--json'], { cwd: project })).toMatchObject({
        code: 0,
        json: { diagnostics: [] },
      })
    const plan = await runCli(['plan'], { cwd: project })
    expect(plan.code).toBe(0)
    const shown = `\`\`\`text\n${plan.stdout}\`\`\``
    if (rewrites())
      writeFileSync(
        path,
        read().replace(/^```text\n[\s\S]*?^```$/m, () => shown),
      )
    expect(plan.stdout).toBe(blockOf('text'))
  })
})

test('links of the pages lead somewhere, and the index names every page of docs', () => {
  const pages = ['README.md', 'ARCHITECTURE.md', 'examples/README.md'].concat(
    readdirSync(join(root, 'docs'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  )
  const dead = pages.flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !existsSync(join(root, dirname(page), link)))
      .map((link) => `${page}: ${link}`),
  )
  expect(dead).toEqual([])
  const index = readFileSync(join(root, 'docs/README.md'), 'utf8')
  const unnamed = pages.filter(
    (page) => page.startsWith('docs/') && page !== 'docs/README.md' && !index.includes(`(${page.slice(5)})`),
  )
  expect(unnamed).toEqual([])
})

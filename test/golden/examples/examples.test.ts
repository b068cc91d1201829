// The examples: the commands that their pages show do what their folders say comes out.
// `QMTL_UPDATE_GOLDENS=1` writes what comes out instead; read the difference before keeping it.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Envelope } from '../../../cli/envelope.ts'
import type { IdsResult } from '../../../cli/operations/ids.ts'
import type { BacktestResult } from '../../../services/backtest/result.ts'
import { type CliRun, runCli } from '../../support/cli.ts'
import { rewrites } from '../../support/golden-file.ts'
import { shellCommands } from '../../support/shell-blocks.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const root = fileURLToPath(new URL('../../../examples', import.meta.url))
const names = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** Results have the shapes that their schemas promise; other tests hold the program to them. */
function answerOf(run: CliRun): Envelope {
  if (run.json === undefined) throw new Error(`no answer: ${run.stderr}`)
  return run.json
}

/** What is kept of `ids`: who is who. The hashes' preimages are held by the goldens of identity. */
function idsText(run: CliRun): string {
  const { strategies } = answerOf(run).result as IdsResult
  return pretty(
    strategies.map(({ name, dag_id, nodes, sinks }) => ({
      name,
      dag_id,
      nodes: nodes.map(({ node_id, node_type, label, memory, period }) => ({
        node_id,
        node_type,
        label,
        memory,
        period,
      })),
      sinks,
    })),
  )
}

/** The trades have a file of their own. */
function backtestText(run: CliRun): string {
  const { trades, ...rest } = answerOf(run).result as BacktestResult
  return pretty({ ...rest, trades: trades.length })
}

/** Copies an example, without what is expected, and runs the commands of its page there. */
async function runExample(name: string) {
  const cwd = tempFolder()
  cpSync(join(root, name), cwd, {
    recursive: true,
    filter: (path) => !path.endsWith('expected'),
  })
  const commands = shellCommands(readFileSync(join(cwd, 'README.md'), 'utf8'))
  const runs = new Map<string, CliRun>()
  for (const [program, command = '', ...rest] of commands) {
    const run = await runCli([command, ...rest, '--json'], { cwd })
    expect([program, command, run.code, run.json?.diagnostics]).toEqual(['qmtl', command, 0, []])
    runs.set(command, run)
  }
  return { cwd, runs }
}

const held: Readonly<Record<string, (command: (name: string) => CliRun, cwd: string) => string>> = {
  'ids.json': (command) => idsText(command('ids')),
  'backtest.json': (command) => backtestText(command('backtest')),
  'trades.csv': (_, cwd) => readFileSync(join(cwd, 'trades.csv'), 'utf8'),
}

test('there are examples, and the page names each', () => {
  const page = readFileSync(join(root, 'README.md'), 'utf8')
  expect(names.length).toBeGreaterThanOrEqual(2)
  expect(names.filter((name) => !page.includes(`\`${name}/\``))).toEqual([])
})

describe.each(names)('%s', (name) => {
  test('gives what its folder says', { timeout: 60_000 }, async () => {
    const { cwd, runs } = await runExample(name)
    const command = (wanted: string): CliRun => {
      const run = runs.get(wanted)
      if (run === undefined) throw new Error(`${name}/README.md shows no qmtl ${wanted}`)
      return run
    }
    expect(command('test').json?.result).toMatchObject({ failed: 0 })
    const folder = join(root, name, 'expected')
    for (const [file, make] of Object.entries(held)) {
      const text = make(command, cwd)
      if (rewrites()) {
        mkdirSync(folder, { recursive: true })
        writeFileSync(join(folder, file), text)
      }
      expect(text, file).toBe(readFileSync(join(folder, file), 'utf8'))
    }
  })
})

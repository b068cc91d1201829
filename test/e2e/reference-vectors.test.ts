// Our numbers beside those of other libraries, through the command that people use to compare them.
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { runCli } from '../support/cli.ts'

interface Case {
  readonly id: string
  readonly data: string
  readonly expected: string
  readonly exprs: Readonly<Record<string, string>>
  readonly tolerance: { readonly relative?: number; readonly absolute?: number }
}

const folder = fileURLToPath(new URL('../data/vectors/', import.meta.url))
const { cases } = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as { cases: readonly Case[] }

/** Rows of a CSV file without quotes, by their first cell. */
function readRows(path: string): {
  readonly names: readonly string[]
  readonly rows: readonly (readonly string[])[]
} {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n')
  return { names: header.split(','), rows: lines.map((line) => line.split(',')) }
}

async function evaluateAll(): Promise<ReadonlyMap<string, readonly (number | null)[]>> {
  const scratch = await mkdtemp(join(tmpdir(), 'qmtl-vectors-'))
  try {
    const batch = cases.map((each) => ({
      data: join(folder, each.data),
      exprs: Object.fromEntries(
        Object.entries(each.exprs).map(([name, expr]) => [`${each.id} ${name}`, expr]),
      ),
    }))
    await writeFile(join(scratch, 'batch.json'), JSON.stringify(batch))
    const { code, stdout, stderr } = await runCli(['eval', '--batch', 'batch.json'], { cwd: scratch })
    expect(stderr).toBe('')
    expect(code).toBe(0)
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { name: string; columns: { value: (number | null)[] } })
    return new Map(lines.map((line) => [line.name, line.columns.value]))
  } finally {
    await rm(scratch, { recursive: true })
  }
}

const evaluated = evaluateAll()

describe('reference outputs of other libraries', () => {
  test.each(cases)('$id', async ({ id, data, expected, exprs, tolerance }) => {
    const values = await evaluated
    const times = readRows(join(folder, data)).rows.map(([time]) => time)
    const at = new Map(times.map((time, row) => [time, row]))
    const { names, rows } = readRows(join(folder, expected))
    for (const name of Object.keys(exprs)) {
      const column = names.indexOf(name)
      const ours = values.get(`${id} ${name}`) ?? []
      expect(ours.length).toBe(times.length)
      const wrong = rows.filter((row) => {
        const cell = row[column] ?? ''
        const found = ours[at.get(row[0]) ?? -1] ?? null
        if (cell === '' || found === null) return (cell === '') !== (found === null)
        const wanted = Number(cell)
        const limit = tolerance.absolute ?? (tolerance.relative ?? 0) * Math.max(1, Math.abs(wanted))
        return !(Math.abs(found - wanted) <= limit)
      })
      expect(wrong, `${name} = ${exprs[name] ?? ''}`).toEqual([])
      expect(rows.length).toBeGreaterThan(0)
    }
  })
})

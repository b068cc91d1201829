// Histories from CSV files of the project.
import { readFile, realpath } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import { loadBars } from '../market/csv/load-bars.ts'
import type { HistorySource } from '../core/history-source.ts'
import { portFailure } from '../core/failures.ts'
import { fail, type Failure, ok, type Result } from '../core/result.ts'

/** Paths of histories are relative to `root`, an absolute real path, and may not leave it. */
export function createCsvHistory(root: string): HistorySource {
  return {
    async load({ stream, fields, missing }) {
      const csv = csvSettings(stream.history)
      if (csv === null) return ok(null)
      const { path, columns } = csv
      const bytes = await readInside(root, path)
      if (!bytes.ok) return bytes
      const loaded = loadBars({
        bytes: bytes.value,
        file: path,
        stream: stream.key,
        fields,
        clock: stream.clock,
        missing,
        columns,
      })
      return loaded.ok ? ok({ rows: loaded.value.raw, ticks: loaded.value.ticks }) : loaded
    },
  }
}

interface CsvSettings {
  readonly path: string
  /** Column names by field, for fields that the file calls otherwise. */
  readonly columns: Readonly<Record<string, string>>
}

function csvSettings(history: unknown): CsvSettings | null {
  if (typeof history !== 'object' || history === null || !('driver' in history)) return null
  if (history.driver !== 'csv' || !('path' in history) || typeof history.path !== 'string') return null
  const columns = 'columns' in history && typeof history.columns === 'object' ? (history.columns ?? {}) : {}
  const named = Object.entries<unknown>({ ...columns }).flatMap(([field, name]) =>
    typeof name === 'string' ? [[field, name] as const] : [],
  )
  return { path: history.path, columns: Object.fromEntries(named) }
}

async function readInside(root: string, path: string): Promise<Result<Uint8Array>> {
  try {
    const real = await realpath(resolve(root, path))
    const inside = relative(root, real)
    if (inside === '..' || inside.startsWith(`..${sep}`) || resolve(inside) === inside)
      return fail(unreadable(path, 'it lies outside the project'))
    return ok(await readFile(real))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return fail(unreadable(path, reasons[code] ?? `the system says ${code}`))
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
}

function unreadable(path: string, why: string): Failure {
  return portFailure('historyUnreadable', {
    message: `the history "${path}" cannot be read: ${why}`,
    hint: 'Streams name their history in qmtl.yaml, relative to the project.',
    file: path,
  })
}

// Loads Node's SQLite without its one experimental warning, which older Nodes print when the module
// is first loaded. Every other warning goes through.
import type * as sqlite from 'node:sqlite'

type Sqlite = typeof sqlite

let loading: Promise<Sqlite> | null = null

export function loadSqlite(): Promise<Sqlite> {
  loading ??= loadQuietly()
  return loading
}

async function loadQuietly(): Promise<Sqlite> {
  // oxlint-disable-next-line typescript/unbound-method -- put back as it was, and called on `process`
  const emitWarning = process.emitWarning
  const filtered = (warning: string | Error, ...rest: unknown[]): void => {
    const text = typeof warning === 'string' ? warning : warning.message
    if (!text.startsWith('SQLite is an experimental')) Reflect.apply(emitWarning, process, [warning, ...rest])
  }
  process.emitWarning = filtered
  try {
    return await import('node:sqlite')
  } finally {
    process.emitWarning = emitWarning
  }
}

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const loader = fileURLToPath(new URL('../../../services/drivers/embedded/load-sqlite.ts', import.meta.url))

test('loading SQLite hides its own warning and no other', () => {
  const program = `
    const { loadSqlite } = await import(${JSON.stringify(loader)})
    const loading = loadSqlite()
    process.emitWarning('meanwhile')
    const { DatabaseSync } = await loading
    new DatabaseSync(':memory:').close()
    process.emitWarning('SQLite is an experimental feature, says somebody later')
  `
  const { stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
  })
  const warnings = stderr.split('\n').filter((line) => line.includes('Warning:'))
  expect(warnings.map((line) => line.replace(/^.*Warning: /, ''))).toEqual([
    'meanwhile',
    'SQLite is an experimental feature, says somebody later',
  ])
  expect(status).toBe(0)
})

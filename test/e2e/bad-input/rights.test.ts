// Files and folders that may not be read or written.
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { type CallCase, expectRefusal } from '../../support/call-case.ts'
import { projects } from '../../support/init-project.ts'

const applied = projects(['apply', '--yes'])

const config = 'qmtl.yaml'
const database = '.qmtl/state.db'
const prices = 'data/btcusd-1d.csv'

describe('without rights', () => {
  // Rights do not bind root: there the program is run as somebody who has none.
  const nobody = 'process.getuid()===0&&(process.setgid(65534),process.setuid(65534))'
  const env = { HOME: '/', NODE_OPTIONS: `--import=data:text/javascript,${nobody}` }

  /** Takes the rights away; gives them back afterwards, so that the folder can be removed. */
  const forbid =
    (path: string, mode: number, back: number) =>
    (folder: string): (() => void) => {
      chmodSync(folder, 0o755)
      chmodSync(join(folder, path), mode)
      return () => chmodSync(join(folder, path), back)
    }

  test.each<CallCase>([
    {
      name: 'a state that may not be written, on apply',
      args: ['apply', '--yes'],
      exit: 1,
      code: 'QD3105',
      says: ['.qmtl/state.db', /permission denied/, /read-only/],
      at: database,
      prepare: forbid('.qmtl', 0o555, 0o755),
    },
    {
      name: 'a state that may not be read',
      args: ['plan'],
      exit: 78,
      code: 'QD3104',
      says: ['.qmtl/state.db', /permission denied/],
      at: database,
      prepare: forbid(database, 0o000, 0o644),
    },
    {
      name: 'prices that may not be read',
      args: ['plan'],
      exit: 1,
      code: 'QD3410',
      says: [/permission denied/],
      at: prices,
      prepare: forbid(prices, 0o000, 0o644),
    },
    {
      name: 'a configuration that may not be read',
      args: ['check'],
      exit: 78,
      code: 'QD3003',
      says: [/permission denied/, /who may read it/],
      at: config,
      prepare: forbid(config, 0o000, 0o644),
    },
    {
      name: 'a folder of strategies that may not be read, instead of planning them away',
      args: ['plan'],
      exit: 1,
      code: 'QD3013',
      says: [/"strategies" cannot be read: permission denied/, /who may read it/],
      at: 'strategies',
      prepare: forbid('strategies', 0o000, 0o755),
    },
    {
      name: 'a plan file that may not be written',
      args: ['plan', '--out', 'data/p.qplan'],
      exit: 1,
      code: 'QD3015',
      says: [/"data\/p\.qplan" cannot be written: permission denied/, /who may write there/],
      at: 'data/p.qplan',
      prepare: forbid('data', 0o555, 0o755),
    },
  ])('refuses $name', (wrong) => expectRefusal(applied(), { ...wrong, env }))
})

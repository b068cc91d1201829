// Configurations, strategies and names that cannot be worked with.
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { type CallCase, expectRefusal } from '../../support/call-case.ts'
import { edit, projects, years } from '../../support/init-project.ts'
import { writeFiles } from '../../support/temp-folder.ts'

const fresh = projects()

const config = 'qmtl.yaml'
const trend = 'strategies/trend.qdag'
const backtest = ['backtest', 'trend', ...years] as const

const write =
  (file: string, content: string | Uint8Array) =>
  (folder: string): void =>
    writeFiles(folder, { [file]: content })

const configCases: readonly CallCase[] = [
  {
    name: 'an unknown key',
    args: ['plan'],
    exit: 78,
    code: 'QD3009',
    says: [/"strategys" is not a key/, /Did you mean strategies\?/],
    at: `${config}:3`,
    prepare: (folder) => edit(folder, config, 'strategies:', 'strategys:'),
  },
  {
    name: 'an empty configuration',
    args: ['plan'],
    exit: 78,
    code: 'QD3004',
    says: [/says nothing/, /version: 1/],
    at: `${config}:1`,
    prepare: write(config, ''),
  },
  {
    name: 'a configuration of comments alone',
    args: ['check'],
    exit: 78,
    code: 'QD3004',
    says: [/says nothing/],
    prepare: write(config, '# to be written\n'),
  },
  {
    name: 'a version of the configuration that is not known',
    args: ['plan'],
    exit: 78,
    code: 'QD3005',
    says: [/the version is 7/, /reads version 1/],
    at: `${config}:2`,
    prepare: (folder) => edit(folder, config, 'version: 1', 'version: 7'),
  },
  {
    name: 'a key that stands twice',
    args: ['plan'],
    exit: 78,
    code: 'QD3008',
    says: [/"version" stands twice/, /Keep one/],
    prepare: (folder) => edit(folder, config, 'version: 1', 'version: 1\nversion: 1'),
  },
  {
    name: 'text that is no YAML',
    args: ['backtest', 'trend', ...years],
    exit: 78,
    code: 'QD3006',
    says: [/indentation/],
    prepare: (folder) => edit(folder, config, 'streams:', 'streams: {'),
  },
  {
    name: 'a configuration that is a folder',
    args: ['plan'],
    exit: 78,
    code: 'QD3003',
    says: [/"qmtl\.yaml" cannot be read: it is a folder/],
    at: config,
    prepare: (folder) => {
      rmSync(join(folder, config))
      mkdirSync(join(folder, config))
    },
  },
  {
    name: 'a history outside the project',
    args: ['plan'],
    exit: 78,
    code: 'QD3012',
    says: [/"\.\.\/prices\.csv" lies outside the project/, /below its qmtl\.yaml/],
    at: `${config}:14`,
    prepare: (folder) => edit(folder, config, 'data/btcusd-1d.csv', '../prices.csv'),
  },
  {
    name: 'a folder that is no project',
    args: ['plan'],
    exit: 78,
    code: 'QD3001',
    says: [/no qmtl\.yaml here or in a folder above/, /qmtl init/],
    prepare: (folder) => rmSync(join(folder, config)),
  },
  {
    name: 'a configuration under another name',
    args: ['apply', '--yes'],
    exit: 78,
    code: 'QD3001',
    says: [/Rename qmtl\.yml to qmtl\.yaml/],
    prepare: (folder) => renameSync(join(folder, config), join(folder, 'qmtl.yml')),
  },
  {
    name: 'a project that is nowhere',
    args: ['plan', '--project', 'nowhere'],
    exit: 78,
    code: 'QD3002',
    says: [/"nowhere" is not a folder/, /qmtl\.yaml/],
  },
]

const strategyCases: readonly CallCase[] = [
  ...(['plan', 'check', 'backtest'] as const).map((command): CallCase => ({
    name: `two strategies of one name: ${command}`,
    args: command === 'backtest' ? backtest : [command],
    exit: 10,
    code: 'QD3044',
    says: [/strategies\/again\.qdag and strategies\/trend\.qdag both define the strategy "trend"/, /Rename/],
    at: `${trend}:2`,
    prepare: (folder) => writeFiles(folder, { 'strategies/again.qdag': readFileSync(join(folder, trend)) }),
  })),
  ...(['plan', 'apply --yes'] as const).map((command): CallCase => ({
    name: `a stream that is not declared: ${command}`,
    args: command.split(' '),
    exit: 10,
    code: 'QD3301',
    says: [/no stream "coinbase:ETHUSD" every 1d is declared/, /Add "coinbase:ETHUSD @ 1d" to streams/],
    at: `${trend}:8`,
    prepare: (folder) => edit(folder, trend, 'BTCUSD', 'ETHUSD'),
  })),
  ...(['plan', 'apply --yes', 'check', 'backtest'] as const).map((command): CallCase => ({
    name: `a strategy that does not compile: ${command}`,
    args: command === 'backtest' ? backtest : command.split(' '),
    exit: 10,
    code: 'QD0204',
    says: [/no value named `quickly`/, /Did you mean `quick`\?/],
    at: `${trend}:14`,
    prepare: (folder) => edit(folder, trend, 'crossover(quick,', 'crossover(quickly,'),
  })),
  {
    name: 'a name of no strategy',
    args: ['backtest', 'trendy', ...years],
    exit: 64,
    code: 'QD3041',
    says: [/no strategy named "trendy"/, /Did you mean trend\? The project has pullback, trend\./],
  },
  {
    name: 'a library for a strategy',
    args: ['compile', 'lib.qdag'],
    exit: 64,
    code: 'QD3041',
    says: [/lib\.qdag is a library/],
    prepare: write('lib.qdag', 'lib mine\nfn twice(x: float): float = 2 * x\n'),
  },
  {
    name: 'a source that is not there',
    args: ['check', 'nope.qdag'],
    exit: 1,
    code: 'QD3013',
    says: [/"nope\.qdag" cannot be read: it does not exist/, /Check the name/],
    at: 'nope.qdag',
  },
  {
    name: 'a source that is no text',
    args: ['check'],
    exit: 1,
    code: 'QD3014',
    says: [/"strategies\/trend\.qdag" is not UTF-8 text \(line 1\)/, /Save it as UTF-8/],
    at: `${trend}:1`,
    prepare: write(trend, Uint8Array.of(0x73, 0xff, 0x0a)),
  },
  {
    name: 'a param out of its range',
    args: [...backtest, '--param', 'fast=1'],
    exit: 10,
    code: 'QD0206',
    says: [/`fast` is 1, which is not in 2\.\.200/],
  },
  {
    name: 'a param that there is not',
    args: [...backtest, '--param', 'fats=3'],
    exit: 10,
    code: 'QD0209',
    says: [/has no param `fats`/, /Did you mean `fast`\?/],
  },
]

describe('refuses', () => {
  test.each([...configCases, ...strategyCases])('$name', (wrong) => expectRefusal(fresh(), wrong))
})

// States and plan files that cannot be worked with, and consent that nobody gave.
import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { type CallCase, expectRefusal } from '../../support/call-case.ts'
import { edit, projects } from '../../support/init-project.ts'
import { writeFiles } from '../../support/temp-folder.ts'

const planned = projects(['plan', '--out', 'p.qplan'])
const applied = projects(['apply', '--yes'])

const config = 'qmtl.yaml'
const trend = 'strategies/trend.qdag'

const write =
  (file: string, content: string) =>
  (folder: string): void =>
    writeFiles(folder, { [file]: content })

const database = '.qmtl/state.db'

function damage(folder: string): void {
  const path = join(folder, database)
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.fill(0x5a, 4096))
}

/** Every command that opens a state refuses it alike. */
function stateCases(wrong: Omit<CallCase, 'args' | 'exit'>): readonly CallCase[] {
  return ['plan', 'apply --yes', 'apply --resume'].map((command) => ({
    ...wrong,
    name: `${wrong.name}: ${command}`,
    args: command.split(' '),
    exit: 78,
  }))
}

const damagedStates: readonly CallCase[] = [
  ...stateCases({
    name: 'a state that was cut off',
    code: 'QD3101',
    says: ['.qmtl/state.db', /cut off/, /Restore it from a copy/],
    at: database,
    prepare: (folder) => truncateSync(join(folder, database), 9_000),
  }),
  ...stateCases({
    name: 'a state that was overwritten',
    code: 'QD3101',
    says: ['.qmtl/state.db', /Restore it from a copy/],
    at: database,
    prepare: damage,
  }),
  ...stateCases({
    name: 'a state of a newer version',
    code: 'QD3103',
    says: [/has version 99; this qmtl knows versions up to/, /newer one/],
    at: database,
    prepare: (folder) => {
      const state = new DatabaseSync(join(folder, database))
      state.exec('pragma user_version = 99')
      state.close()
    },
  }),
  {
    name: 'a state that is something else',
    args: ['plan'],
    exit: 78,
    code: 'QD3102',
    says: ['.qmtl/state.db is not a database', /Choose another state folder/],
    at: database,
    prepare: write(database, 'my notes\n'),
  },
  {
    name: 'a queue that was cut off',
    args: ['plan'],
    exit: 78,
    code: 'QD4206',
    says: [/shorter than what was acknowledged/, /can be computed again/],
    prepare: (folder) => {
      const queue = readdirSync(join(folder, '.qmtl/queues')).find((name) => name.startsWith('qmtl.')) ?? ''
      truncateSync(join(folder, '.qmtl/queues', queue, '00000000000000000000.log'), 100)
    },
  },
]

const otherStates: readonly CallCase[] = [
  {
    name: 'a state folder that is a file',
    args: ['apply', '--yes'],
    exit: 78,
    code: 'QD3104',
    says: ['.qmtl is not a folder', /Choose another/],
    at: '.qmtl',
    prepare: write('.qmtl', 'mine\n'),
  },
  {
    name: 'a state that QMTL_STATE seeks in a file',
    args: ['plan'],
    env: { QMTL_STATE: config },
    exit: 78,
    code: 'QD3104',
    says: ['qmtl.yaml is not a folder'],
  },
  {
    name: 'an environment that a later version serves',
    args: ['plan', '--env', 'far'],
    exit: 78,
    code: 'QD3045',
    says: [/served by a gateway/, /choose another environment/],
    prepare: (folder) => edit(folder, config, /$(?![\s\S])/g, '  far: { gateway: "https://example.org" }\n'),
  },
  {
    name: 'an environment that there is not',
    args: ['plan', '--env', 'deb'],
    exit: 64,
    code: 'QD3021',
    says: [/no environment "deb"/, /Did you mean dev\?/],
  },
]

/** Changes the bytes of the saved plan. */
const replan =
  (change: (bytes: Buffer) => Uint8Array) =>
  (folder: string): void => {
    const path = join(folder, 'p.qplan')
    writeFileSync(path, change(readFileSync(path)))
  }

const planCases: readonly CallCase[] = [
  ...(
    [
      [
        'one changed byte',
        replan((bytes) => bytes.fill('3', bytes.indexOf('"to":1') + 5, bytes.indexOf('"to":1') + 6)),
      ],
      ['one byte that is no text', replan((bytes) => bytes.fill(0xff, 700, 701))],
      ['one byte more', replan((bytes) => Buffer.concat([bytes, Buffer.from('\n')]))],
      ['half of it', replan((bytes) => bytes.subarray(0, bytes.length / 2))],
      ['nothing in it', replan(() => Buffer.alloc(0))],
    ] as const
  ).map(([name, prepare]): CallCase => ({
    name: `a plan file with ${name}`,
    args: ['apply', 'p.qplan'],
    exit: 1,
    code: 'QD3047',
    says: [/"p\.qplan" is no plan that can be applied/, /Make it anew: qmtl plan --out/],
    at: 'p.qplan',
    prepare,
  })),
  {
    name: 'a plan of another environment',
    args: ['apply', 'p.qplan', '--env', 'prod'],
    exit: 64,
    code: 'QD3032',
    says: [/is a plan for "dev", and --env says "prod"/, /Leave --env away/],
    at: 'p.qplan',
    prepare: (folder) => edit(folder, config, /$(?![\s\S])/g, '  prod: { state: .other }\n'),
  },
  {
    name: 'a plan of an environment that is gone',
    args: ['apply', 'p.qplan'],
    exit: 64,
    code: 'QD3021',
    says: [/no environment "dev"/, /prod/],
    prepare: (folder) => edit(folder, config, '  dev:', '  prod:'),
  },
  {
    name: 'a plan that is not there',
    args: ['apply', 'nope.qplan'],
    exit: 1,
    code: 'QD3013',
    says: [/"nope\.qplan" cannot be read/, /Check the name/],
    at: 'nope.qplan',
  },
  {
    name: 'a wrong --confirm',
    args: ['apply', 'p.qplan', '--confirm', 'prod'],
    exit: 8,
    code: 'QD3046',
    says: [/--confirm says "prod", and the environment is "dev"/, /--confirm dev/],
  },
  {
    name: 'no consent where nobody can be asked',
    args: ['apply'],
    exit: 8,
    code: 'QD3046',
    says: [/nobody agreed to the plan for "dev"/, /--yes/],
  },
]

const destruction: readonly CallCase[] = [
  ['apply', '--yes'],
  ['apply', '--yes', '--confirm', 'prod'],
].map((args) => ({
  name: `a strategy to be taken away: ${args.join(' ')}`,
  args,
  exit: 8,
  code: 'QD3046',
  says: [/--confirm dev/],
  prepare: (folder) => rmSync(join(folder, trend)),
}))

describe('refuses', () => {
  test.each([...damagedStates, ...destruction])('$name', (wrong) => expectRefusal(applied(), wrong))
  test.each([...otherStates, ...planCases])('$name', (wrong) => expectRefusal(planned(), wrong))
})

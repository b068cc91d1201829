// Calls that no command understands: exit 64, what is wrong, and what to type instead.
import { describe, test } from 'vitest'
import { type CallCase, expectRefusal } from '../../support/call-case.ts'
import { projects, years } from '../../support/init-project.ts'

const fresh = projects()

const prices = 'data/btcusd-1d.csv'
const backtest = ['backtest', 'trend', ...years]

type Call = readonly [name: string, args: readonly string[], ...says: readonly RegExp[]]

const calls: readonly Call[] = [
  [
    'a flag that is misspelt',
    ['plan', '--detaled-exitcode'],
    /--detaled-exitcode/,
    /Did you mean --detailed-exitcode\?/,
  ],
  ['a flag that is unknown', ['apply', '--force'], /no flag --force/, /See qmtl apply --help/],
  ['an argument too many', ['plan', 'everything'], /unexpected argument: everything/, /See qmtl plan --help/],
  ['an argument too few', ['backtest', ...years], /STRATEGY is missing/, /See qmtl backtest --help/],
  ['flags that are missing', ['backtest', 'trend'], /--end is missing; --start is missing/],
  ['a flag without its value', ['plan', '--env'], /--env expects a value/],
  ['a flag given twice', [...backtest, '--end', '2018-01-01'], /--end can only be specified once/],
  ['an empty path', ['plan', '--state', ''], /--state names nothing/],
  ['a word that is not among the choices', ['eval', '1', '--data', prices, '--stamp', 'middle'], /open, end/],
  ['flags that exclude each other', ['eval', '--batch', 'b.json', '--data', prices], /--batch/],
  [
    'an expression that begins with a minus',
    ['eval', '-close', '--data', prices],
    /no flag -close/,
    /after --: qmtl eval … -- '-close'/,
  ],
  ['no expression', ['eval', '--data', prices], /no expression/, /For example/],
  ['no data', ['eval', 'close'], /no file was named/, /--data FILE\.csv/],
  [
    'two expressions of one name',
    ['eval', 'a=1', 'a=2', '--data', prices],
    /two expressions are called "a"/,
    /NAME=EXPR/,
  ],
  [
    'an interval that is none',
    ['eval', 'close', '--data', prices, '--interval', 'soon'],
    /"soon" is no interval/,
    /5m/,
  ],
  ['a batch that is none', ['eval', '--batch', 'qmtl.yaml'], /no batch of expressions/, /"exprs"/],
  ['a param without a name', [...backtest, '--param', 'fast'], /--param fast is not of the form NAME=VALUE/],
  [
    'a param without a value',
    [...backtest, '--param', 'fast='],
    /no value for the param `fast`/,
    /12, 0\.5, 1%/,
  ],
  [
    'data without an input',
    [...backtest, '--data', 'x'],
    /not of the form INPUT=FILE/,
    /--data btc=prices\.csv/,
  ],
  ['data without a file', [...backtest, '--data', 'btc='], /names no file/, /--data btc=prices\.csv/],
  [
    'data of an input that there is not',
    [...backtest, '--data', 'btx=a.csv'],
    /no input "btx"/,
    /Did you mean btc\?/,
  ],
  [
    'a pass that there is not',
    ['compile', 'strategies/trend.qdag', '--emit', 'fluff'],
    /no pass named "fluff"/,
    /fold/,
  ],
  [
    'a template that there is not',
    ['init', 'x', '--template', 'strat'],
    /no template "strat"/,
    /Did you mean start\?/,
  ],
  ['a schema that there is not', ['schema', 'plans'], /no schema named "plans"/, /Did you mean plan\?/],
]

const unknown: readonly Call[] = [
  [
    'a command that is misspelt',
    ['bakctest', 'trend'],
    /"bakctest trend" is not a command/,
    /Did you mean qmtl backtest\?/,
  ],
  ['a command that there is not', ['frobnicate'], /"frobnicate" is not a command/, /qmtl --help/],
]

const cases = (list: readonly Call[], code: string): readonly CallCase[] =>
  list.map(([name, args, ...says]) => ({ name, args, says, code, exit: 64 }))

describe('refuses', () => {
  test.each([...cases(calls, 'QD3032'), ...cases(unknown, 'QD3031')])('$name', (wrong) =>
    expectRefusal(fresh(), wrong),
  )
})

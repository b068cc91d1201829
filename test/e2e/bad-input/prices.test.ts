// Prices and ranges that cannot be worked with: refused by whatever reads them, with the row and what to do.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { type CallCase, expectRefusal } from '../../support/call-case.ts'
import { projects, years } from '../../support/init-project.ts'
import { writeFiles } from '../../support/temp-folder.ts'

const fresh = projects()

const prices = 'data/btcusd-1d.csv'
const backtest = ['backtest', 'trend', ...years] as const

const write =
  (content: string | Uint8Array) =>
  (folder: string): void =>
    writeFiles(folder, { [prices]: content })

/** Changes the lines of the price file; the header is line 0. */
const reline =
  (change: (lines: string[]) => string[]) =>
  (folder: string): void => {
    const path = join(folder, prices)
    writeFileSync(path, change(readFileSync(path, 'utf8').split('\n')).join('\n'))
  }

/** One wrong file of prices is refused by whatever reads it. */
function pricesCases(
  wrong: Pick<CallCase, 'name' | 'code' | 'says' | 'at' | 'prepare'>,
  calls: readonly (readonly string[])[] = [['plan']],
): readonly CallCase[] {
  return calls.map((args) => ({ ...wrong, name: `${wrong.name}: ${args[0]}`, args, exit: 1 }))
}

const dataCases: readonly CallCase[] = [
  ...pricesCases(
    {
      name: 'a ragged row',
      code: 'QD2010',
      says: [/row 49 \(line 50\) has 5 cells, the header has 6/, /empty cell/],
      at: `${prices}:50`,
      prepare: reline((lines) => lines.with(49, (lines[49] ?? '').replace(/,[^,]*$/, ''))),
    },
    [['plan'], ['apply', '--yes'], [...backtest], ['eval', 'close', '--data', prices]],
  ),
  ...pricesCases({
    name: 'rows out of order',
    code: 'QD2015',
    says: [/row 2 \(line 3\) stands at 2014-12-01, before row 1/, /Sort the rows/],
    at: `${prices}:3`,
    prepare: reline(([head = '', first = '', second = '', ...rest]) => [head, second, first, ...rest]),
  }),
  ...pricesCases({
    name: 'two rows of one time',
    code: 'QD2014',
    says: [/rows 1 and 2 \(line 3\) both stand at 2014-12-01/, /Keep one row/],
    at: `${prices}:3`,
    prepare: reline(([head = '', first = '', ...rest]) => [head, first, first, ...rest]),
  }),
  ...pricesCases(
    {
      name: 'a column that is missing',
      code: 'QD2006',
      says: [/no column "close"; the file has "time", "open"/, /Rename a column/],
      at: `${prices}:1`,
      prepare: reline(([head = '', ...rest]) => [head.replace('close', 'final'), ...rest]),
    },
    [['plan'], [...backtest]],
  ),
  ...pricesCases({
    name: 'an empty file',
    code: 'QD2001',
    says: [/no header line/, /Give a CSV file/],
    at: prices,
    prepare: write(''),
  }),
  ...pricesCases(
    {
      name: 'a word for a number',
      code: 'QD2011',
      says: [/row 1 \(line 2\), column "open": "n\/a" is not a number/, /Leave the cell empty/],
      at: `${prices}:2`,
      prepare: reline((lines) => lines.with(1, (lines[1] ?? '').replace(/,[^,]*/, ',n/a'))),
    },
    [['plan']],
  ),
  ...pricesCases(
    {
      name: 'bytes that are no text',
      code: 'QD2002',
      says: ['line 1', /Save the file as UTF-8/],
      at: `${prices}:1`,
      prepare: write(Uint8Array.of(0xff, 0xfe, 0x41, 0)),
    },
    [['plan']],
  ),
  {
    name: 'a history that is not there',
    args: ['plan'],
    exit: 1,
    code: 'QD3410',
    says: [/there is no such file/, /qmtl\.yaml/],
    at: prices,
    prepare: (folder) => rmSync(join(folder, prices)),
  },
  {
    name: 'a history that is a folder',
    args: [...backtest],
    exit: 1,
    code: 'QD3013',
    says: [/it is a folder/, /qmtl\.yaml/, /--data btc=FILE\.csv/],
    at: prices,
    prepare: (folder) => {
      rmSync(join(folder, prices))
      mkdirSync(join(folder, prices))
    },
  },
  {
    name: 'a file of prices that is not there, named from a sub-folder',
    args: [...backtest, '--data', 'btc=nope.csv'],
    cwd: 'data',
    exit: 1,
    code: 'QD3013',
    says: [/"data\/nope\.csv" cannot be read: it does not exist/, /--data btc=FILE\.csv/],
    at: 'data/nope.csv',
  },
  {
    name: 'an expression of a column that is missing',
    args: ['eval', 'sma(last, 3)', '--data', prices],
    exit: 10,
    code: 'QD0204',
    says: [/no value named `last`/, /open, high, low, close, volume/],
  },
]

const rangeCases: readonly CallCase[] = [
  {
    name: 'a start after the end',
    args: ['backtest', 'trend', '--start', '2017-01-01', '--end', '2016-01-01'],
    exit: 64,
    code: 'QD2101',
    says: [/--start 2017-01-01 is not before --end 2016-01-01/],
  },
  {
    name: 'a range without data',
    args: ['backtest', 'trend', '--start', '2031-01-01', '--end', '2032-01-01'],
    exit: 1,
    code: 'QD2102',
    says: [/no tick from 2031-01-01/, /The data tick from 2015-01-27 to 2018-08-14/],
  },
  {
    name: 'a day that no calendar has',
    args: ['backtest', 'trend', '--start', '2016-02-30', '--end', '2017-01-01'],
    exit: 64,
    code: 'QD3032',
    says: [/--start 2016-02-30 is no time/, /2024-01-31/],
  },
  {
    name: 'a fee of more than everything',
    args: [...backtest, '--fee', '200%'],
    exit: 64,
    code: 'QD2103',
    says: [/fee is 2/, /0 or more, and below 1/],
  },
]

describe('refuses', () => {
  test.each([...dataCases, ...rangeCases])('$name', (wrong) => expectRefusal(fresh(), wrong))
})

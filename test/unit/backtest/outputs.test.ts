import { describe, expect, test } from 'vitest'
import { schema } from '../../../cli/schemas/backtest.ts'
import { equityCsv } from '../../../services/backtest/equity-csv.ts'
import type { Instrument } from '../../../services/backtest/instrument.ts'
import { backtestResult, type Provenance } from '../../../services/backtest/result.ts'
import { defaultSettings } from '../../../services/backtest/settings.ts'
import { simulate } from '../../../services/backtest/simulate.ts'
import { tradesCsv } from '../../../services/backtest/trades-csv.ts'
import { DAY, failureOf, valueOf } from '../../support/csv-text.ts'

const times = Float64Array.from([1, 2, 3, 4, 5], (day) => Date.UTC(2020, 0, day))
const instrument: Instrument = {
  symbol: 'nyse:"X"',
  prices: {
    times,
    labels: times,
    columns: { open: Float64Array.of(10, 10, 20, 25, 30), close: Float64Array.of(10, 20, 25, 30, 32) },
  },
  interval_ms: DAY,
  decisions: { times, weights: Float64Array.of(1, 1, 0, 0.5, 1) },
}
const range = { start: Date.UTC(2020, 0, 1), end: Date.UTC(2021, 0, 1) }
const settings = { ...defaultSettings, fee: 0.01 }
const simulation = valueOf(simulate({ instruments: [instrument], range, settings }))
const provenance: Provenance = {
  strategy: 's',
  dag_id: 'a'.repeat(64),
  evaluatedFrom: Date.UTC(2019, 0, 1),
  warmupTicks: 3,
  data: [{ input: 'bars', file: 'x.csv', fingerprint: 'sha256:0', rows: 5 }],
  cache: { nodes_reused: 0, nodes_computed: 7 },
}

describe('the result', () => {
  const result = backtestResult(provenance, range, settings, simulation)

  test('has the shape that the schema promises', () => {
    expect(schema.safeParse(result).error).toBeUndefined()
  })

  test('ends on the equity of the last tick', () => {
    const made = result.trades.reduce((sum, { pnl }) => sum + pnl, 0)
    expect(result.final_equity).toBeCloseTo(100_000 + made, 6)
  })

  test('names the order that the data end before', () => {
    expect(result.pending).toEqual([{ symbol: 'nyse:"X"', weight: 1, decided: '2020-01-05T00:00:00.000Z' }])
  })

  test('has no number that JSON lacks', () => {
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  })
})

test('the trades as CSV: one line each, quoted where needed, no exit of an open one', () => {
  expect(tradesCsv(simulation.trades)).toBe(
    [
      'symbol,side,quantity,entry_time,entry_price,exit_time,exit_price,pnl,fees,open',
      '"nyse:""X""",long,10000,2020-01-01T00:00:00.000Z,10,2020-01-03T00:00:00.000Z,25,146500,3500,false',
      '"nyse:""X""",long,4108.333333333333,2020-01-04T00:00:00.000Z,30,,,6984.166666666666,1232.4999999999998,true',
      '',
    ].join('\n'),
  )
})

test('the equity as CSV: one line a tick', () => {
  expect(equityCsv(simulation.curve).split('\n').slice(0, 3)).toEqual([
    'time,equity,cash,exposure',
    '2020-01-01T00:00:00.000Z,100000,100000,0',
    '2020-01-02T00:00:00.000Z,199000,-1000,1.0050251256281406',
  ])
})

describe('what stops a backtest', () => {
  const run = (rest: object) => simulate({ instruments: [instrument], range, settings, ...rest })

  test('a start that is not before the end', () => {
    expect(failureOf(run({ range: { start: 5, end: 5 } })).code).toBe('QD2101')
  })

  test('a range without a tick, and where the data are', () => {
    expect(failureOf(run({ range: { start: 0, end: DAY } }))).toMatchObject({
      code: 'QD2102',
      hint: 'The data tick from 2020-01-01 to 2020-01-05.',
    })
  })

  test.each([
    ['cash', 0],
    ['fee', -0.1],
    ['fee', 1],
    ['slippage', NaN],
    ['lot', 0],
  ])('%s of %d', (name, value) => {
    expect(failureOf(run({ settings: { ...settings, [name]: value } })).code).toBe('QD2103')
  })
})

test.each([1e306, -1e306])('a weight of %d is a failure that says when the account overflowed', (weight) => {
  const decisions = { times, weights: new Float64Array(times.length).fill(weight) }
  const failed = failureOf(simulate({ instruments: [{ ...instrument, decisions }], range, settings }))
  expect(failed.code).toBe('QD2104')
  expect(failed.message).toMatch(/^the account overflowed on 2020-01-0\d/)
})

import { describe, expect, test } from 'vitest'
import { type BarsRequest, loadBars } from '../../../services/market/csv/load-bars.ts'
import { BAR_FIELDS, bytesOf, DAY, failureOf, MINUTE, valueOf } from '../../support/csv-text.ts'

const request: Omit<BarsRequest, 'bytes'> = {
  file: 'f.csv',
  stream: 'x:Y',
  fields: BAR_FIELDS,
  clock: { every_ms: DAY, phase_ms: 0 },
  missing: 'skip',
}
const load = (text: string, rest: Partial<BarsRequest> = {}) =>
  loadBars({ ...request, bytes: bytesOf(text), ...rest })
const bars = (text: string, rest: Partial<BarsRequest> = {}) => valueOf(load(text, rest))
const failure = (text: string, rest: Partial<BarsRequest> = {}) => failureOf(load(text, rest))
const header = 'time,open,high,low,close,volume\n'

describe('columns of an input', () => {
  test('are found by name, whatever their case, order and company', () => {
    const { ticks, rows } = bars('symbol,Volume,CLOSE, High ,low,Open,Date\nX,5,4,3,2,1,2020-01-01\n')
    expect(ticks).toEqual({
      times: Float64Array.of(Date.UTC(2020, 0, 2)),
      labels: Float64Array.of(Date.UTC(2020, 0, 2) / DAY),
      columns: Object.fromEntries(
        BAR_FIELDS.map((field, at) => [field, Float64Array.of(at === 0 ? 1 : ([0, 3, 2, 4, 5][at] ?? 0))]),
      ),
    })
    expect(rows).toBe(1)
  })

  test('short names of fields serve where the long ones are absent', () => {
    const { columns } = bars('t0,ts,o,h,l,c,v\n,2020-01-01,1,3,0,2,9\n').ticks
    expect(columns['close']).toEqual(Float64Array.of(2))
  })

  test('a nameless first column is the time', () => {
    expect(bars(',open,high,low,close,volume\n2020-01-01,1,3,0,2,9\n').rows).toBe(1)
  })

  test('a missing column fails, naming it and the columns there are', () => {
    expect(failure('time,bid,close\n2020-01-01,1,2\n')).toMatchObject({
      code: 'QD2006',
      line: 1,
      message: 'no column "open", "high", "low", "volume"; the file has "time", "bid", "close"',
    })
  })

  test('only the fields of the type are asked for', () => {
    const { ticks } = bars('time,close,note\n2020-01-01,1,abc\n', { fields: ['close'] })
    expect(ticks.columns).toEqual({ close: Float64Array.of(1) })
  })

  test('may be named by the request, the time among them', () => {
    const columns = { close: 'Settle', time: 'Session' }
    const text = 'date,Session,close,settle\n2019-01-01,2020-01-01,1,2\n'
    const { times, columns: values } = bars(text, { fields: ['close'], columns }).ticks
    expect([times[0], values['close']?.[0]]).toEqual([Date.UTC(2020, 0, 2), 2])
    expect(failure(text, { fields: ['close'], columns: { time: 'when' } })).toMatchObject({ code: 'QD2006' })
  })

  test('a file without a time column fails', () => {
    expect(failure('id,open,high,low,close,volume\n1,1,1,1,1,1\n')).toMatchObject({ code: 'QD2007' })
  })

  test('two columns of one name fail when one is needed', () => {
    expect(failure('time,open,high,low,close,Close,volume\n2020-01-01,1,1,1,1,2,1\n')).toMatchObject({
      code: 'QD2005',
    })
    expect(bars('time,note,Note,close\n2020-01-01,1,1,1\n', { fields: ['close'] }).rows).toBe(1)
  })

  test('a needed column of nothing but words fails at its first row', () => {
    const rows = Array.from({ length: 500 }, (_, day) => `${day},one\n`)
    expect(failure(`time,close\n${rows.join('')}`, { fields: ['close'] })).toMatchObject({
      code: 'QD2011',
      line: 2,
    })
  })

  test('a word in a needed column fails, naming row and column', () => {
    expect(failure(`${header}2020-01-01,1,1,1,null,1\n`)).toMatchObject({
      code: 'QD2011',
      message: 'row 1 (line 2), column "close": "null" is not a number',
    })
  })
})

describe('the clock of an input', () => {
  test('a row between two of its ticks fails, naming row and time', () => {
    expect(failure(`${header}2020-01-01,1,1,1,1,1\n2020-01-02T09:30Z,1,1,1,1,1\n`)).toMatchObject({
      code: 'QD2017',
      line: 3,
      message: 'row 2 (line 3) opens at 2020-01-02T09:30Z, between two ticks of every 1d',
    })
  })

  test('a phase moves the grid', () => {
    const clock = { every_ms: DAY, phase_ms: 14.5 * 60 * MINUTE }
    expect(bars(`${header}2020-01-01T14:30Z,1,1,1,1,1\n`, { clock }).ticks.labels).toEqual(
      Float64Array.of(Date.UTC(2020, 0, 2) / DAY),
    )
  })

  test('rows that are mostly further apart than the clock get a warning', () => {
    const clock = { every_ms: MINUTE, phase_ms: 0 }
    expect(bars(`${header}2020-01-01,1,1,1,1,1\n2020-01-02,1,1,1,1,1\n`, { clock }).warnings).toMatchObject([
      { code: 'QD2021', message: 'most rows are 1d apart, while the input ticks every 1m' },
    ])
  })

  test('stamps at the end of the bar are ticks as they are', () => {
    expect(bars(`${header}2020-01-02,1,1,1,1,1\n`, { stamp: 'end' }).ticks.times).toEqual(
      Float64Array.of(Date.UTC(2020, 0, 2)),
    )
  })
})

describe('what is missing', () => {
  const holes = `${header}2020-01-01,1,1,1,1,1\n2020-01-02,2,2,,2,2\n2020-01-05,3,3,3,3,3\n`

  test('skip: a row with an empty cell is no tick', () => {
    const { ticks, rows } = bars(holes)
    expect(rows).toBe(3)
    expect(ticks.columns['open']).toEqual(Float64Array.of(1, 3))
    expect((ticks.labels[1] ?? 0) - (ticks.labels[0] ?? 0)).toBe(4)
  })

  test('skip: an empty cell in another column is nothing', () => {
    expect(bars(holes, { fields: ['close'] }).ticks.times).toHaveLength(3)
  })

  test('fail: an empty cell fails, naming stream and time', () => {
    expect(failure(holes, { missing: 'fail' })).toMatchObject({
      code: 'QD2018',
      line: 3,
      message: 'stream "x:Y" has no low at 2020-01-03: row 2 (line 3) leaves it empty',
    })
  })

  test('fail: an absent tick fails, naming stream and time', () => {
    expect(failure(holes, { missing: 'fail', fields: ['close'] })).toMatchObject({
      code: 'QD2019',
      line: 4,
      message: 'stream "x:Y" has no tick at 2020-01-04, between rows 2 and 3 (line 4)',
    })
  })

  test('na: an absent tick is a tick of na, an empty cell stays na', () => {
    const { ticks } = bars(holes, { missing: 'na' })
    expect(ticks.columns['low']).toEqual(Float64Array.of(1, NaN, NaN, NaN, 3))
    expect(ticks.columns['open']).toEqual(Float64Array.of(1, 2, NaN, NaN, 3))
    expect([...ticks.times].map((time) => new Date(time).getUTCDate())).toEqual([2, 3, 4, 5, 6])
  })

  test('na: a clock that is hardly the file’s fails before memory runs out', () => {
    const clock = { every_ms: 1_000, phase_ms: 0 }
    const text = `${header}2000-01-01,1,1,1,1,1\n2020-01-01,1,1,1,1,1\n`
    expect(failure(text, { missing: 'na', clock })).toMatchObject({ code: 'QD2020' })
  })
})

test('the fingerprint covers what the input reads and nothing else', () => {
  const of = (text: string) => bars(text, { fields: ['close'] }).fingerprint
  expect(of('time,close,volume\n2020-01-01,1,5\n')).toBe(of('volume,close,time\n7,1.0,1577836800\n'))
})

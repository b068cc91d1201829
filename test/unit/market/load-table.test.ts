import { describe, expect, test } from 'vitest'
import { loadTable, type TableRequest } from '../../../services/market/csv/load-table.ts'
import { bytesOf, DAY, failureOf, MINUTE, valueOf } from '../../support/csv-text.ts'

const load = (text: string, rest: Partial<TableRequest> = {}) =>
  loadTable({ bytes: bytesOf(text), file: 'f.csv', ...rest })
const table = (text: string, rest: Partial<TableRequest> = {}) => valueOf(load(text, rest))
const failure = (text: string) => failureOf(load(text))
const openings = (text: string) => {
  const { ticks, clock } = table(text)
  return [...ticks.times].map((time) => new Date(time - clock.every_ms).toISOString())
}

describe('rows and cells', () => {
  const plain = 'time,a,b\n2020-01-01,1,2\n2020-01-02,3,4\n'
  const columns = { a: Float64Array.of(1, 3), b: Float64Array.of(2, 4) }

  test.each([
    ['LF', plain],
    ['CRLF', plain.replaceAll('\n', '\r\n')],
    ['CR', plain.replaceAll('\n', '\r')],
    ['no line end at the end', plain.trimEnd()],
    ['a byte order mark', `\uFEFF${plain}`],
    ['semicolons', plain.replaceAll(',', ';')],
    ['tabs', plain.replaceAll(',', '\t')],
    ['blank lines', plain.replaceAll('\n', '\n\n  \n')],
    ['rows of empty cells', plain.replaceAll('\n', '\n,,\n')],
    ['quoted cells', plain.replaceAll(/[^,\n]+/g, '"$&"')],
    ['blanks around cells', plain.replaceAll(/[^,\n]+/g, ' $&  ')],
    ['an empty column at the end', plain.replaceAll('\n', ',\n')],
    ['an empty cell at the end of rows only', plain.replaceAll(/(\d)\n/g, '$1,\n')],
  ])('reads a file with %s', (_, text) => {
    expect(table(text).ticks.columns).toEqual(columns)
  })

  test('a quoted name may hold separators, quotes and line ends', () => {
    const { ticks, stampText } = table('time,"a, ""b""\nc"\n2020-01-01,7\n')
    expect(ticks.columns).toEqual({ a_b_c: Float64Array.of(7) })
    expect(stampText(0)).toBe('2020-01-01')
  })

  test('an empty cell is na', () => {
    expect(table('time,a,b\n2020-01-01,,2\n2020-01-02,3,\n').ticks.columns).toEqual({
      a: Float64Array.of(NaN, 3),
      b: Float64Array.of(2, NaN),
    })
  })

  test('a file without rows is a table without rows', () => {
    const { rows, ticks, offGrid } = table('time,a\n')
    expect({ rows, offGrid, ...ticks.columns }).toEqual({ rows: 0, offGrid: null, a: new Float64Array(0) })
  })

  test('a short row fails, and says which', () => {
    expect(failure('time,a,b\n2020-01-01,1,2\n\n2020-01-02,3\n')).toMatchObject({
      code: 'QD2010',
      line: 4,
      message: 'row 2 (line 4) has 2 cells, the header has 3',
    })
  })

  test('a long row fails, and says which', () => {
    expect(failure('time,a\n2020-01-01,1,2\n')).toMatchObject({ code: 'QD2010', line: 2 })
  })

  test('an open quote fails at the line where it opens', () => {
    expect(failure('time,a\n2020-01-01,1\n2020-01-02,"2\n2020-01-03,3\n')).toMatchObject({
      code: 'QD2008',
      line: 3,
    })
  })

  test('text after a quoted cell fails', () => {
    expect(failure('time,a\n2020-01-01,"1"x\n')).toMatchObject({ code: 'QD2009', line: 2 })
  })
})

describe('columns', () => {
  test('a word among numbers fails, naming row and column', () => {
    expect(failure('time,a,b\n2020-01-01,1,2\n2020-01-02,3,n/a\n')).toMatchObject({
      code: 'QD2011',
      line: 3,
      message: 'row 2 (line 3), column "b": "n/a" is not a number',
    })
  })

  test('a word in the first row of a column of numbers fails too', () => {
    expect(failure('time,a\n2020-01-01,-\n2020-01-02,3\n2020-01-03,4\n')).toMatchObject({
      code: 'QD2011',
      line: 2,
    })
  })

  test.each(['NaN', 'Infinity', '1e999', '1_000', '0x', '--1', '1 2'])('%s is no number', (text) => {
    expect(failure(`time,a\n2020-01-01,1\n2020-01-02,${text}\n`)).toMatchObject({ code: 'QD2011' })
  })

  test('the hint names a decimal comma', () => {
    const { hint } = failure('time;a\n2020-01-01;1\n2020-01-02;1,5\n')
    expect(hint).toBe('Write numbers with a decimal point, not a comma.')
  })

  test('a column of words is left out', () => {
    const { columns } = table('time,price,side\n2020-01-01,1,buy\n2020-01-02,2,sell\n').ticks
    expect(Object.keys(columns)).toEqual(['price'])
  })

  test('a long column of words is left out too', () => {
    const rows = Array.from({ length: 500 }, (_, day) => `${day},${day},${day % 2 ? 'buy' : 'sell'}\n`)
    expect(Object.keys(table(`time,price,side\n${rows.join('')}`).ticks.columns)).toEqual(['price'])
  })

  test('fields of a bar are in scope in lower case, other names as identifiers', () => {
    const { columns } = table('Date, Open ,CLOSE,Adj Close,mySignal,c,20d\n2020-01-01,1,2,3,4,5,6\n').ticks
    expect(Object.keys(columns)).toEqual(['open', 'close', 'adj_close', 'mySignal', 'c', '_20d'])
  })

  test('two columns of one name fail', () => {
    expect(failure('time,Close,close\n2020-01-01,1,2\n')).toMatchObject({ code: 'QD2005', line: 1 })
  })

  test('a name such as __proto__ is a column like any other', () => {
    const { columns } = table('time,__proto__,constructor\n2020-01-01,1,2\n').ticks
    expect(Object.entries(columns).map(([name, values]) => [name, ...values])).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ])
  })
})

describe('no CSV at all', () => {
  test.each([
    ['nothing', new Uint8Array(0), 'QD2001'],
    ['blank lines', bytesOf('\n \n'), 'QD2001'],
    ['latin-1', Uint8Array.of(...bytesOf('time,a\n'), 0xe9, 0x0a), 'QD2002'],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x74, 0), 'QD2002'],
    ['zero bytes', bytesOf('time,a\n2020\0'), 'QD2003'],
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0), 'QD2003'],
    ['JSON', bytesOf('[{"time": 1}]'), 'QD2003'],
    ['HTML', bytesOf('<!doctype html>'), 'QD2003'],
    ['values where the header should be', bytesOf('2020-01-01,1,2\n'), 'QD2004'],
  ])('%s', (_, bytes, code) => {
    expect(failureOf(loadTable({ bytes, file: 'f.csv' }))).toMatchObject({ code, file: 'f.csv' })
  })

  test('the first line that is not UTF-8 is named', () => {
    const bytes = Uint8Array.of(...bytesOf('time,a\n2020-01-01,1\n'), 0xff, 0x0a)
    expect(failureOf(loadTable({ bytes, file: 'f.csv' })).line).toBe(3)
  })
})

describe('times', () => {
  test.each([
    ['seconds', '1577934245', '1577934246', '2020-01-02T03:04:05.000Z'],
    ['seconds with a fraction', '1577934245.25', '1577934246.25', '2020-01-02T03:04:05.250Z'],
    ['milliseconds', '1577934245067', '1577934246067', '2020-01-02T03:04:05.067Z'],
    ['microseconds', '1577934245067000', '1577934246067000', '2020-01-02T03:04:05.067Z'],
    ['nanoseconds', '1577934245067000000', '1577934246067000000', '2020-01-02T03:04:05.067Z'],
    ['dates', '2020-01-02', '2020-01-03', '2020-01-02T00:00:00.000Z'],
    ['dates with slashes, year first', '2020/01/02', '2020/01/03', '2020-01-02T00:00:00.000Z'],
    ['dates as one number', '20200102', '20200103', '2020-01-02T00:00:00.000Z'],
    ['dates as one number and a time', '20200102 03:04', '20200102 03:05', '2020-01-02T03:04:00.000Z'],
    ['instants in UTC', '2020-01-02T03:04:05Z', '2020-01-02T03:04:06Z', '2020-01-02T03:04:05.000Z'],
    [
      'instants with an offset',
      '2020-01-02T03:04:05+02:00',
      '2020-01-02T03:05+0200',
      '2020-01-02T01:04:05.000Z',
    ],
    ['instants behind UTC', '2020-01-02 03:04:05-05', '2020-01-02 03:05:05-05', '2020-01-02T08:04:05.000Z'],
    ['instants without a zone', '2020-01-02 03:04:05.5', '2020-01-02 03:05', '2020-01-02T03:04:05.500Z'],
    [
      'instants of pandas',
      '2020-01-02 03:04:05+00:00',
      '2020-01-02 03:05:05+00:00',
      '2020-01-02T03:04:05.000Z',
    ],
    [
      'more digits than milliseconds',
      '2020-01-02T03:04:05.067999Z',
      '2020-01-03',
      '2020-01-02T03:04:05.067Z',
    ],
    ['row numbers', '0', '1', '1970-01-01T00:00:00.000Z'],
    ['times before 1970', '1969-12-31T23:59:59Z', '1970-01-01', '1969-12-31T23:59:59.000Z'],
  ])('reads %s', (_, first, second, expected) => {
    expect(openings(`time,a\n${first},1\n${second},2\n`)[0]).toBe(expected)
  })

  test('small numbers that do not step by one are seconds', () => {
    expect(table('time,a\n0,1\n60,2\n120,3\n').clock).toEqual({ every_ms: MINUTE, phase_ms: 0 })
  })

  test('one row number alone counts days', () => {
    expect(openings('i,a\n3,1\n')).toEqual(['1970-01-04T00:00:00.000Z'])
  })

  test('a date and a time of day in two columns are one instant', () => {
    const text = 'Date,Time,Close\n2020-01-02,9:30,1\n2020-01-02,09:31:30,2\n'
    expect(openings(text)).toEqual(['2020-01-02T09:30:00.000Z', '2020-01-02T09:31:30.000Z'])
  })

  test.each([
    '01/02/2020',
    '2020-13-01',
    '2020-02-30',
    '2020-01-02T24:00',
    '2020-01-02T03:60',
    '2020-1-2',
    'soon',
  ])('%s is no time', (text) => {
    expect(failure(`time,a\n${text},1\n`)).toMatchObject({ code: 'QD2012', line: 2 })
  })

  test('a row without a time fails', () => {
    expect(failure('time,a\n2020-01-01,1\n,2\n')).toMatchObject({ code: 'QD2013', line: 3 })
  })

  test('two rows of one time fail, and both are named', () => {
    expect(failure('time,a\n2020-01-01,1\n2020-01-02,2\n2020-01-02,3\n')).toMatchObject({
      code: 'QD2014',
      line: 4,
      message: 'rows 2 and 3 (line 4) both stand at 2020-01-02',
    })
  })

  test('a step back fails, and says from where to where', () => {
    expect(failure('time,a\n2020-01-02,1\n2020-01-03,1\n2020-01-01,2\n2020-01-04,2\n')).toMatchObject({
      code: 'QD2015',
      line: 4,
      message: 'row 3 (line 4) stands at 2020-01-01, before row 2 at 2020-01-03',
    })
  })

  test('a file with the newest row first is told apart from a jumbled one', () => {
    expect(failure('time,a\n2020-01-04,1\n2020-01-03,1\n2020-01-01,2\n')).toMatchObject({ code: 'QD2016' })
  })
})

describe('the clock of a table', () => {
  test('is the most frequent step with the phase of the first row', () => {
    const { clock, ticks, offGrid } = table(
      'time,a\n2020-01-01T00:30Z,1\n2020-01-01T01:30Z,2\n2020-01-01T04:30Z,3\n2020-01-01T05:30Z,4\n',
    )
    expect(clock).toEqual({ every_ms: 3_600_000, phase_ms: 1_800_000 })
    expect(offGrid).toBeNull()
    expect([...ticks.labels].map((label) => label - (ticks.labels[0] ?? 0))).toEqual([0, 1, 4, 5])
    expect(ticks.times[0]).toBe(Date.UTC(2020, 0, 1, 1, 30))
  })

  test('a row off the grid is legal, and known', () => {
    const { ticks, offGrid } = table(
      'time,a\n2020-01-01,1\n2020-01-02,2\n2020-01-03,2\n2020-01-03T12:00Z,3\n',
    )
    expect([...ticks.labels]).toEqual([0, 1, 2, 3])
    expect(offGrid).toEqual({ row: 3, line: 5, opening: Date.UTC(2020, 0, 3, 12) })
  })

  test('an interval that is given overrides the most frequent step', () => {
    expect(table('time,a\n2020-01-01,1\n2020-01-02,2\n', { intervalMs: MINUTE }).clock.every_ms).toBe(MINUTE)
  })

  test('a file that stamps the end of its bars is one interval earlier', () => {
    const open = table('time,a\n2020-01-01,1\n2020-01-02,2\n').ticks
    const end = table('time,a\n2020-01-02,1\n2020-01-03,2\n', { stamp: 'end' }).ticks
    expect(end).toEqual(open)
    expect(open.times[0]).toBe(Date.UTC(2020, 0, 1) + DAY)
  })
})

describe('the fingerprint', () => {
  const base = table('time,a,b\n2020-01-01,1.50,2\n2020-01-02,,4\n').fingerprint

  test.each([
    ['line ends', 'time,a,b\r\n2020-01-01,1.50,2\r\n2020-01-02,,4'],
    ['order of columns', 'time,b,a\n2020-01-01,2,1.50\n2020-01-02,4,\n'],
    ['spelling of numbers and times', '"time";b;a\n2020-01-01T00:00:00Z;2.0;15e-1\n2020-01-02T00:00Z;+4;\n'],
  ])('does not show %s', (_, text) => {
    expect(table(text).fingerprint).toBe(base)
  })

  test.each([
    ['a value', 'time,a,b\n2020-01-01,1.51,2\n2020-01-02,,4\n'],
    ['a time', 'time,a,b\n2020-01-01,1.50,2\n2020-01-03,,4\n'],
    ['a hole', 'time,a,b\n2020-01-01,1.50,2\n2020-01-02,0,4\n'],
    ['the name of a column', 'time,a,c\n2020-01-01,1.50,2\n2020-01-02,,4\n'],
  ])('shows %s', (_, text) => {
    expect(table(text).fingerprint).not.toBe(base)
  })
})

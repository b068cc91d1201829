import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { MissingPolicy } from '../../../compiler/dag/document.ts'
import { loadBars } from '../../../services/market/csv/load-bars.ts'
import type { RowClock } from '../../../services/market/clock-grid.ts'
import { BAR_FIELDS, bytesOf, DAY, failureOf, valueOf } from '../../support/csv-text.ts'
import { seededRandom } from '../../support/seeded-random.ts'

const NEW_YORK: RowClock = { calendar: 'XNYS', version: 1, every: '1d' }
const WEEKS: RowClock = { calendar: 'XNYS', version: 1, every: '1w' }
const EVENTS: RowClock = { events: 'x:TRADES' }
const DAYS: RowClock = { every_ms: DAY, phase_ms: 0 }

const load = (
  text: string | Uint8Array,
  clock: RowClock,
  missing: MissingPolicy = 'skip',
  fields = ['close'],
) =>
  loadBars({
    bytes: typeof text === 'string' ? bytesOf(text) : text,
    file: 'f.csv',
    stream: 'x:Y',
    fields,
    clock,
    missing,
  })
const iso = (times: Float64Array) => [...times].map((time) => new Date(time).toISOString().slice(0, 16))

/** A file of days 1, 2, … of January 2020; null is a day without a row, an empty text an empty cell. */
const daily = (cells: readonly (number | string | null)[]) =>
  `time,close\n${cells
    .flatMap((cell, at) => (cell === null ? [] : `2020-01-${String(at + 1).padStart(2, '0')},${cell}\n`))
    .join('')}`
const closes = (cells: readonly (number | string | null)[], missing: MissingPolicy) => {
  const { times, columns } = valueOf(load(daily(cells), DAYS, missing)).ticks
  return [...times].map((time, at) => [new Date(time).getUTCDate() - 1, columns['close']?.[at]])
}

describe('rows of a calendar', () => {
  test('stand at the close of their session, in summer, in winter and on short days', () => {
    const { times, labels } = valueOf(
      load('time,close\n2024-03-08,1\n2024-03-11,2\n2024-07-03,3\n2024-07-05,4\n', NEW_YORK),
    ).ticks
    expect(iso(times)).toEqual([
      '2024-03-08T21:00',
      '2024-03-11T20:00',
      '2024-07-03T17:00',
      '2024-07-05T20:00',
    ])
    expect([...labels].map((label) => label - (labels[0] ?? NaN))).toEqual([0, 1, 80, 81])
  })

  test('may be stamped with an instant of the session', () => {
    expect(iso(valueOf(load('time,close\n2024-03-08T14:30:00Z,1\n', NEW_YORK)).ticks.times)).toEqual([
      '2024-03-08T21:00',
    ])
  })

  test.each(['2024-07-04', '2024-07-06', '2024-07-05T20:00:00Z', '1980-01-02'])(
    'are refused at %s',
    (time) => {
      const { code, line, message } = failureOf(load(`time,close\n${time},1\n`, NEW_YORK))
      expect([code, line]).toEqual(['QD2023', 2])
      expect(message).toContain('1990 to 2030')
    },
  )

  test('of weeks stand at the last close of the week, one row a week', () => {
    expect(iso(valueOf(load('time,close\n2024-03-25,1\n2024-04-01,2\n', WEEKS)).ticks.times)).toEqual([
      '2024-03-28T20:00',
      '2024-04-05T20:00',
    ])
    expect(failureOf(load('time,close\n2024-03-25,1\n2024-03-26,2\n', WEEKS)).code).toBe('QD2024')
  })

  test('have no gap over a weekend, and one over a session that is left out', () => {
    const friday = 'time,close\n2024-03-08,1\n2024-03-11,2\n'
    expect(valueOf(load(friday, NEW_YORK, 'fail')).ticks.times).toHaveLength(2)
    const gap = 'time,close\n2024-03-08,1\n2024-03-12,2\n'
    expect(failureOf(load(gap, NEW_YORK, 'fail')).message).toContain('2024-03-11T20:00Z')
    expect(valueOf(load(gap, NEW_YORK, 'hold(1)')).ticks.columns['close']).toEqual(Float64Array.of(1, 1, 2))
  })

  test('of a real fund are all the sessions between its first and its last', () => {
    const bytes = readFileSync('test/data/prices/spy-1d.csv')
    const { ticks, rows } = valueOf(load(bytes, NEW_YORK, 'fail', BAR_FIELDS))
    expect([rows, ticks.times.length]).toEqual([502, 502])
    expect(iso(ticks.times.slice(0, 1))).toEqual(['2017-01-03T21:00'])
  })
})

describe('rows of events', () => {
  test('are numbered from 0 and known when they happen', () => {
    const { times, labels } = valueOf(
      load('time,close\n2024-01-01T00:00:00.001Z,1\n2024-01-01T00:00:00.007Z,2\n', EVENTS),
    ).ticks
    expect([...labels]).toEqual([0, 1])
    expect([...times]).toEqual([Date.UTC(2024, 0, 1) + 1, Date.UTC(2024, 0, 1) + 7])
  })

  test('strictly rise in time', () => {
    const twice = 'time,close\n2024-01-01T00:00:01Z,1\n2024-01-01T00:00:01Z,2\n'
    expect(failureOf(load(twice, EVENTS)).code).toBe('QD2014')
  })
})

describe('hold(max: k)', () => {
  test('repeats the value before a gap for k ticks, then the gap is na', () => {
    expect(closes([1, null, null, null, 5], 'hold(2)')).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [4, NaN],
      [5, 5],
    ])
  })

  test('fills empty cells like days without a row', () => {
    expect(closes([1, '', null, 4], 'hold(2)')).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 4],
    ])
  })
})

describe('interpolate(max: k)', () => {
  test('is the stream late by k ticks, with straight lines over gaps of at most k', () => {
    expect(closes([1, null, null, 4, 5, 6], 'interpolate(2)')).toEqual([
      [3, 1],
      [4, 2],
      [5, 3],
      [6, 4],
    ])
  })

  test('leaves longer gaps as they are', () => {
    expect(closes([1, null, null, 4, 5, 6], 'interpolate(1)')).toEqual([
      [2, 1],
      [3, NaN],
      [4, NaN],
      [5, 4],
      [6, 5],
    ])
  })

  test('keeps the rows of the file beside it, undelayed', () => {
    const { raw } = valueOf(load(daily([1, null, 3]), DAYS, 'interpolate(1)'))
    expect(raw.columns['close']).toEqual(Float64Array.of(1, 3))
  })
})

describe('no policy looks ahead', () => {
  test.each(['na', 'hold(2)', 'interpolate(3)'] as const)(
    '%s gives the same ticks when later rows change',
    (missing) => {
      const random = seededRandom(`later rows under ${missing}`)
      const cell = () => (random.below(3) === 0 ? null : random.below(100))
      for (let round = 0; round < 200; round += 1) {
        const early = [1, ...Array.from({ length: 10 }, cell), 7]
        const made = Array.from({ length: 2 }, () => [...early, ...Array.from({ length: 10 }, cell), 9])
        const [one, other] = made.map((cells) =>
          closes(cells, missing).filter(([day = 0]) => day <= early.length),
        )
        expect(one).toEqual(other)
      }
    },
  )
})

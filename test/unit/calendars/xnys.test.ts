import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CALENDAR_IDS, CALENDAR_RULES, calendar, currentVersion } from '../../../dsl/calendars/calendar.ts'
import { dayNumber, weekday } from '../../../dsl/calendars/civil.ts'
import { seededRandom } from '../../support/seeded-random.ts'

const table = () => {
  const found = calendar('XNYS', 1)
  if (found === null) throw new Error('there is no XNYS')
  return found
}
const { '1d': days, '1w': weeks } = table().periods
const iso = (ms: number): string => new Date(ms).toISOString()
const on = (periods: typeof days, date: string): number | null => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return periods.labelOn(year, month, day)
}
const hours = (date: string): readonly string[] => {
  const label = on(days, date)
  return label === null ? [] : [iso(days.openOf(label)).slice(11, 16), iso(days.endOf(label)).slice(11, 16)]
}

describe('dates', () => {
  test('are numbered as the machine numbers them', () => {
    for (let year = 1900; year <= 2100; year += 1)
      for (const [month, day] of [
        [1, 1],
        [2, 28],
        [3, 1],
        [12, 31],
      ] as const) {
        const ms = Date.UTC(year, month - 1, day)
        expect(dayNumber(year, month, day)).toBe(ms / 86_400_000)
        expect(weekday(dayNumber(year, month, day))).toBe((new Date(ms).getUTCDay() + 6) % 7)
      }
  })
})

describe('sessions of XNYS', () => {
  test('stand in the zone of New York, summer and winter', () => {
    expect(hours('2024-03-08')).toEqual(['14:30', '21:00'])
    expect(hours('2024-03-11')).toEqual(['13:30', '20:00'])
    expect(hours('2006-04-03')).toEqual(['13:30', '20:00'])
    expect(hours('2006-03-31')).toEqual(['14:30', '21:00'])
    expect(hours('2024-11-04')).toEqual(['14:30', '21:00'])
  })

  test('have the offsets that the machine knows for the zone', () => {
    const shown = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'America/New_York',
      hour: '2-digit',
      minute: '2-digit',
    })
    for (let label = 0; label < days.count; label += 1) expect(shown.format(days.openOf(label))).toBe('09:30')
  })

  test('end early on the days that the exchange shortened', () => {
    expect(hours('2024-07-03')).toEqual(['13:30', '17:00'])
    expect(hours('2023-11-24')).toEqual(['14:30', '18:00'])
    expect(hours('1997-10-27')).toEqual(['14:30', '20:30'])
  })

  test('are not held on holidays, days of mourning and weekends', () => {
    for (const date of ['2024-07-04', '2001-09-11', '2012-10-29', '2018-12-05', '2025-01-09', '2024-07-06'])
      expect(on(days, date)).toBeNull()
  })

  test('go on from one to the next without overlap', () => {
    for (const rule of CALENDAR_RULES) {
      const periods = table().periods[rule]
      for (let label = 0; label < periods.count; label += 1) {
        expect(periods.openOf(label)).toBeLessThan(periods.endOf(label))
        expect(periods.openOf(label + 1)).not.toBeLessThan(periods.endOf(label))
      }
    }
  })
})

describe('the label of an instant', () => {
  test('is that of the session that ends at it or after it', () => {
    const friday = on(days, '2024-03-08') ?? NaN
    expect(days.labelAt(Date.parse('2024-03-08T21:00:00Z'))).toBe(friday)
    expect(days.labelAt(Date.parse('2024-03-08T21:00:00.001Z'))).toBe(friday + 1)
    expect(days.labelAt(Date.parse('2024-03-10T12:00:00Z'))).toBe(friday + 1)
  })

  test('is none outside of the years of the table', () => {
    expect(days.labelAt(Date.parse('1990-01-01T04:59:59Z'))).toBeNull()
    expect(days.labelAt(Date.parse('1990-01-01T05:00:00Z'))).toBe(0)
    expect(days.labelAt(Date.parse('2030-12-31T21:00:00.001Z'))).toBeNull()
    expect(days.labelAt(NaN)).toBeNull()
  })

  test('is the first whose end is not before the instant, at random instants of both rules', () => {
    const random = seededRandom('labels of instants')
    for (const rule of CALENDAR_RULES) {
      const periods = table().periods[rule]
      for (let round = 0; round < 2_000; round += 1) {
        const time = periods.endOf(0) + random.below(periods.endOf(periods.count - 1) - periods.endOf(0))
        const label = periods.labelAt(time) ?? NaN
        expect(periods.endOf(label)).toBeGreaterThanOrEqual(time)
        expect(periods.endOf(label - 1)).not.toBeGreaterThanOrEqual(time)
      }
    }
  })
})

describe('weeks of XNYS', () => {
  test('end with their last session and hold every date of the week', () => {
    const good = on(weeks, '2024-03-28') ?? NaN
    expect(iso(weeks.openOf(good))).toBe('2024-03-25T13:30:00.000Z')
    expect(iso(weeks.endOf(good))).toBe('2024-03-28T20:00:00.000Z')
    expect(on(weeks, '2024-03-31')).toBe(good)
    expect(on(weeks, '2024-04-01')).toBe(good + 1)
  })
})

describe('known calendars', () => {
  test('are found by name and version, and by nothing else', () => {
    expect(CALENDAR_IDS).toContain('XNYS')
    expect(currentVersion('XNYS')).toBe(1)
    expect(currentVersion('XXXX')).toBeNull()
    expect(calendar('XNYS', 0)).toBeNull()
    expect(calendar('xnys', 1)).toBeNull()
  })
})

describe('real prices', () => {
  const files = ['prices/spy-1d.csv', 'prices/msft-1d-dates.csv', 'vectors/spy-1d-long.csv']
  test.each(files)('every row of %s is a session, and no session between them is missing', (file) => {
    const dates = readFileSync(`test/data/${file}`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.slice(0, 10))
    const labels = dates.map((date) => on(days, date))
    const first = labels[0] ?? NaN
    expect(labels).toEqual(dates.map((_, row) => first + row))
  })
})

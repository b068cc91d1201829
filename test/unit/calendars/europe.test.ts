import { describe, expect, test } from 'vitest'
import { CALENDAR_IDS, calendar, currentVersion } from '../../../dsl/calendars/calendar.ts'

const sessions = (id: string) => {
  const found = calendar(id, currentVersion(id) ?? 0)
  if (found === null) throw new Error(`there is no ${id}`)
  return { zone: found.zone, ...found.periods['1d'] }
}
const hours = (id: string, year: number, month: number, day: number): readonly string[] => {
  const days = sessions(id)
  const label = days.labelOn(year, month, day)
  if (label === null) return []
  return [days.openOf(label), days.endOf(label)].map((ms) => new Date(ms).toISOString().slice(11, 16))
}

describe('sessions of Europe', () => {
  test('stand in their zones, summer and winter', () => {
    expect(hours('XLON', 2024, 1, 15)).toEqual(['08:00', '16:30'])
    expect(hours('XLON', 2024, 7, 15)).toEqual(['07:00', '15:30'])
    expect(hours('XETR', 2024, 3, 28)).toEqual(['08:00', '16:30'])
    expect(hours('XETR', 2024, 4, 2)).toEqual(['07:00', '15:30'])
  })

  test('end early before Christmas and New Year', () => {
    expect(hours('XLON', 2024, 12, 24)).toEqual(['08:00', '12:30'])
    expect(hours('XLON', 2023, 12, 22)).toEqual(['08:00', '12:30'])
    expect(hours('XETR', 2024, 12, 30)).toEqual(['08:00', '13:00'])
  })

  test.each([
    ['XLON', 2020, 5, 8],
    ['XLON', 2022, 6, 3],
    ['XLON', 2022, 9, 19],
    ['XLON', 2021, 12, 28],
    ['XETR', 2017, 10, 31],
    ['XETR', 2021, 5, 24],
    ['XETR', 2024, 12, 24],
  ])('of %s are not held on %i-%i-%i', (id, year, month, day) => {
    expect(hours(id, year, month, day)).toEqual([])
  })

  test('are held on days that were holidays in other years', () => {
    expect(hours('XLON', 2020, 5, 4)).not.toEqual([])
    expect(hours('XETR', 2022, 6, 6)).not.toEqual([])
  })
})

test.each(CALENDAR_IDS)(
  'every session of %s opens at one time of its zone, as the machine knows the zone',
  (id) => {
    const days = sessions(id)
    const shown = new Intl.DateTimeFormat('en-GB', {
      timeZone: days.zone,
      hour: '2-digit',
      minute: '2-digit',
    })
    const times = new Set(Array.from({ length: days.count }, (_, label) => shown.format(days.openOf(label))))
    expect(times.size).toBe(1)
  },
)

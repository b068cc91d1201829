// From a table to its sessions, in order of time.
import { DAY_MS, dayNumber, weekday } from './civil.ts'
import type { CalendarTable } from './table.ts'
import { offsetOn } from './zone.ts'

const MINUTE_MS = 60_000

/** One session: its date as days since 1970-01-01, its opening and close in milliseconds since 1970-01-01T00:00Z. */
export interface Session {
  readonly day: number
  readonly openMs: number
  readonly closeMs: number
}

interface DayRow {
  readonly day: number
  /** Minutes after midnight, null where the row names no time. */
  readonly at: number | null
}

function dayRow(year: number, text: string): DayRow {
  const [date = '', time] = text.split('@')
  return {
    day: dayNumber(year, Number(date.slice(0, 2)), Number(date.slice(2))),
    at: time === undefined ? null : Number(time.slice(0, 2)) * 60 + Number(time.slice(2)),
  }
}

const rowsOf = (rows: Readonly<Record<number, string>>, year: number): DayRow[] =>
  (rows[year] ?? '')
    .split(' ')
    .filter((text) => text !== '')
    .map((text) => dayRow(year, text))

function sessionsOfYear(table: CalendarTable, year: number): Session[] {
  const closed = new Set(rowsOf(table.closed, year).map((row) => row.day))
  const early = new Map(rowsOf(table.early, year).map((row) => [row.day, row.at ?? table.endsEarlyAt]))
  const sessions: Session[] = []
  for (let day = dayNumber(year, 1, 1); day < dayNumber(year + 1, 1, 1); day += 1) {
    if (weekday(day) > 4 || closed.has(day)) continue
    const midnight = day * DAY_MS - offsetOn(table.zone, year, day)
    sessions.push({
      day,
      openMs: midnight + table.opensAt * MINUTE_MS,
      closeMs: midnight + (early.get(day) ?? table.closesAt) * MINUTE_MS,
    })
  }
  return sessions
}

/** All sessions of a table. */
export function sessionsOf(table: CalendarTable): Session[] {
  const years = Array.from(
    { length: table.lastYear - table.firstYear + 1 },
    (_, index) => table.firstYear + index,
  )
  return years.flatMap((year) => sessionsOfYear(table, year))
}

/** The first instant of a table: midnight at the start of its first year, in its zone. */
export function beginningOf(table: CalendarTable): number {
  const day = dayNumber(table.firstYear, 1, 1)
  return day * DAY_MS - offsetOn(table.zone, table.firstYear, day)
}

// The calendars that a clock may name, `@ 1d in "XNYS"`: pure functions over tables that ship with the program.
import { sessionPeriods, weekPeriods, type Periods } from './periods.ts'
import { beginningOf, sessionsOf } from './sessions.ts'
import type { CalendarTable } from './table.ts'
import { XETR_1 } from './xetr.ts'
import { XLON_1 } from './xlon.ts'
import { XNYS_1 } from './xnys.ts'

const TABLES: readonly CalendarTable[] = [XETR_1, XLON_1, XNYS_1]

/** What a calendar's clock can be: sessions, or weeks of sessions. */
export type CalendarRule = '1d' | '1w'

export const CALENDAR_RULES: readonly CalendarRule[] = ['1d', '1w']

export interface Calendar {
  readonly id: string
  readonly version: number
  readonly zone: string
  readonly firstYear: number
  readonly lastYear: number
  readonly periods: Readonly<Record<CalendarRule, Periods>>
}

const made = new Map<CalendarTable, Calendar>()

function createCalendar(table: CalendarTable): Calendar {
  const sessions = sessionsOf(table)
  const fromMs = beginningOf(table)
  const { id, version, firstYear, lastYear } = table
  const periods = { '1d': sessionPeriods(sessions, fromMs), '1w': weekPeriods(sessions, fromMs) }
  return { id, version, zone: table.zone.name, firstYear, lastYear, periods }
}

/** One version of a calendar, or null when there is no such table. Its sessions are computed once. */
export function calendar(id: string, version: number): Calendar | null {
  const table = TABLES.find((each) => each.id === id && each.version === version)
  if (table === undefined) return null
  const known = made.get(table) ?? createCalendar(table)
  made.set(table, known)
  return known
}

/** The version that a program without a version means: the newest. Null when nothing has that name. */
export function currentVersion(id: string): number | null {
  return TABLES.findLast((each) => each.id === id)?.version ?? null
}

/** The names of all calendars, sorted. */
export const CALENDAR_IDS: readonly string[] = [...new Set(TABLES.map((table) => table.id))].toSorted()

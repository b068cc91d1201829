// Zones by rule: the offset from UTC on a date. Only what trading sessions need: clocks change in the night to a Sunday,
// and no session is open then, so that one offset holds for the whole of a date.
import { dayNumber, sundayUpTo } from './civil.ts'

const HOUR_MS = 3_600_000

/** Summer time from a first year on: it begins and ends on the last Sunday up to a month's day. */
interface SummerTime {
  readonly since: number
  readonly begins: { readonly month: number; readonly upTo: number }
  readonly ends: { readonly month: number; readonly upTo: number }
}

export interface Zone {
  readonly name: string
  /** Offset outside of summer time, in milliseconds east of UTC; summer time adds an hour. */
  readonly standardMs: number
  readonly summer: readonly SummerTime[]
}

export const NEW_YORK: Zone = {
  name: 'America/New_York',
  standardMs: -5 * HOUR_MS,
  summer: [
    { since: 1987, begins: { month: 4, upTo: 7 }, ends: { month: 10, upTo: 31 } },
    { since: 2007, begins: { month: 3, upTo: 14 }, ends: { month: 11, upTo: 7 } },
  ],
}

/** Clocks of the European Union and of Britain, which agree since 1996. */
const EUROPEAN_SUMMER: readonly SummerTime[] = [
  { since: 1996, begins: { month: 3, upTo: 31 }, ends: { month: 10, upTo: 31 } },
]

export const LONDON: Zone = { name: 'Europe/London', standardMs: 0, summer: EUROPEAN_SUMMER }

export const BERLIN: Zone = { name: 'Europe/Berlin', standardMs: HOUR_MS, summer: EUROPEAN_SUMMER }

/** Offset from UTC in milliseconds on a date (days since 1970-01-01) of the given year; years before the first rule have none. */
export function offsetOn(zone: Zone, year: number, day: number): number {
  const rule = zone.summer.findLast((each) => each.since <= year)
  if (rule === undefined) return zone.standardMs
  const begins = sundayUpTo(dayNumber(year, rule.begins.month, rule.begins.upTo))
  const ends = sundayUpTo(dayNumber(year, rule.ends.month, rule.ends.upTo))
  return zone.standardMs + (day >= begins && day < ends ? HOUR_MS : 0)
}

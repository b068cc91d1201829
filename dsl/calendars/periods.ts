// The periods of one rule of a calendar, a session or the sessions of an ISO week, numbered from 0 in the table.
import { dayNumber, weekday } from './civil.ts'
import type { Session } from './sessions.ts'

/** Instants in milliseconds since 1970-01-01T00:00Z. A label is the number of a period in its table. */
export interface Periods {
  readonly count: number
  /** The first period that ends at or after the instant, null before the table's first year and after its last period. */
  labelAt(timeMs: number): number | null
  /** The close of the period's last session. */
  endOf(label: number): number
  /** The opening of the period's first session. */
  openOf(label: number): number
  /** The period that has a date's session (for weeks: the sessions of the date's week), null where there is none. */
  labelOn(year: number, month: number, day: number): number | null
}

function createPeriods(
  fromMs: number,
  opens: readonly number[],
  ends: readonly number[],
  labels: ReadonlyMap<number, number>,
  keyOf: (day: number) => number,
): Periods {
  return {
    count: ends.length,
    labelAt(timeMs) {
      if (!(timeMs >= fromMs)) return null
      let low = 0
      let high = ends.length
      while (low < high) {
        const middle = (low + high) >>> 1
        if ((ends[middle] ?? Infinity) < timeMs) low = middle + 1
        else high = middle
      }
      return low < ends.length ? low : null
    },
    endOf: (label) => ends[label] ?? Number.NaN,
    openOf: (label) => opens[label] ?? Number.NaN,
    labelOn: (year, month, day) => labels.get(keyOf(dayNumber(year, month, day))) ?? null,
  }
}

/** Every session is a period. `fromMs` is where the table begins. */
export function sessionPeriods(sessions: readonly Session[], fromMs: number): Periods {
  return createPeriods(
    fromMs,
    sessions.map((session) => session.openMs),
    sessions.map((session) => session.closeMs),
    new Map(sessions.map((session, label) => [session.day, label])),
    (day) => day,
  )
}

/** The sessions of a week, Monday to Sunday, are one period. */
export function weekPeriods(sessions: readonly Session[], fromMs: number): Periods {
  const mondayOf = (day: number) => day - weekday(day)
  const weeks = [...Map.groupBy(sessions, (session) => mondayOf(session.day))]
  return createPeriods(
    fromMs,
    weeks.flatMap(([, days]) => days[0]?.openMs ?? []),
    weeks.flatMap(([, days]) => days.at(-1)?.closeMs ?? []),
    new Map(weeks.map(([monday], label) => [monday, label])),
    mondayOf,
  )
}

// Clocks of trading calendars: the tables ship with the program, the newest version counts.
import { CALENDAR_IDS, currentVersion } from '../calendars/calendar.ts'
import { suggest } from '../diagnostics/suggest.ts'
import type { Span } from '../source/span.ts'
import { ANY, DAY, showDuration, WEEK } from '../term/clock.ts'
import type { Clock } from '../term/clock.ts'
import type { Checker } from './checker.ts'

interface Asked {
  readonly id: string
  readonly idSpan: Span
  readonly everyMs: number
  readonly everySpan: Span
}

/** The clock of sessions (`1d`) or weeks (`1w`) of a calendar, `any` after a report. */
export function calendarClock(check: Checker, { id, idSpan, everyMs, everySpan }: Asked): Clock {
  const version = currentVersion(id)
  if (version === null) {
    check.report('QD0408', idSpan, { id, known: CALENDAR_IDS, suggestion: suggest(id, CALENDAR_IDS) })
    return ANY
  }
  if (everyMs === DAY) return { kind: 'calendar', id, version, every: '1d' }
  if (everyMs === WEEK) return { kind: 'calendar', id, version, every: '1w' }
  check.report('QD0409', everySpan, { found: showDuration(everyMs), id })
  return ANY
}

// The clocks that the rows of a file can stand on: which tick a row is, and when a tick is. One shape for the three kinds.
import { calendar as findCalendar } from '../../dsl/calendars/calendar.ts'
import type { Periods } from '../../dsl/calendars/periods.ts'
import { InternalError } from '../../compiler/internal-error.ts'
import type { CalendarClock, EventClock, PeriodicClock } from '../../compiler/dag/document.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { noSession, offGrid, type RowPlace, samePeriod } from './failures.ts'
import { labelsOn } from './grid.ts'

export type RowClock = PeriodicClock | CalendarClock | EventClock

export interface Placed {
  /** Instants at which the rows are known, strictly rising. */
  readonly times: Float64Array
  readonly labels: Float64Array
}

export interface ClockGrid {
  /** The ticks of rows that are stamped with the opening or the end of their period, strictly rising. */
  place(stamps: Float64Array, stamp: 'open' | 'end', placeOf: (row: number) => RowPlace): Result<Placed>
  /** The instant of a tick that has no row; NaN where the clock has no such tick. */
  timeOf(label: number): number
  /** When the period of a tick opened. */
  openingOf(label: number, time: number): number
  /** The last tick that can be known at an instant; on a clock of events that is the last one that was seen. */
  lastLabelAt(time: number, seen: number): number
}

/** The grid of a clock; a calendar that does not exist is a bug of the caller. */
export function gridOf(clock: RowClock): ClockGrid {
  if ('events' in clock) return eventGrid
  return 'calendar' in clock ? calendarGrid(clock) : periodicGrid(clock)
}

function periodicGrid(clock: PeriodicClock): ClockGrid {
  const { every_ms, phase_ms } = clock
  return {
    place(stamps, stamp, placeOf) {
      const times = stamp === 'open' ? stamps.map((opening) => opening + every_ms) : stamps
      const { labels, off } = labelsOn(times, clock)
      if (off === -1) return ok({ times, labels })
      return fail(offGrid(placeOf(off), (times[off] ?? NaN) - every_ms, every_ms, phase_ms))
    },
    timeOf: (label) => phase_ms + label * every_ms,
    openingOf: (_, time) => time - every_ms,
    lastLabelAt: (time) => Math.floor((time - phase_ms) / every_ms),
  }
}

function calendarGrid({ calendar: id, version, every }: CalendarClock): ClockGrid {
  const found = findCalendar(id, version)
  if (found === null) throw new InternalError(`there is no calendar ${id} of version ${version}`)
  const periods = found.periods[every]
  return {
    place(stamps, stamp, placeOf) {
      const labels = new Float64Array(stamps.length)
      for (let row = 0; row < stamps.length; row += 1) {
        const time = stamps[row] ?? NaN
        const label = periodOf(periods, time, stamp)
        const years = `its table has ${found.firstYear} to ${found.lastYear}`
        if (label === null) return fail(noSession(placeOf(row), time, id, years))
        if (row > 0 && label === labels[row - 1])
          return fail(samePeriod(placeOf(row), periods.endOf(label), id))
        labels[row] = label
      }
      return ok({ labels, times: labels.map((label) => periods.endOf(label)) })
    },
    timeOf: (label) => periods.endOf(label),
    openingOf: (label) => periods.openOf(label),
    lastLabelAt(time) {
      const label = periods.labelAt(time) ?? periods.count
      return periods.endOf(label) === time ? label : label - 1
    },
  }
}

/** A date (midnight in UTC) stands for its own session; any other instant has to be in one. */
function periodOf(periods: Periods, time: number, stamp: 'open' | 'end'): number | null {
  const date = new Date(time)
  if (time % 86_400_000 === 0)
    return periods.labelOn(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
  const label = periods.labelAt(stamp === 'open' ? time + 1 : time)
  return label !== null && periods.openOf(label) <= time ? label : null
}

/** Events are known when they happen, and nothing is missing between two of them. */
const eventGrid: ClockGrid = {
  place: (stamps) => ok({ times: stamps, labels: stamps.map((_, row) => row) }),
  timeOf: () => NaN,
  openingOf: (_, time) => time,
  lastLabelAt: (_, seen) => seen,
}

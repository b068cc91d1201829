// A trading calendar as data: hours of a full session, and for each year the weekdays without a session and those that
// end early. A table that was released does not change: what it said of a date decides labels, and labels decide values.
import type { Zone } from './zone.ts'

export interface CalendarTable {
  readonly id: string
  /** Goes up with every correction. A strategy's clock names it, and so do the identities of its nodes. */
  readonly version: number
  readonly zone: Zone
  /** Minutes after midnight in the zone. */
  readonly opensAt: number
  readonly closesAt: number
  /** Minutes after midnight at which an early session ends when its row names no time. */
  readonly endsEarlyAt: number
  readonly firstYear: number
  readonly lastYear: number
  /** By year: the weekdays without a session, as `MMDD` in order. Saturdays and Sundays never have one. */
  readonly closed: Readonly<Record<number, string>>
  /** By year: the sessions that end early, as `MMDD`, or `MMDD@HHMM` with the time of the zone. */
  readonly early: Readonly<Record<number, string>>
}

// Which columns hold the opening of a row: one, or a date beside a time of day.
import { findClock, findDate, findField, findTime } from './column-names.ts'
import type { Role } from './decode.ts'

const isClock = (text: string | undefined): boolean => /^\s*\d{1,2}:\d{2}/.test(text ?? '')

export interface TimeColumns {
  /** Position of the column of instants or dates. */
  readonly time: number
  /** Position of the column of times of day, or -1. */
  readonly clock: number
}

/**
 * Finds the time by the names of the columns and the first row's texts; null without any.
 * `first` are the texts of the first row, null in a file without rows.
 */
export function timeByName(names: readonly string[], first: readonly string[] | null): TimeColumns | null {
  const date = findDate(names)
  const clock = findClock(names, date)
  if (date !== -1 && clock !== -1 && isClock(first?.[clock])) return { time: date, clock }
  const time = findTime(names)
  return time === -1 ? null : { time, clock: -1 }
}

/** The column of that name, whatever its case; null without it. */
export function timeNamed(names: readonly string[], name: string): TimeColumns | null {
  const time = findField(names, name)
  return time === -1 ? null : { time, clock: -1 }
}

/** The first column, joined by a column named `time` that holds times of day. */
export function timeFirst(names: readonly string[], first: readonly string[] | null): TimeColumns {
  const clock = findClock(names, 0)
  return { time: 0, clock: clock !== -1 && isClock(first?.[clock]) ? clock : -1 }
}

/** The role of a column as far as time is concerned. */
export function timeRole(columns: TimeColumns, position: number): Role | null {
  if (position === columns.time) return 'time'
  return position === columns.clock ? 'clock' : null
}

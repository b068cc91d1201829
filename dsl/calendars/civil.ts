// Dates of the Gregorian calendar as whole days since 1970-01-01, and their weekdays. No zones, no clock.

export const DAY_MS = 86_400_000

const leapDaysBefore = (year: number): number =>
  Math.floor((year - 1) / 4) - Math.floor((year - 1) / 100) + Math.floor((year - 1) / 400)

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const BEFORE_MONTH: readonly number[] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

/** Days since 1970-01-01 of a date; `month` 1 to 12. A day beyond the month's end runs on into the next month. */
export function dayNumber(year: number, month: number, day: number): number {
  const years = (year - 1970) * 365 + leapDaysBefore(year) - leapDaysBefore(1970)
  return years + (BEFORE_MONTH[month - 1] ?? Number.NaN) + (month > 2 && isLeap(year) ? 1 : 0) + day - 1
}

/** 0 Monday to 6 Sunday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/** The last Sunday on or before a day. */
export function sundayUpTo(day: number): number {
  return day - ((weekday(day) + 1) % 7)
}

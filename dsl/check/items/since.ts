// `since "2020-01-01"`: the stream counts from this instant on. Read without the platform's own
// reading of dates, which takes more than the language wants to promise.
import type { Input } from '../../syntax/ast.ts'
import type { Checker } from '../checker.ts'

const FORM = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{3}))?)?Z)?$/

/** The instant as `2020-01-01T00:00:00.000Z`; null where none is given, undefined after a report. */
export function sinceOf(check: Checker, item: Input): string | null | undefined {
  if (item.since === null) return null
  const { value, span } = item.since
  const parts = FORM.exec(value)
    ?.slice(1)
    .map((part) => Number(part ?? 0))
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ms = 0] = parts ?? []
  const sound =
    parts !== undefined &&
    year >= 1970 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysIn(year, month) &&
    hour < 24 &&
    minute < 60 &&
    second < 60
  if (!sound) {
    check.report('QD0607', span, { found: value })
    return undefined
  }
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}.${String(ms).padStart(3, '0')}Z`
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

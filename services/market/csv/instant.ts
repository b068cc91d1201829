// Instants out of text: ISO 8601 dates and date-times. A stamp without a zone is UTC.
// Day/month forms are refused: nothing in `01/02/2017` says which is which.

const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 86_400_000

const ZERO = 48
const DASH = 45
const SLASH = 47
const COLON = 58
const SPACE = 32
const PLUS = 43
const POINT = 46
const COMMA = 44
const T = 84
const SMALL_T = 116
const Z = 90
const SMALL_Z = 122

/** `count` digits from `at`, or -1. */
function digits(bytes: Uint8Array, at: number, end: number, count: number): number {
  if (at + count > end) return -1
  let value = 0
  for (let i = at; i < at + count; i += 1) {
    const digit = (bytes[i] ?? 0) - ZERO
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

/** Days since 1970 of a date of the Gregorian calendar, NaN when the calendar lacks it. */
export function dayNumber(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || day > 31) return NaN
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.getUTCMonth() === month - 1 ? date.getTime() / DAY : NaN
}

/** Reads instants; it remembers the last date, since neighbouring rows mostly share it. */
export class InstantReader {
  #key = -1
  #day = NaN

  /**
   * Milliseconds since 1970 of `YYYY-MM-DD`, `YYYY/MM/DD` or `YYYYMMDD`, alone or followed by a time
   * of day (after `T` or a blank) and a zone. NaN for anything else. Digits after the millisecond
   * are dropped.
   */
  instant(bytes: Uint8Array, start: number, end: number): number {
    const year = digits(bytes, start, end, 4)
    const separator = bytes[start + 4] ?? 0
    const compact = separator !== DASH && separator !== SLASH
    const monthAt = compact ? start + 4 : start + 5
    const dayAt = compact ? monthAt + 2 : monthAt + 3
    if (!compact && bytes[monthAt + 2] !== separator) return NaN
    const month = digits(bytes, monthAt, end, 2)
    const day = digits(bytes, dayAt, end, 2)
    if (year < 0 || month < 0 || day < 0) return NaN
    const midnight = this.#midnight(year, month, day)
    const at = dayAt + 2
    if (at >= end) return midnight
    const joint = bytes[at] ?? 0
    if (joint !== T && joint !== SMALL_T && joint !== SPACE) return NaN
    return midnight + timeOfDay(bytes, at + 1, end)
  }

  #midnight(year: number, month: number, day: number): number {
    const key = (year * 13 + month) * 32 + day
    if (key !== this.#key) {
      this.#key = key
      this.#day = dayNumber(year, month, day) * DAY
    }
    return this.#day
  }
}

/** Milliseconds of `HH:MM[:SS[.fff]]` with an optional zone, the zone's offset taken off; or NaN. */
export function timeOfDay(bytes: Uint8Array, start: number, end: number): number {
  const wide = bytes[start + 1] !== COLON
  const hour = digits(bytes, start, end, wide ? 2 : 1)
  let at = start + (wide ? 2 : 1)
  const minute = bytes[at] === COLON ? digits(bytes, at + 1, end, 2) : -1
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return NaN
  at += 3
  let ms = hour * HOUR + minute * MINUTE
  if (bytes[at] === COLON && at < end) {
    const second = digits(bytes, at + 1, end, 2)
    if (second < 0 || second > 59) return NaN
    ms += second * 1_000
    at += 3
    if (at < end && (bytes[at] === POINT || bytes[at] === COMMA)) {
      let weight = 100
      const first = at + 1
      for (at = first; at < end; at += 1, weight /= 10) {
        const digit = (bytes[at] ?? 0) - ZERO
        if (digit < 0 || digit > 9) break
        if (weight >= 1) ms += digit * weight
      }
      if (at === first) return NaN
    }
  }
  return ms - zoneOffset(bytes, at, end)
}

/** Milliseconds that a zone is ahead of UTC; nothing is UTC, anything unknown NaN. */
function zoneOffset(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && bytes[at] === SPACE) at += 1
  if (at === end) return 0
  const sign = bytes[at] ?? 0
  if ((sign === Z || sign === SMALL_Z) && at + 1 === end) return 0
  if (end - at === 3 && /^(UTC|GMT)$/i.test(String.fromCharCode(...bytes.subarray(at, end)))) return 0
  if (sign !== PLUS && sign !== DASH) return NaN
  const hours = digits(bytes, at + 1, end, 2)
  const minutesAt = bytes[at + 3] === COLON ? at + 4 : at + 3
  const minutes = minutesAt === end && bytes[at + 3] !== COLON ? 0 : digits(bytes, minutesAt, end, 2)
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return NaN
  if (minutesAt !== end && minutesAt + 2 !== end) return NaN
  const offset = hours * HOUR + minutes * MINUTE
  return sign === DASH ? -offset : offset
}

// Turns a column of raw numbers into instants, and holds a column of instants to its order.
import { dayNumber } from './instant.ts'

const DAY = 86_400_000
/** Rows that decide what the numbers of a time column mean. */
const SAMPLE = 1_000

/** How many milliseconds one unit of the column is, or that it is written `YYYYMMDD`. */
type Unit = { readonly kind: 'scale'; readonly ms: number } | { readonly kind: 'date' }

const isDate = (value: number): boolean =>
  Number.isInteger(value) && value >= 19_000_101 && value <= 22_001_231 && !Number.isNaN(dateOf(value))

function dateOf(value: number): number {
  return dayNumber(Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100) * DAY
}

/**
 * What the numbers count: dates written as one number; row numbers, which step by 1 and count days;
 * else seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size.
 */
function unitOf(raw: Float64Array): Unit {
  const sample = raw.subarray(0, SAMPLE)
  if (raw.length > 0 && sample.every(isDate)) return { kind: 'date' }
  let size = 0
  for (const value of raw) size = Math.max(size, Math.abs(value))
  let step = Infinity
  for (let i = 1; i < sample.length; i += 1) {
    const gap = Math.abs((sample[i] ?? 0) - (sample[i - 1] ?? 0))
    if (gap > 0) step = Math.min(step, gap)
  }
  if (size < 1e8 && (raw.length < 2 || step === 1) && sample.every(Number.isInteger))
    return { kind: 'scale', ms: DAY }
  if (size < 1e11) return { kind: 'scale', ms: 1_000 }
  if (size < 1e14) return { kind: 'scale', ms: 1 }
  return { kind: 'scale', ms: size < 1e17 ? 1e-3 : 1e-6 }
}

/**
 * Replaces raw numbers by instants in milliseconds, in place. Returns the first row whose number is
 * no instant, or -1.
 */
export function numbersToInstants(raw: Float64Array): number {
  const unit = unitOf(raw)
  for (let row = 0; row < raw.length; row += 1) {
    const value = raw[row] ?? NaN
    // A stored double may be a hair below the millisecond that was meant.
    const ms =
      unit.kind === 'date' ? (isDate(value) ? dateOf(value) : NaN) : Math.floor(value * unit.ms + 1e-3)
    if (!(Math.abs(ms) <= 8.64e15)) return row
    raw[row] = ms
  }
  return -1
}

export type Disorder =
  | { readonly kind: 'same'; readonly row: number }
  | { readonly kind: 'backward'; readonly row: number }
  | { readonly kind: 'newest first'; readonly row: number }

/** The first row that does not come after the row before it; null when all do. */
export function findDisorder(times: Float64Array): Disorder | null {
  let row = 1
  while (row < times.length && (times[row] ?? 0) > (times[row - 1] ?? 0)) row += 1
  if (row >= times.length) return null
  if (times.length > 2 && falls(times) > 0.9 * (times.length - 1)) return { kind: 'newest first', row: 0 }
  return { kind: times[row] === times[row - 1] ? 'same' : 'backward', row }
}

function falls(times: Float64Array): number {
  let count = 0
  for (let i = 1; i < times.length; i += 1) if ((times[i] ?? 0) < (times[i - 1] ?? 0)) count += 1
  return count
}

// Clocks: when a value ticks. Constants tick everywhere.

export interface Periodic {
  readonly kind: 'periodic'
  readonly everyMs: number
  /** Offset of the grid from 1970-01-01T00:00Z, 0 ≤ phase < every. */
  readonly phaseMs: number
}

/** The sessions of a trading calendar, or its weeks. */
export interface CalendarClock {
  readonly kind: 'calendar'
  readonly id: string
  /** Of the calendar's table. */
  readonly version: number
  readonly every: '1d' | '1w'
}

/** As the source brings its ticks. */
export interface EventClock {
  readonly kind: 'events'
  readonly stream: string
}

/** A clock that something ticks on. */
export type TickingClock = Periodic | CalendarClock | EventClock

/** `any` stands in the body of a function that nobody has called yet, and after a reported error. */
export type Clock = { readonly kind: 'const' } | { readonly kind: 'any' } | TickingClock

export function isTicking(clock: Clock): clock is TickingClock {
  return clock.kind !== 'const' && clock.kind !== 'any'
}

export const CONST: Clock = { kind: 'const' }
export const ANY: Clock = { kind: 'any' }

export const SECOND = 1_000
export const DAY = 86_400_000
export const WEEK = 7 * DAY
/** 1970-01-01 was a Thursday: weekly grids start on the Monday after it. */
const FIRST_MONDAY = 4 * DAY

/** The clock `@ every offset offset`; grids of whole weeks start on Mondays. Arguments in milliseconds. */
export function periodic(everyMs: number, offsetMs: number): Periodic {
  const base = everyMs % WEEK === 0 ? FIRST_MONDAY : 0
  return { kind: 'periodic', everyMs, phaseMs: (base + offsetMs) % everyMs }
}

function sameClock(a: Clock, b: Clock): boolean {
  if (a.kind === 'periodic' && b.kind === 'periodic') {
    return a.everyMs === b.everyMs && a.phaseMs === b.phaseMs
  }
  if (a.kind === 'calendar' && b.kind === 'calendar') {
    return a.id === b.id && a.version === b.version && a.every === b.every
  }
  return a.kind === 'events' && b.kind === 'events' ? a.stream === b.stream : a.kind === b.kind
}

/** The clock of a pointwise result, or null when the two do not tick together. */
export function joinClocks(a: Clock, b: Clock): Clock | null {
  if (a.kind === 'const') return b
  if (b.kind === 'const') return a
  if (a.kind === 'any') return b
  if (b.kind === 'any') return a
  return sameClock(a, b) ? a : null
}

const UNITS: readonly (readonly [string, number])[] = [
  ['w', WEEK],
  ['d', DAY],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', SECOND],
  ['ms', 1],
]

/** The shortest spelling of a duration in the language: `5m`, `90m`, `1d`. */
export function showDuration(ms: number): string {
  const unit = UNITS.find(([, size]) => ms % size === 0 && ms >= size)
  return unit === undefined ? `${ms}ms` : `${ms / unit[1]}${unit[0]}`
}

/** How a message names a clock: `every 5m`, `every 1h offset 30m`, `every 1d in "XNYS"`, `at events of "x:T"`. */
export function showClock(clock: Clock): string {
  if (clock.kind === 'const') return 'constant'
  if (clock.kind === 'any') return 'any clock'
  if (clock.kind === 'calendar') return `every ${clock.every} in "${clock.id}"`
  if (clock.kind === 'events') return `at events of "${clock.stream}"`
  const base = clock.everyMs % WEEK === 0 ? FIRST_MONDAY : 0
  const offset = (clock.phaseMs - base + 2 * clock.everyMs) % clock.everyMs
  return `every ${showDuration(clock.everyMs)}${offset === 0 ? '' : ` offset ${showDuration(offset)}`}`
}

// The clocks of a document: which of them are one, and as the language knows them.
import type { Clock as TermClock } from '../../dsl/term/clock.ts'
import type { Clock } from './document.ts'

/** Do the two tick together? */
export function sameClock(a: Clock, b: Clock): boolean {
  if ('every_ms' in a) return 'every_ms' in b && a.every_ms === b.every_ms && a.phase_ms === b.phase_ms
  if ('events' in a) return 'events' in b && a.events === b.events
  return 'calendar' in b && a.calendar === b.calendar && a.version === b.version && a.every === b.every
}

/** The same clock as messages name it. */
export function termClock(clock: Clock): TermClock {
  if ('every_ms' in clock) return { kind: 'periodic', everyMs: clock.every_ms, phaseMs: clock.phase_ms }
  if ('events' in clock) return { kind: 'events', stream: clock.events }
  return { kind: 'calendar', id: clock.calendar, version: clock.version, every: clock.every }
}

/** Milliseconds from tick to tick; null on a clock without one interval. */
export function intervalOf(clock: Clock): number | null {
  return 'every_ms' in clock ? clock.every_ms : null
}

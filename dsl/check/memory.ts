// How far back a value looks, where its clock changes: ticks of one clock as ticks of another.
import { DAY, WEEK } from '../term/clock.ts'
import type { Clock } from '../term/clock.ts'
import type { Memory } from './value.ts'

/** The longest way between two ends of a calendar's periods that any of its tables has. */
const LONGEST = { '1d': 12 * DAY, '1w': 2 * WEEK } as const

function spanMs(clock: Clock): number | null {
  if (clock.kind === 'periodic') return clock.everyMs
  return clock.kind === 'calendar' ? LONGEST[clock.every] : null
}

/**
 * The memory of buckets of `to` over a value on `from`: one that looks back over P ticks of `from` and
 * whose bucket holds them looks back over ⌈P·i/j⌉ buckets. What no interval bounds looks back to the origin.
 */
export function resampledMemory(memory: Memory, from: Clock, to: Clock): Memory {
  if (memory === 'origin' || from.kind === 'any') return memory
  if (from.kind !== 'periodic') return memory === 1 ? 1 : 'origin'
  const fine = spanMs(from)
  const coarse = to.kind === 'periodic' ? to.everyMs : DAY
  return fine === null ? 'origin' : 1 + Math.ceil(((memory - 1) * fine) / coarse)
}

/**
 * The memory of the latest tick of a value on `from`, seen at the ticks of `to`. The tick seen may be a
 * whole interval old, and the run may begin inside that interval: two intervals more than the value's own.
 */
export function heldMemory(memory: Memory, from: Clock, to: Clock): Memory {
  if (memory === 'origin' || from.kind === 'any' || to.kind === 'any') return memory
  const own = spanMs(from)
  if (own === null || to.kind !== 'periodic') return 'origin'
  return Math.ceil(((memory + 2) * own) / to.everyMs) + 1
}

// How a window is cut: the clock is divided into blocks of as many labels as the window is long, and
// a window is cut where blocks meet. So the parts, and with them every rounding, depend on the
// window's own ticks alone and not on where a run began.
import type { Past } from './operation.ts'

/** Ticks of one block inside a window, as distances from the current tick: `oldest` >= `newest`. */
export interface Part {
  readonly oldest: number
  readonly newest: number
}

/** The parts of the window of the last `length` ticks, in time order; null while ticks are missing. */
export function partsOf(past: Past, length: number): readonly Part[] | null {
  const parts: Part[] = []
  let oldest = length - 1
  while (oldest >= 0) {
    const block = Math.floor(past.label(oldest) / length)
    if (Number.isNaN(block)) return null
    let newest = oldest
    while (newest > 0 && Math.floor(past.label(newest - 1) / length) === block) newest -= 1
    parts.push({ oldest, newest })
    oldest = newest - 1
  }
  return parts
}

/** Whether one of the last `length` ticks is na or missing. */
export function hasNa(past: Past, length: number): boolean {
  for (let ago = 0; ago < length; ago += 1) if (Number.isNaN(past.value(ago))) return true
  return false
}

// The grid of a clock: instants phase + k·interval. Labels are the k. Knows nothing of files.
import type { PeriodicClock } from '../../compiler/dag/document.ts'

const DAY = 86_400_000

/** Non-negative remainder, so that instants before 1970 stand on the same grid. */
function phaseOf(time: number, everyMs: number): number {
  return ((time % everyMs) + everyMs) % everyMs
}

/** The most frequent step of strictly increasing times, the smallest of equals; null without a step. */
export function commonStep(times: Float64Array): number | null {
  const counts = new Map<number, number>()
  let step: number | null = null
  let most = 0
  for (let i = 1; i < times.length; i += 1) {
    const gap = (times[i] ?? 0) - (times[i - 1] ?? 0)
    const count = (counts.get(gap) ?? 0) + 1
    counts.set(gap, count)
    if (count > most || (count === most && gap < (step ?? Infinity))) {
      most = count
      step = gap
    }
  }
  return step
}

/**
 * The clock that a file seems to have: the most frequent step, with the phase of the first row.
 * A file of fewer than two rows says nothing and counts as daily.
 *
 * @param openings opening times in milliseconds, strictly increasing
 */
export function inferClock(openings: Float64Array, everyMs = commonStep(openings) ?? DAY): PeriodicClock {
  return { every_ms: everyMs, phase_ms: phaseOf(openings[0] ?? 0, everyMs) }
}

/** The shortest step between neighbouring instants; null for fewer than two. */
export function shortestStep(times: Float64Array): number | null {
  let shortest: number | null = null
  for (let i = 1; i < times.length; i += 1) {
    const gap = (times[i] ?? 0) - (times[i - 1] ?? 0)
    if (shortest === null || gap < shortest) shortest = gap
  }
  return shortest
}

/**
 * Labels of instants on a clock, and the first instant that is off its grid (its index, or -1).
 * Labels from there on mean nothing.
 */
export function labelsOn(times: Float64Array, clock: PeriodicClock): { labels: Float64Array; off: number } {
  const labels = new Float64Array(times.length)
  for (let i = 0; i < times.length; i += 1) {
    const label = ((times[i] ?? 0) - clock.phase_ms) / clock.every_ms
    if (!Number.isInteger(label)) return { labels, off: i }
    labels[i] = label
  }
  return { labels, off: -1 }
}

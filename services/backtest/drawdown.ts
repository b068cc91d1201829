// How far an equity curve fell, and how long it took to come back.

export interface Drawdown {
  /** Share of the peak that was lost, from 0 to 1. */
  readonly depth: number
  /** From the peak to the first tick back at it, or to the last tick; null without a fall. */
  readonly length_ms: number | null
}

/** The deepest fall from a peak, the first of equals. */
export function deepestDrawdown(times: Float64Array, equity: Float64Array): Drawdown {
  let peak = -Infinity
  let peakTime = NaN
  let depth = 0
  let length: number | null = null
  let recovering = false
  for (let i = 0; i < equity.length; i += 1) {
    const value = equity[i] ?? NaN
    const time = times[i] ?? NaN
    if (value >= peak) {
      if (recovering) length = time - peakTime
      recovering = false
      peak = value
      peakTime = time
      continue
    }
    const fall = (peak - value) / peak
    if (fall > depth) {
      depth = fall
      recovering = true
    }
    if (recovering) length = time - peakTime
  }
  return { depth, length_ms: length }
}

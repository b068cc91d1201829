// What a patient person would write for one graph of indicators: one function over blocks of 1,024
// bars, state in an array, the same formulas as the engine's windows (label-aligned sums, moments by
// parts, prefix and suffix extremes), but for dense bars without na only.

// oxlint-disable typescript/no-non-null-assertion -- indices are in range, and a default would be timed

export interface HandWritten {
  /** Computes bars [from, to) of the six columns. */
  run(from: number, to: number): void
}

/** Columns: sma 20, ema 20, rma 14, stdev 20, highest 50, and (close − sma) / stdev. */
export function handWrittenIndicators(x: Float64Array, out: readonly Float64Array[]): HandWritten {
  const [sma, ema, rma, deviation, highest, score] = out
  if (!sma || !ema || !rma || !deviation || !highest || !score) throw new Error('six columns are needed')
  const n = 20
  const w = 50
  const suffix = new Float64Array(n + 1)
  const first = new Float64Array(n + 1)
  const second = new Float64Array(n + 1)
  const tops = new Float64Array(w + 1)
  // 0 sum, 1 and 2 moments, 3 anchor of the newest block, 4 of the one before, 5 ema, 6 rma, 7 top
  const state = new Float64Array(8)
  const step = (from: number, to: number): void => {
    let s = state[0] ?? 0
    let p = state[1] ?? 0
    let q = state[2] ?? 0
    let anchor = state[3] ?? 0
    let before = state[4] ?? 0
    let e = state[5] ?? 0
    let r = state[6] ?? 0
    let top = state[7] ?? 0
    let k = from % n
    let t = from % w
    const alpha = 2 / 21
    const beta = 1 / 14
    for (let i = from; i < to; i++) {
      const v = x[i]!
      e += alpha * (v - e)
      ema[i] = e
      r += beta * (v - r)
      rma[i] = r
      if (k === 0) {
        s = v
        anchor = v
        p = 0
        q = 0
      } else {
        s += v
        const d = v - anchor
        p += d
        q += d * d
      }
      let mean: number
      let spread: number
      if (k === n - 1) {
        mean = s / n
        const z = q - p * (p / n)
        spread = Math.sqrt((z < 0 ? 0 : z) / n)
        let b = v
        let f = 0
        let g = 0
        suffix[n - 1] = b
        first[n - 1] = 0
        second[n - 1] = 0
        for (let j = n - 2; j > 0; j--) {
          const y = x[i - n + 1 + j]!
          b += y
          const d = y - v
          f += d
          g += d * d
          suffix[j] = b
          first[j] = f
          second[j] = g
        }
        before = v
        k = 0
      } else {
        mean = (suffix[k + 1]! + s) / n
        const shift = anchor - before
        const ticks = k + 1
        const f = first[k + 1]! + (p + ticks * shift)
        const g = second[k + 1]! + (q + shift * (2 * p + ticks * shift))
        const z = g - f * (f / n)
        spread = Math.sqrt((z < 0 ? 0 : z) / n)
        k++
      }
      sma[i] = mean
      deviation[i] = spread
      score[i] = (v - mean) / spread
      top = Math.max(top, v)
      if (t === w - 1) {
        highest[i] = top
        let b = -Infinity
        for (let j = w - 1; j > 0; j--) {
          b = Math.max(b, x[i - w + 1 + j]!)
          tops[j] = b
        }
        top = -Infinity
        t = 0
      } else {
        highest[i] = Math.max(tops[t + 1]!, top)
        t++
      }
    }
    state[0] = s
    state[1] = p
    state[2] = q
    state[3] = anchor
    state[4] = before
    state[5] = e
    state[6] = r
    state[7] = top
  }
  return {
    run(from, to) {
      if (from === 0) {
        state.fill(0)
        state[5] = x[0] ?? 0
        state[6] = x[0] ?? 0
        state[7] = -Infinity
        suffix.fill(Number.NaN)
        first.fill(Number.NaN)
        second.fill(Number.NaN)
        tops.fill(Number.NaN)
      }
      for (let at = from; at < to; at += 1024) step(at, Math.min(at + 1024, to))
    },
  }
}

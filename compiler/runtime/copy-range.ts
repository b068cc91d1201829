// Copies part of an array into another: short parts by hand, since a view costs more than they do.

const short = 64

/** Writes `source[from..to)` into `target` from `at` on. */
export function copyRange(
  source: Float64Array,
  from: number,
  to: number,
  target: Float64Array,
  at: number,
): void {
  if (to - from > short) target.set(source.subarray(from, to), at)
  else for (let i = from; i < to; i += 1) target[at + i - from] = source[i] ?? Number.NaN
}

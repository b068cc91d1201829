// The last values of one series, for definitions that look back.

/** A ring of fixed length; before anything is pushed it is full of one value. */
export interface Ring {
  readonly push: (value: number) => void
  /** The value pushed `ago` pushes before the last one. */
  readonly at: (ago: number) => number
  /** The last `count` values, oldest first. */
  readonly last: (count: number) => Float64Array
}

export function createRing(length: number, filler: number): Ring {
  const values = new Float64Array(length).fill(filler)
  let newest = length - 1
  const at = (ago: number): number => values[(newest - ago + length) % length] ?? filler
  return {
    push(value) {
      newest = (newest + 1) % length
      values[newest] = value
    },
    at,
    last: (count) => Float64Array.from({ length: count }, (_, index) => at(count - 1 - index)),
  }
}

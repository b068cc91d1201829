// Chance that can be repeated: the same seed gives the same choices.

export interface Chance {
  /** In [0, 1). */
  readonly next: () => number
  /** An integer in [low, high]. */
  readonly integer: (low: number, high: number) => number
  readonly happens: (probability: number) => boolean
  readonly pick: <T>(list: readonly [T, ...T[]]) => T
}

export function createChance(seed: number): Chance {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    integer,
    happens: (probability) => next() < probability,
    pick: (list) => list[integer(0, list.length - 1)] ?? list[0],
  }
}

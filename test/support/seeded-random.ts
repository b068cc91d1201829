// Chance for tests that kill and race: printed, replayed by `QMTL_SEED`, scaled by `QMTL_RUNS`.

export interface SeededRandom {
  /** An integer from 0 to below `bound`. */
  below(bound: number): number
}

/** How often a test repeats itself: `rounds` times `QMTL_RUNS`, at least once. */
export function repeats(rounds: number): number {
  return Math.max(1, Math.round(rounds * Number(process.env['QMTL_RUNS'] ?? '1')))
}

/** A generator whose seed is printed with the name. */
export function seededRandom(name: string): SeededRandom {
  const seed = Number(process.env['QMTL_SEED'] ?? Date.now() % 2 ** 31)
  process.stdout.write(`${name}: QMTL_SEED=${seed}\n`)
  return randomFrom(seed)
}

/** The same numbers for the same seed (mulberry32). */
export function randomFrom(seed: number): SeededRandom {
  let state = seed >>> 0
  return {
    below(bound) {
      state = (state + 0x6d2b79f5) >>> 0
      let mixed = Math.imul(state ^ (state >>> 15), state | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound)
    },
  }
}

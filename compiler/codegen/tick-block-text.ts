// The text of a window kernel whose result does not depend on where the window is cut: blocks of as
// many ticks as the window is long, a running value from a block's first tick, and for the block
// before it the value of every suffix.
import type { TickBlocks } from '../kernels/operation.ts'

/** How many doubles of state a window of `length` ticks needs. */
export function tickBlockState(length: number): number {
  return 2 + length
}

/** Writes the state of a window that has seen no tick. */
export function clearTickBlocks(
  pieces: TickBlocks,
  memory: Float64Array,
  state: number,
  length: number,
): void {
  memory.fill(Number.NaN, state, state + tickBlockState(length))
  memory[state] = 0
  memory[state + 1] = pieces.empty === 'Infinity' ? Infinity : -Infinity
}

/** State: 0 ticks in the current block · 1 their value · from 2 the suffixes of the block before. */
export function tickBlockText({ empty, choose }: TickBlocks): string {
  return `function (m, x, l, y, s, n, d, c) {
  let p = m[s] | 0, v = m[s + 1], t = 0
  const S = s + 2
  while (t < c) {
    const u = Math.min(c, t + n - 1 - p), a = S + p + 1 - t
    for (; t < u; t++) {
      v = ${choose('v', 'm[(x + t) | 0]')}
      m[(y + t) | 0] = ${choose('v', 'm[(a + t) | 0]')}
    }
    p = a + t - S - 1
    if (t < c) {
      m[y + t] = ${choose('v', 'm[x + t]')}
      v = ${empty}
      for (let j = n - 1, i = x + t; j > 0; j--, i--) {
        v = ${choose('v', 'm[i]')}
        m[(S + j) | 0] = v
      }
      v = ${empty}
      p = 0
      t++
    }
  }
  m[s] = p; m[s + 1] = v
}`
}

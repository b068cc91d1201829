// The text of a kernel for windows whose result does not depend on where they are cut: blocks of as
// many ticks as the windows are long, a running value from a block's first tick, and for the block
// before it the value of every suffix. Windows of equal length over one operand go together.
import type { TickBlocks } from '../kernels/operation.ts'

/** How many doubles of state windows of `length` ticks need. */
export function tickBlockState(windows: readonly TickBlocks[], length: number): number {
  return 1 + windows.length * (1 + length)
}

/** Writes the state of windows that have seen no tick. */
export function clearTickBlocks(
  windows: readonly TickBlocks[],
  memory: Float64Array,
  state: number,
  length: number,
): void {
  memory.fill(Number.NaN, state, state + tickBlockState(windows, length))
  memory[state] = 0
  windows.forEach(({ empty }, index) => (memory[state + 1 + index] = Number(empty)))
}

/** State: 0 ticks in the current block · their value, by window · the suffixes of the block before. */
export function tickBlockText(windows: readonly TickBlocks[]): string {
  const each = (write: (window: TickBlocks, index: number) => string): string => windows.map(write).join('; ')
  const clear = each(({ empty }, i) => `v${i} = ${empty}`)
  return `function (m, x, l, y, s, n, d, c) {
  let p = m[s] | 0, t = 0
  let ${windows.map((_, i) => `v${i} = m[s + ${i + 1}]`).join(', ')}
  const ${windows.map((_, i) => `y${i} = y[${i}], S${i} = s + ${1 + windows.length} + ${i} * n`).join(', ')}
  while (t < c) {
    const u = Math.min(c, t + n - 1 - p) | 0
    const ${windows.map((_, i) => `A${i} = (S${i} + p + 1 - t) | 0`).join(', ')}
    p += u - t
    for (; t < u; t = (t + 1) | 0) {
      const z = m[(x + t) | 0]
      ${each(({ choose }, i) => `v${i} = ${choose(`v${i}`, 'z')}; m[(y${i} + t) | 0] = ${choose(`v${i}`, `m[(A${i} + t) | 0]`)}`)}
    }
    if (t < c) {
      ${each(({ choose }, i) => `m[y${i} + t] = ${choose(`v${i}`, 'm[x + t]')}`)}
      ${clear}
      for (let j = n - 1, i = x + t; j > 0; j = (j - 1) | 0, i = (i - 1) | 0) {
        const z = m[i]
        ${each(({ choose }, i) => `v${i} = ${choose(`v${i}`, 'z')}; m[(S${i} + j) | 0] = v${i}`)}
      }
      ${clear}
      p = 0
      t++
    }
  }
  m[s] = p
  ${each((_, i) => `m[s + ${i + 1}] = v${i}`)}
}`
}

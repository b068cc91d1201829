// The text of a kernel for windows that are cut at blocks of labels, from their operations' pieces.
//
// Windows of equal length over one operand are computed together: they are cut at the same places.
// The newest part grows tick by tick. When a part becomes the oldest, all its suffixes are computed
// at once, from its last tick back. Parts between the two, which exist only where ticks are missing,
// wait in a ring. So the work per tick does not depend on the windows' length, only on how many
// parts they have: two where no tick is missing.
import type { LabelBlocks, PartNames } from '../kernels/operation.ts'

/** Doubles of state before the sums of the newest part. */
const head = 8

/** How many doubles the parts of some windows come down to together. */
function countSums(windows: readonly LabelBlocks[]): number {
  return windows.reduce((count, { empty }) => count + empty.length, 0)
}

/** How many doubles of state windows of `length` ticks need. */
export function labelBlockState(windows: readonly LabelBlocks[], length: number): number {
  const sums = countSums(windows)
  return head + sums + sums * length + (sums + 1) * (length + 1)
}

/** Writes the state of windows that have seen no tick. */
export function clearLabelBlocks(
  windows: readonly LabelBlocks[],
  memory: Float64Array,
  state: number,
  length: number,
): void {
  memory.fill(0, state, state + labelBlockState(windows, length))
  memory[state + 1] = length - 1
  memory[state + 3] = -Infinity
}

/**
 * State: 0 ticks seen · 1 ticks until the window is full · 2 first tick of the newest part · 3 label at
 * which its block ends, −∞ before the first · 4, 5 first tick and end of the oldest part · 6, 7 first
 * entry and length of the ring · sums of the newest part · suffixes of the oldest, sum by sum · the
 * ring, each entry the count of ticks at its end and its sums. Ticks are counted from the call's first.
 */
export function labelBlockText(windows: readonly LabelBlocks[]): string {
  const sums = windows.flatMap(({ empty }) => empty)
  const width = sums.length
  const each = (write: (index: number) => string): string => sums.map((_, i) => write(i)).join('; ')
  const declare = (letter: string, value: (index: number) => string): string =>
    `let ${sums.map((_, i) => `${letter}${i} = ${value(i)}`).join(', ')}`

  /** The names of each window's share of the sums. */
  const shares = (letter: string, anchor: string): readonly PartNames[] => {
    let next = 0
    return windows.map(({ empty }) => ({ sums: empty.map(() => `${letter}${next++}`), anchor }))
  }
  const forEach = (write: (window: LabelBlocks, index: number) => string): string =>
    windows.map((window, index) => `{ ${write(window, index)} }`).join(' ')
  const add = (letter: string, anchor: string): string =>
    forEach((window, i) => window.add(shares(letter, anchor)[i] ?? none, 'v'))
  const join = (letter: string, anchor: string, ticks: string): string =>
    forEach((window, i) => window.join(shares('r', 'o')[i] ?? none, shares(letter, anchor)[i] ?? none, ticks))
  const put = (value: (window: LabelBlocks, index: number) => string): string =>
    forEach((window, i) => `let z; ${value(window, i)}; m[(y${i} + t) | 0] = z`)

  const addNewest = `const v = m[(x + t) | 0]; ${add('p', 'a')}`
  const result = put((window, i) => window.result(shares('r', 'o')[i] ?? none, 'N', `d${i}`, 'z'))
  const slide = (parts: string): string => `for (; t < u; t = (t + 1) | 0) {
          ${addNewest}
          ${declare('r', (i) => `m[(F${i} + t) | 0]`)}
          ${parts}
          ${join('p', 'a', '(t - b + 1)')}
          ${result}
        }`

  return `function (m, x, l, y, s, n, d, c) {
  const T = m[s], N = n + 0.0
  let w = m[s + 1] | 0, b = m[s + 2] | 0, L = m[s + 3], f = m[s + 4] | 0, g = m[s + 5] | 0
  let h = m[s + 6] | 0, q = m[s + 7] | 0
  ${declare('p', (i) => `m[s + ${head + i}]`)}
  const ${windows.map((_, i) => `y${i} = y[${i}], d${i} = d[${i}]`).join(', ')}
  const S = s + ${head + width}, R = S + ${width} * n, Z = n + 1
  let t = 0, e = 0
  while (t < c) {
    if (t >= e) {
      const k = m[l + t]
      if (!(k < L)) {
        if (L > -Infinity) {
          const z = R + ((h + q) % Z) * ${width + 1}
          m[z] = T + t; ${each((i) => `m[z + ${i + 1}] = p${i}`)}
          q++
        }
        L = (Math.floor(k / n) + 1) * n
        b = t
        ${each((i) => `p${i} = ${sums[i]}`)}
      }
      e = Math.min(c, t + (L - k)) | 0
      if (m[l + e - 1] - k !== e - 1 - t) {
        e = t + 1
        while (e < c && m[l + e] < L) e++
      }
    }
    const a = m[x + b]
    const i = t - n + 1
    if (t < w) {
      const u = Math.min(e, w)
      for (; t < u; t++) { ${addNewest}; ${put(() => 'z = NaN')} }
    } else if (i >= b) {
      const o = a
      ${addNewest}
      ${declare('r', (j) => `p${j}`)}
      ${result}
      h = 0; q = 0; f = b; g = b
      t++
    } else {
      if (i >= g) {
        do { g = (m[R + h * ${width + 1}] - T) | 0; h = h + 1 === Z ? 0 : h + 1; q-- } while (g <= i)
        f = i
        const a = m[x + g - 1]
        ${declare('r', (j) => sums[j] ?? '0')}
        for (let j = g - 1; j >= f; j = (j - 1) | 0) {
          const v = m[(x + j) | 0]
          ${add('r', 'a')}
          ${each((j) => `m[(S + ${j} * n - f + j) | 0] = r${j}`)}
        }
      }
      const o = m[x + g - 1]
      const ${sums.map((_, i) => `F${i} = (S + ${i} * n - f - n + 1) | 0`).join(', ')}
      const u = Math.min(e, g + n - 1) | 0
      if (q === 0) {
        ${slide('')}
      } else {
        ${slide(`for (let j = 0, z = h, B = g; j < q; j++) {
            const A = R + z * ${width + 1}, E = (m[A] - T) | 0, C = m[x + B]
            ${declare('q', (j) => `m[A + ${j + 1}]`)}
            ${join('q', 'C', '(E - B)')}
            B = E
            z = z + 1 === Z ? 0 : z + 1
          }`)}
      }
    }
  }
  m[s] = T + c; m[s + 1] = w > c ? w - c : 0; m[s + 2] = b - c; m[s + 3] = L
  m[s + 4] = f - c; m[s + 5] = g - c; m[s + 6] = h; m[s + 7] = q
  ${each((i) => `m[s + ${head + i}] = p${i}`)}
}`
}

const none: PartNames = { sums: [], anchor: '0' }

// The text of a window kernel that cuts its window at blocks of labels, from an operation's pieces.
//
// The newest part grows tick by tick. When a part becomes the oldest, all its suffixes are computed
// at once, from its last tick back. Parts between the two, which exist only where ticks are missing,
// wait in a ring. So the work per tick does not depend on the window's length, only on how many
// parts the window has: two where no tick is missing.
import type { LabelBlocks, PartNames } from '../kernels/operation.ts'

/** Doubles of state before the sums of the newest part. */
const head = 8

/** How many doubles of state a window of `length` ticks needs. */
export function labelBlockState(pieces: LabelBlocks, length: number): number {
  const sums = pieces.empty.length
  return head + sums + sums * length + (sums + 1) * (length + 1)
}

/** Writes the state of a window that has seen no tick. */
export function clearLabelBlocks(
  pieces: LabelBlocks,
  memory: Float64Array,
  state: number,
  length: number,
): void {
  memory.fill(0, state, state + labelBlockState(pieces, length))
  memory[state + 1] = length - 1
  memory[state + 3] = -Infinity
}

/**
 * State: 0 ticks seen · 1 ticks until the window is full · 2 first tick of the newest part · 3 label at
 * which its block ends, −∞ before the first · 4, 5 first tick and end of the oldest part · 6, 7 first
 * entry and length of the ring · sums of the newest part · suffixes of the oldest · the ring, each
 * entry the count of ticks at its end and its sums. Ticks are counted from the current call's first.
 */
export function labelBlockText(pieces: LabelBlocks): string {
  const names = (letter: string): string[] => pieces.empty.map((_, index) => `${letter}${index}`)
  const part = (letter: string, anchor: string): PartNames => ({ sums: names(letter), anchor })
  const each = (write: (index: number) => string): string => pieces.empty.map((_, i) => write(i)).join('; ')
  const declare = (letter: string, value: (index: number) => string): string =>
    each((i) => `let ${letter}${i} = ${value(i)}`)

  const width = pieces.empty.length
  const newest = part('p', 'm[x + b]')
  const sum = part('r', 'm[x + g - 1]')
  const clear = (letter: string): string => each((i) => `${letter}${i} = ${pieces.empty[i]}`)
  const addNewest = `{ const v = m[(x + t) | 0]; ${pieces.add({ ...newest, anchor: 'a' }, 'v')} }`
  const result = `{ let out; { ${pieces.result(sum, 'n', 'd', 'out')} } m[(y + t) | 0] = out }`
  const suffix = declare('r', (i) => `m[(S + (t - n + 1 - f) * ${width} + ${i}) | 0]`)
  const joinNewest = `{ ${pieces.join({ ...sum, anchor: 'o' }, { ...newest, anchor: 'a' }, '(t - b + 1)')} }`

  return `function (m, x, l, y, s, n, d, c) {
  const T = m[s]
  let w = m[s + 1] | 0, b = m[s + 2] | 0, L = m[s + 3], f = m[s + 4] | 0, g = m[s + 5] | 0
  let h = m[s + 6] | 0, q = m[s + 7] | 0
  ${declare('p', (i) => `m[s + ${head + i}]`)}
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
        ${clear('p')}
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
      for (; t < u; t++) { ${addNewest} m[(y + t) | 0] = NaN }
    } else if (i >= b) {
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
        ${declare('r', (j) => pieces.empty[j] ?? '0')}
        for (let j = g - 1; j >= f; j--) {
          const v = m[x + j]
          { ${pieces.add({ ...sum, anchor: 'a' }, 'v')} }
          ${each((j) => `m[(S + (j - f) * ${width} + ${j}) | 0] = r${j}`)}
        }
      }
      const o = m[x + g - 1]
      const u = Math.min(e, g + n - 1)
      if (q === 0) {
        for (; t < u; t++) {
          ${addNewest}
          ${suffix}
          ${joinNewest}
          ${result}
        }
      } else {
        for (; t < u; t++) {
          ${addNewest}
          ${suffix}
          for (let j = 0, z = h, B = g; j < q; j++) {
            const A = R + z * ${width + 1}, E = (m[A] - T) | 0
            ${declare('q', (j) => `m[A + ${j + 1}]`)}
            { ${pieces.join({ ...sum, anchor: 'o' }, part('q', 'm[x + B]'), '(E - B)')} }
            B = E
            z = z + 1 === Z ? 0 : z + 1
          }
          ${joinNewest}
          ${result}
        }
      }
    }
  }
  m[s] = T + c; m[s + 1] = w > c ? w - c : 0; m[s + 2] = b - c; m[s + 3] = L
  m[s + 4] = f - c; m[s + 5] = g - c; m[s + 6] = h; m[s + 7] = q
  ${each((i) => `m[s + ${head + i}] = p${i}`)}
}`
}

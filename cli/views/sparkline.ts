// A curve in one line of text.

const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']

/**
 * At most `width` characters, each the last value of its stretch, from the lowest to the highest of
 * them; a value that is no number is a blank. Empty without values.
 */
export function sparkline(values: ArrayLike<number>, width: number): string {
  const count = Math.min(width, values.length)
  const shown = Array.from({ length: count }, (_, at) => {
    const last = Math.ceil(((at + 1) * values.length) / count) - 1
    return values[last] ?? Number.NaN
  })
  const finite = shown.filter(Number.isFinite)
  const low = Math.min(...finite)
  const height = Math.max(...finite) - low
  return shown
    .map((value) => {
      if (!Number.isFinite(value)) return ' '
      const level = height > 0 ? Math.round(((value - low) / height) * (LEVELS.length - 1)) : 0
      return LEVELS[level] ?? ' '
    })
    .join('')
}

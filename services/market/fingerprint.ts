// What a file says, as one hash: line ends, order of columns and spelling of numbers do not show.
import { hash } from 'node:crypto'
import { canonicalJson } from '../../compiler/identity/canonical-json.ts'

/** The one pattern under which every NaN is hashed: quiet, positive, no payload. */
const CANONICAL_NAN = NaN

/**
 * `sha256:` and the hash over a line that names the columns in order of their names, then the times,
 * then each column, as little-endian doubles.
 *
 * @param times instants in milliseconds, one a row
 * @param columns values by name, one a row, NaN for na
 */
export function fingerprintColumns(
  times: Float64Array,
  columns: Readonly<Record<string, Float64Array>>,
): string {
  const named = Object.entries(columns).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const head = new TextEncoder().encode(
    `${canonicalJson({ v: 1, rows: times.length, columns: named.map(([name]) => name) })}\n`,
  )
  const series = [times, ...named.map(([, values]) => values)]
  const bytes = new Uint8Array(head.length + series.length * times.length * 8)
  bytes.set(head)
  const view = new DataView(bytes.buffer)
  let at = head.length
  for (const values of series)
    for (let row = 0; row < times.length; row += 1, at += 8) {
      const value = values[row] ?? CANONICAL_NAN
      view.setFloat64(at, Number.isNaN(value) ? CANONICAL_NAN : value, true)
    }
  return `sha256:${hash('sha256', bytes, 'hex')}`
}

// A CSV file as a table for expressions: the first column is the time, every other column of numbers
// is in scope, every row is one tick.
import { nameInScope } from './column-names.ts'
import { type Decoded, decodeRows, peekRow } from './decode.ts'
import { duplicateColumn } from '../failures.ts'
import { fingerprintColumns } from '../fingerprint.ts'
import { inferClock, labelsOn } from '../grid.ts'
import { type Header, readHeader } from './header.ts'
import { checkOrder } from './order.ts'
import { openText } from './text.ts'
import { timeFirst, timeRole } from './time-roles.ts'
import type { PeriodicClock } from '../../../compiler/dag/document.ts'
import type { Ticks } from '../../../compiler/runtime/ticks.ts'
import { fail, ok, type Result } from '../../core/result.ts'

export interface TableRequest {
  readonly bytes: Uint8Array
  /** How messages name the file. */
  readonly file: string
  /** Whether the first column holds the opening of a bar (the default) or its end. */
  readonly stamp?: 'open' | 'end'
  /** Overrides the most frequent step, in milliseconds. */
  readonly intervalMs?: number
}

export interface Table {
  readonly rows: number
  /** One tick a row; empty cells are NaN. Without `offGrid` labels are those of `clock`, else row indices. */
  readonly ticks: Ticks
  readonly clock: PeriodicClock
  /** The first row (0-based) that is off the grid of `clock`, with its place; null when none is. */
  readonly offGrid: { readonly row: number; readonly line: number; readonly opening: number } | null
  /** Name of the first column, as written. */
  readonly timeName: string
  /** Text of a row's (0-based) first cell. */
  readonly stampText: (row: number) => string
  readonly fingerprint: string
}

/**
 * Decodes a whole file. Columns of words are left out; in a column that is mostly numbers a word is
 * a failure. A file without rows is a table without rows.
 */
export function loadTable(request: TableRequest): Result<Table> {
  const { bytes, file, stamp = 'open', intervalMs } = request
  const text = openText(bytes, file)
  if (!text.ok) return text
  const header = readHeader(text.value, file)
  if (!header.ok) return header
  const first = peekRow(text.value, file, header.value)
  if (!first.ok) return first
  const { names } = header.value
  const time = timeFirst(names, first.value)
  const roles = names.map((name, at) => timeRole(time, at) ?? (name === '' ? 'skip' : 'number'))
  const decoded = decodeRows({ bytes: text.value, file, header: header.value, roles })
  if (!decoded.ok) return decoded
  const disorder = checkOrder(decoded.value)
  if (disorder !== null) return fail(disorder)
  const columns = columnsInScope(decoded.value, header.value, file)
  if (!columns.ok) return columns

  const { rows, stamps, stampText, placeOf } = decoded.value
  const { every_ms } = inferClock(stamps, intervalMs)
  const openings = stamp === 'open' ? stamps : stamps.map((end) => end - every_ms)
  const clock = inferClock(openings, every_ms)
  const times = stamp === 'open' ? stamps.map((opening) => opening + every_ms) : stamps
  const { labels, off } = labelsOn(times, clock)
  return ok({
    rows,
    ticks: { times, labels: off === -1 ? labels : labels.map((_, row) => row), columns: columns.value },
    clock,
    offGrid: off === -1 ? null : { row: off, line: placeOf(off).line, opening: openings[off] ?? NaN },
    timeName: names[0] ?? '',
    stampText,
    fingerprint: fingerprintColumns(times, columns.value),
  })
}

function columnsInScope(
  decoded: Decoded,
  header: Header,
  file: string,
): Result<Readonly<Record<string, Float64Array>>> {
  const columns = new Map<string, Float64Array>()
  for (const [at, values] of decoded.numbers.entries()) {
    if (values === null) continue
    const words = decoded.words[at]
    if (words && words.numbers < words.words) continue
    if (words) return fail(words.failure)
    const name = nameInScope(header.names[at] ?? '')
    if (columns.has(name)) return fail(duplicateColumn(file, header.line, name))
    if (name !== '') columns.set(name, values)
  }
  return ok(Object.fromEntries(columns))
}

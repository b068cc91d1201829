// A CSV file as the ticks of a declared input: the columns that its type asks for, on its clock,
// under its policy for what is missing.
import { findField } from './column-names.ts'
import { type Decoded, decodeRows, peekRow, type Role } from './decode.ts'
import {
  coarserThanClock,
  longerThanClock,
  duplicateColumn,
  missingColumn,
  noTimeColumn,
} from '../failures.ts'
import { fingerprintColumns } from '../fingerprint.ts'
import { gridOf, type RowClock } from '../clock-grid.ts'
import { commonStep, shortestStep } from '../grid.ts'
import { type Header, readHeader } from './header.ts'
import { applyMissing } from '../missing.ts'
import { checkOrder } from './order.ts'
import { openText } from './text.ts'
import { timeByName, type TimeColumns, timeNamed, timeRole } from './time-roles.ts'
import type { MissingPolicy } from '../../../compiler/dag/document.ts'
import type { Ticks } from '../../../compiler/runtime/ticks.ts'
import { type Failure, fail, ok, type Result } from '../../core/result.ts'

export interface BarsRequest {
  readonly bytes: Uint8Array
  /** How messages name the file. */
  readonly file: string
  /** How messages name the stream. */
  readonly stream: string
  /** Fields of the input's type; for a Bar `open high low close volume`. */
  readonly fields: readonly string[]
  /** Declared clock; a phase counts from 1970-01-01T00:00Z, for weeks too. */
  readonly clock: RowClock
  readonly missing: MissingPolicy
  /** Whether the time column holds the opening of a bar (the default) or its end. */
  readonly stamp?: 'open' | 'end'
  /** Column names by field, for fields that the file calls otherwise; `time` names the column of times. */
  readonly columns?: Readonly<Record<string, string>>
}

export interface Bars {
  /** Ticks after the policy; a tick's time is the end of its period, of an event the event's own. */
  readonly ticks: Ticks
  /** Rows of the file. */
  readonly rows: number
  /** The rows as they stand in the file, before the policy. */
  readonly raw: Ticks
  /** Of the decoded rows, before the policy. */
  readonly fingerprint: string
  /** What should be told, though it stops nothing. */
  readonly warnings: readonly Failure[]
}

/** From so many rows on, a file without two neighbouring ticks is taken for one of longer bars. */
const ROWS_THAT_TELL = 20

/** Decodes the columns of one input. Fails with one of QD2001–QD2024. */
export function loadBars(request: BarsRequest): Result<Bars> {
  const { bytes, file, fields, clock, stamp = 'open' } = request
  const text = openText(bytes, file)
  if (!text.ok) return text
  const header = readHeader(text.value, file)
  if (!header.ok) return header
  const first = peekRow(text.value, file, header.value)
  if (!first.ok) return first
  const columns = findColumns(header.value, request, first.value)
  if (!columns.ok) return columns
  const { positions, roles } = columns.value
  const decoded = decodeRows({ bytes: text.value, file, header: header.value, roles })
  if (!decoded.ok) return decoded
  const { rows, stamps, placeOf } = decoded.value
  const failure = firstWord(decoded.value) ?? checkOrder(decoded.value)
  if (failure !== null) return fail(failure)

  const grid = gridOf(clock)
  const placed = grid.place(stamps, stamp, placeOf)
  if (!placed.ok) return placed
  const { times, labels } = placed.value
  const everyMs = 'every_ms' in clock ? clock.every_ms : null
  const shortest = shortestStep(times)
  if (everyMs !== null && rows >= ROWS_THAT_TELL && shortest !== null && shortest > everyMs)
    return fail(longerThanClock(file, shortest, everyMs))
  const values = Object.fromEntries(
    fields.map((field, at) => [field, decoded.value.numbers[positions[at] ?? -1] ?? new Float64Array(rows)]),
  )
  const raw: Ticks = { times, labels, columns: values }
  const ticks = applyMissing(raw, { ...request, grid, placeOf })
  if (!ticks.ok) return ticks
  const step = commonStep(times)
  return ok({
    ticks: ticks.value,
    rows,
    raw,
    fingerprint: fingerprintColumns(times, values),
    warnings:
      everyMs !== null && step !== null && step > everyMs ? [coarserThanClock(file, step, everyMs)] : [],
  })
}

function findColumns(
  header: Header,
  { fields, file, columns = {} }: BarsRequest,
  first: readonly string[] | null,
): Result<{ positions: readonly number[]; roles: readonly Role[] }> {
  const { names, line } = header
  const wanted = fields.map((field) => columns[field] ?? field)
  const positions = wanted.map((name) => findField(names, name))
  const missing = wanted.filter((_, at) => positions[at] === -1)
  if (missing.length > 0) return fail(missingColumn(file, line, missing, names))
  const named = columns['time']
  const time = named === undefined ? timeByName(names, first) : timeNamed(names, named)
  if (named !== undefined && time === null) return fail(missingColumn(file, line, [named], names))
  if (time === null) return fail(noTimeColumn(file, line, names))
  const used = [time.time, time.clock, ...positions].map((at) => names[at])
  const double = used.find((name) => name !== undefined && isRepeated(name, names))
  if (double !== undefined) return fail(duplicateColumn(file, line, double))
  return ok({ positions, roles: names.map((_, at) => roleOf(at, time, positions)) })
}

function roleOf(at: number, time: TimeColumns, positions: readonly number[]): Role {
  return timeRole(time, at) ?? (positions.includes(at) ? 'number' : 'skip')
}

function isRepeated(name: string, names: readonly string[]): boolean {
  const folded = name.toLowerCase()
  return names.filter((other) => other.toLowerCase() === folded).length > 1
}

/** The word that stands in the earliest row. */
function firstWord({ words }: Decoded): Failure | null {
  const failures = words.flatMap((found) => (found === null ? [] : [found.failure]))
  return failures.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))[0] ?? null
}

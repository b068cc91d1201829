// What becomes of rows with holes and of labels without a row, by the input's policy.
import { missingTick, missingValue, type RowPlace, tooSparse } from './failures.ts'
import type { ClockGrid } from './clock-grid.ts'
import { holdGaps, interpolateGaps } from './fill-gaps.ts'
import { InternalError } from '../../compiler/internal-error.ts'
import type { MissingPolicy } from '../../compiler/dag/document.ts'
import type { Ticks } from '../../compiler/runtime/ticks.ts'
import { fail, ok, type Result } from '../core/result.ts'

export interface MissingRequest {
  readonly missing: MissingPolicy
  readonly grid: ClockGrid
  readonly file: string
  readonly stream: string
  /** Where a row (0-based) stands in the file. */
  readonly placeOf: (row: number) => RowPlace
}

/** `na` fills up to this many ticks for a row; beyond it the clock is hardly the file's. */
const MAX_FILL = 1_000
const ALWAYS_ALLOWED = 1_000_000

const FILLING = /^(hold|interpolate)\(([1-9]\d*)\)$/

/**
 * `skip`: a row with an na is no tick. `fail`: an na (QD2018) or a label without a row between the
 * first and the last (QD2019) is a failure. `na`: such labels become ticks of nothing but na.
 * `hold(k)`, `interpolate(k)`: as `na`, then gaps of each column are filled.
 *
 * @param rows all rows on the grid, labels strictly increasing
 */
export function applyMissing(rows: Ticks, request: MissingRequest): Result<Ticks> {
  const { missing } = request
  if (missing === 'skip') return ok(skipHoles(rows))
  if (missing === 'fail') return refuseHoles(rows, request)
  const full = fillGaps(rows, request)
  if (missing === 'na' || !full.ok) return full
  const [, kind, max] = FILLING.exec(missing) ?? []
  if (kind === 'hold') return ok(holdGaps(full.value, Number(max)))
  if (kind === 'interpolate') return ok(interpolateGaps(full.value, Number(max)))
  throw new InternalError(`there is no policy ${missing}`)
}

/** A plain loop: most files have no hole, and finding that out must not take longer than reading them. */
function hasNaN(values: Float64Array): boolean {
  for (let row = 0; row < values.length; row += 1) if (Number.isNaN(values[row])) return true
  return false
}

const isHole = (columns: readonly Float64Array[], row: number): boolean =>
  columns.some((values) => Number.isNaN(values[row]))

function skipHoles(rows: Ticks): Ticks {
  const columns = Object.values(rows.columns)
  if (!columns.some(hasNaN)) return rows
  const keep = (values: Float64Array) => values.filter((_, row) => !isHole(columns, row))
  return {
    times: keep(rows.times),
    labels: keep(rows.labels),
    columns: Object.fromEntries(Object.entries(rows.columns).map(([name, values]) => [name, keep(values)])),
  }
}

function refuseHoles(rows: Ticks, { stream, grid, placeOf }: MissingRequest): Result<Ticks> {
  const columns = Object.entries(rows.columns)
  for (let row = 0; row < rows.times.length; row += 1) {
    const time = rows.times[row] ?? NaN
    const label = rows.labels[row] ?? NaN
    const next = row === 0 ? label : (rows.labels[row - 1] ?? NaN) + 1
    if (label !== next) return fail(missingTick(placeOf(row), stream, grid.timeOf(next)))
    const hole = columns.find(([, values]) => Number.isNaN(values[row]))
    if (hole) return fail(missingValue(placeOf(row), stream, hole[0], time))
  }
  return ok(rows)
}

function fillGaps(rows: Ticks, { grid, file }: MissingRequest): Result<Ticks> {
  const count = rows.labels.length
  if (count === 0) return ok(rows)
  const first = rows.labels[0] ?? 0
  const span = (rows.labels[count - 1] ?? 0) - first + 1
  if (span === count) return ok(rows)
  if (span > Math.max(ALWAYS_ALLOWED, MAX_FILL * count)) return fail(tooSparse(file, count, span))
  const spread = (values: Float64Array) => {
    const spreadValues = new Float64Array(span).fill(NaN)
    for (let row = 0; row < count; row += 1)
      spreadValues[(rows.labels[row] ?? 0) - first] = values[row] ?? NaN
    return spreadValues
  }
  const labels = new Float64Array(span).map((_, at) => first + at)
  return ok({
    labels,
    times: labels.map((label) => grid.timeOf(label)),
    columns: Object.fromEntries(Object.entries(rows.columns).map(([name, values]) => [name, spread(values)])),
  })
}

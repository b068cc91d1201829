// Evaluated columns: as CSV for programs, as a short table for people.
import type { Cell, EvaluatedColumn } from '../operations/eval.ts'
import type { EvalResult } from '../operations/eval-file.ts'

const SHOWN = 20

function header(column: EvaluatedColumn): string {
  return column.field === null ? column.name : `${column.name}.${column.field}`
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function cellText(cell: Cell | undefined): string {
  // String(-0) is 0, which another program would read as another value.
  if (Object.is(cell, -0)) return '-0'
  return cell === null || cell === undefined ? '' : String(cell)
}

/** One line a row of the file, after RFC 4180; na is an empty cell. */
export function evalCsv({ table, columns }: EvalResult): string {
  const lines = [['time', ...columns.map(header)].map(quote).join(',')]
  for (let row = 0; row < table.rows; row++) {
    lines.push(
      [table.stampText(row), ...columns.map((column) => cellText(column.cells[row]))].map(quote).join(','),
    )
  }
  return `${lines.join('\n')}\n`
}

/** `{rows, columns}`: one list a column. */
export function evalJson({ table, columns }: EvalResult): {
  rows: number
  columns: Record<string, readonly Cell[]>
} {
  return {
    rows: table.rows,
    columns: Object.fromEntries(columns.map((column) => [header(column), column.cells])),
  }
}

/** The last rows, aligned. */
export function evalView(result: EvalResult): string {
  const { table, columns } = result
  const first = Math.max(0, table.rows - SHOWN)
  const rows = [['time', ...columns.map(header)]]
  for (let row = first; row < table.rows; row++) {
    rows.push([table.stampText(row), ...columns.map(({ cells }) => cellText(cells[row]) || 'na')])
  }
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? []
  const lines = rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  )
  const note = first > 0 ? [`… the last ${SHOWN} of ${table.rows} rows; --csv prints all`] : []
  return `${[...lines, ...note].join('\n')}\n`
}

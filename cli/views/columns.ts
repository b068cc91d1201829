// Cells under one another: widths follow from the cells, colour comes after the padding.

export interface Column {
  readonly cells: readonly string[]
  readonly align: 'left' | 'right'
  /** Columns with the highest number are left out first when the room is short; 0 never. */
  readonly expendable: number
  readonly paint?: (cell: string, row: number) => string
}

const GAP = 2
const widthOf = (column: Column) => Math.max(0, ...column.cells.map((cell) => cell.length))

/** One line a row, within `width` where the columns that stay allow it. */
export function alignColumns(columns: readonly Column[], width: number): readonly string[] {
  const kept = fit(columns, width)
  const rows = Math.max(0, ...kept.map((column) => column.cells.length))
  return Array.from({ length: rows }, (_, row) =>
    kept
      .map((column, at) => {
        const cell = column.cells[row] ?? ''
        const size = at === kept.length - 1 && column.align === 'left' ? cell.length : widthOf(column)
        const padded = column.align === 'right' ? cell.padStart(size) : cell.padEnd(size)
        return column.paint?.(padded, row) ?? padded
      })
      .join(' '.repeat(GAP)),
  )
}

function fit(columns: readonly Column[], width: number): readonly Column[] {
  const needed = columns.reduce((sum, column) => sum + widthOf(column) + GAP, -GAP)
  const worst = Math.max(0, ...columns.map((column) => column.expendable))
  if (needed <= width || worst === 0) return columns
  return fit(
    columns.filter((column) => column.expendable < worst),
    width,
  )
}

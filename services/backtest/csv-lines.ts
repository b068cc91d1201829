// Rows of values as CSV (RFC 4180, LF): numbers in their shortest round trip, nothing for null.

type Cell = string | number | boolean | null

/** Header and rows as one text, each line ended. */
export function csvText(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const lines = [header.map(show).join(',')]
  for (const row of rows) lines.push(row.map(show).join(','))
  lines.push('')
  return lines.join('\n')
}

function show(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return Number.isNaN(cell) ? '' : String(cell)
  const text = String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

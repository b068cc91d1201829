// The ticks that a generator makes, on the clock of the input it is given to.
import type { Cell, Generated } from '../../dsl/check/generated.ts'
import type { Term } from '../../dsl/term/term.ts'
import { isRecord } from '../../dsl/term/type.ts'
import { VALUE } from '../runtime/ticks.ts'
import type { Ticks } from '../runtime/ticks.ts'

function cells(data: Generated): readonly Cell[] {
  switch (data.kind) {
    case 'const':
      return Array.from({ length: data.ticks }, () => data.value)
    case 'ramp':
      return Array.from({ length: data.ticks }, (_, k) => data.from * (1 + data.step * k))
    case 'table':
      return data.rows
  }
}

/** A bare number in a bar: all four prices are equal and the volume is 1. */
function fieldValue(cell: Cell, field: string): number {
  if (cell === null) return Number.NaN
  if (typeof cell === 'number') return field === 'volume' ? 1 : cell
  return (Object.hasOwn(cell, field) ? cell[field] : null) ?? Number.NaN
}

/** Labels count from 1; the first tick ends one interval after 1970. */
export function testTicks(input: Term, data: Generated): Ticks {
  const rows = cells(data)
  const clock = input.clock.kind === 'periodic' ? input.clock : { everyMs: 60_000, phaseMs: 0 }
  const labels = Float64Array.from(rows, (_, k) => k + 1)
  const times = labels.map((label) => clock.phaseMs + label * clock.everyMs)
  const fields = isRecord(input.type) ? Object.keys(input.type.record) : [VALUE]
  const columns = Object.fromEntries(
    fields.map((field) => [field, Float64Array.from(rows, (cell) => fieldValue(cell, field))]),
  )
  return { times, labels, columns }
}

// Which columns the records of a node carry: derived from its output type, so that every writer and
// reader has the same.
import type { Schema } from '../../compiler/dag/document.ts'
import type { RecordColumn } from './record.ts'

/** One column `value` for a scalar; a record's fields in the order of their names by code unit. */
export function recordColumns(schema: Schema): readonly RecordColumn[] {
  if (typeof schema === 'string') return [{ name: 'value', type: schema }]
  return Object.entries(schema.record)
    .map(([name, type]) => ({ name, type }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

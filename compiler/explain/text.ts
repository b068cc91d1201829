// Texts for people: the user's own where the document carries them, else the canonical form written
// as calls, cut off where it grows long.
import type { Constant, Schema, SourceRef } from '../dag/document.ts'
import { plainOp } from './align.ts'
import type { IndexedTerm, Resolved, TermIndex } from './term-index.ts'

const DEEPEST = 4
const LONGEST = 200

/** An integer or the shortest decimal of a float. */
export function constantText(constant: Constant): string {
  if (typeof constant === 'number') return String(constant)
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, BigInt(`0x${constant.slice('f64:'.length)}`))
  const value = view.getFloat64(0)
  if (Number.isNaN(value)) return 'na'
  return Object.is(value, -0) ? '-0' : String(value)
}

/** Fields by name: their order is no part of a type, and is another one in a stored document. */
export function schemaText(schema: Schema): string {
  if (typeof schema === 'string') return schema
  return `{${Object.entries(schema.record)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, type]) => `${name}: ${type}`)
    .join(', ')}}`
}

/** Where the user wrote the term; its node's label has no place. */
export function termPlace(term: IndexedTerm): SourceRef | null {
  const { rows } = term.node.meta
  return rows[term.row] ?? null
}

/** The nearest place that the document knows for a term: its own, or one of its node. */
export function nearestPlace(term: IndexedTerm): SourceRef | null {
  const { rows, holes } = term.node.meta
  return rows[term.row] ?? rows.findLast((row) => row !== null) ?? holes.find((hole) => hole !== null) ?? null
}

export function termText(index: TermIndex, term: IndexedTerm): string {
  const place = termPlace(term)
  if (place !== null) return place.text
  if (term.root && term.node.meta.label !== '') return term.node.meta.label
  return canonicalText(index, term, DEEPEST)
}

export function operandText(index: TermIndex, owner: IndexedTerm, operand: Resolved): string {
  if (operand.kind === 'constant')
    return owner.node.meta.holes[operand.hole]?.text ?? constantText(operand.value)
  const target = index.terms[operand.term]
  return target === undefined ? '?' : termText(index, target)
}

/** The term as nested calls, `…` below the given depth; never the user's words. */
export function canonicalText(index: TermIndex, term: IndexedTerm, depth: number): string {
  if (depth === 0) return '…'
  const parts = term.operands.map((operand) => {
    if (operand.kind === 'constant') return constantText(operand.value)
    const target = index.terms[operand.term]
    return target === undefined ? '?' : canonicalText(index, target, depth - 1)
  })
  const options = Object.entries(term.attributes).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  const source = term.operands.length === 0 && term.root ? [term.node.config.stream ?? ''] : []
  const text = `${plainOp(term.op)}(${[...source, ...parts, ...options].join(', ')})`
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}

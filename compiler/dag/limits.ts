// How large a document may be. Beyond these a submission is refused before any work.

import type { DagDocument, DagNode } from './document.ts'

export const LIMITS = {
  nodes: 100_000,
  sinks: 1_000,
  /** Rows of one kernel. */
  rows: 20_000,
  /** Upstream nodes of one node. */
  fanIn: 1_000,
  /** Fields of a record. */
  fields: 1_000,
  /** Characters of a name. */
  text: 1_000,
} as const

/** What of a document is over the limits, or null. */
export function excess(document: DagDocument): { readonly what: string; readonly limit: number } | null {
  const over = (count: number, what: keyof typeof WORDS): ReturnType<typeof excess> =>
    count > LIMITS[what] ? { what: WORDS[what], limit: LIMITS[what] } : null
  const ofNode = ({ kernel, config, schema }: DagNode): ReturnType<typeof excess> =>
    over(Math.max(kernel.rows.length, kernel.holes.length), 'rows') ??
    over(config.inputs.length, 'fanIn') ??
    over(typeof schema === 'string' ? 1 : Object.keys(schema.record).length, 'fields')
  return document.nodes.reduce(
    (found, node) => found ?? ofNode(node),
    over(document.nodes.length, 'nodes') ?? over(document.sinks.length, 'sinks'),
  )
}

const WORDS = {
  nodes: 'nodes',
  sinks: 'sinks',
  rows: 'operations or constants in one node',
  fanIn: 'nodes that one node reads',
  fields: 'fields in one record',
} as const

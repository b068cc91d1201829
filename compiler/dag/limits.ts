// How large a document may be. Beyond these a submission is refused before any work.

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

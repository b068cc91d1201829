// `plan`: what would change, why, what is reused and what it costs.
import { z } from 'zod'
import { schema as diagnostic } from './diagnostic.ts'
import { count, digest, file, hash } from './scalars.ts'

const resource = z.enum(['stream', 'node', 'queue', 'strategy', 'run'])

const reason = z.object({
  path: z.string().describe('the sub-expression'),
  from: z.string().nullable(),
  to: z.string().nullable(),
  file: file.optional(),
  line: z.int().min(1).optional(),
})

const change = z.object({
  resource,
  id: z.string(),
  strategies: z.array(z.string()).optional(),
  label: z.string().optional(),
  action: z.enum(['create', 'update', 'delete', 'reuse', 'rename', 'none']),
  class: z.enum(['value', 'schema', 'temporal', 'metadata', 'new', 'removed']).optional(),
  cause: z.boolean().optional(),
  root: z.string().optional().describe('the id of the cause that this follows'),
  previous: z.string().optional().describe('the node that this one replaces'),
  reason: z.array(reason).optional(),
})

export const schema = z
  .object({
    format_version: z.literal('1.0'),
    environment: z.string(),
    generation: z.object({ from: count, to: count }),
    applyable: z.boolean(),
    ops_digest: digest,
    read_set: z.array(
      z.object({
        kind: z.enum(['environment', 'stream', 'node', 'queue', 'strategy', 'run']),
        key: z.string(),
        etag: z.string(),
      }),
    ),
    changes: z.array(change),
    summary: z
      .object({ create: count, update: count, delete: count, reuse: count, rename: count, none: count })
      .describe('counts of nodes'),
    reuse: z.object({
      nodes: z.object({
        known: count,
        queued: count,
        covered: count,
        live: count,
        total: count,
        ratio: z.number().nullable(),
      }),
      bars: z.object({ reused: count, total: count, ratio: z.number().nullable() }),
    }),
    impact: z.object({
      nodes: count,
      strategies: count,
      environments: z.array(z.string()),
      live_runs: count,
      sinks: count,
    }),
    cost: z.object({
      bars: count,
      node_bars: count,
      estimate_ms: z.number().nullable(),
      unpriced: z.array(z.string()),
    }),
    near_misses: z.array(z.object({ node: hash, other: hash, differs_in: z.string() })),
    checks: z.array(diagnostic),
  })
  .describe('result of plan')

// `ids`: every node of a strategy with the exact texts whose hashes its ids are.
import { z } from 'zod'
import { count, file, hash } from './scalars.ts'

const node = z.object({
  node_id: hash,
  node_type: z.enum(['input', 'tags', 'point', 'window', 'rec', 'resample', 'hold', 'group', 'opaque']),
  code_hash: hash,
  config_hash: hash,
  schema_hash: hash,
  inputs: z.array(hash).describe('in the order of the slots'),
  clock: z.unknown(),
  interval_ms: count.nullable(),
  period: count.describe('ticks that it looks back; 0 is without bound'),
  warmup: count,
  names: z.array(z.string()),
  memory: z.enum(['finite', 'origin']),
  preimage: z
    .object({ node_type: z.string(), kernel: z.string(), config: z.string(), schema: z.string() })
    .describe('canonical texts; their SHA-256 are the three hashes'),
})

export const sink = z.object({
  kind: z.enum(['signal', 'target', 'order']),
  name: z.string(),
  on: z.string().optional(),
  node_id: hash,
  when_node_id: hash.optional(),
})

export const schema = z
  .object({
    strategies: z.array(
      z.object({
        name: z.string(),
        file,
        dag_id: hash,
        nodes: z.array(node).describe('in topological order, ties by node_id'),
        sinks: z.array(sink),
      }),
    ),
  })
  .describe('result of ids')

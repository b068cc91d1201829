// The canonical DAG of one strategy, as `compile` prints it and a service receives it.
import { z } from 'zod'
import { sink } from './ids.ts'
import { count, hash } from './scalars.ts'

const place = z.object({ file: z.string(), line: z.int(), column: z.int(), text: z.string() }).nullable()

const node = z.object({
  node_id: hash,
  node_type: z.string(),
  code_hash: hash,
  config_hash: hash,
  schema_hash: hash,
  kernel: z.object({
    holes: z.array(z.enum(['i', 'f'])),
    rows: z.array(z.array(z.unknown()).min(1)).describe('[operation, operands…, attributes?] in post-order'),
    slots: count,
  }),
  config: z.object({
    v: z.int(),
    clock: z.unknown(),
    inputs: z.array(hash),
    consts: z.array(z.union([z.number(), z.string().regex(/^f64:[0-9a-f]{16}$/)])),
  }),
  schema: z.unknown(),
  meta: z.object({
    names: z.array(z.string()),
    label: z.string(),
    rows: z.array(place),
    holes: z.array(place),
  }),
})

export const schema = z
  .object({
    v: z.int(),
    dag_id: hash,
    nodes: z.array(node),
    sinks: z.array(sink),
    meta: z.unknown().describe('names and source positions, outside every hash'),
  })
  .describe('the canonical DAG of one strategy')

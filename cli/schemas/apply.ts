// `apply`: what was done.
import { z } from 'zod'
import { count } from './scalars.ts'

export const schema = z
  .object({
    environment: z.string(),
    generation: count,
    apply_id: z.string().nullable(),
    plan_digest: z.string().nullable(),
    operations: z.array(
      z.object({
        id: z.string(),
        resource: z.enum(['stream', 'node', 'queue', 'strategy', 'run', 'environment']),
        action: z.string(),
        status: z.enum(['done', 'skipped', 'failed', 'pending']),
      }),
    ),
    already_applied: z.boolean(),
    resumed: z.boolean(),
  })
  .describe('result of apply')

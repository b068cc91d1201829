// A saved plan: what was reviewed is what is applied.
import { z } from 'zod'
import { schema as dag } from './dag.ts'
import { digest } from './scalars.ts'

export const schema = z
  .object({
    plan: z.object({
      format_version: z.literal('1.0'),
      environment: z.string(),
      dags: z.record(z.string(), dag).optional().describe('canonical DAGs of created or changed strategies'),
    }),
    plan_digest: digest.describe('over the canonical bytes of plan'),
  })
  .describe('a .qplan file: canonical JSON, byte for byte')

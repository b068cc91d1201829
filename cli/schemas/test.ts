// `test`: what the test blocks of the strategies gave.
import { z } from 'zod'
import { count, file } from './scalars.ts'

export const schema = z
  .object({
    passed: count,
    failed: count,
    tests: z.array(z.object({ file, name: z.string(), ok: z.boolean(), message: z.string().optional() })),
  })
  .describe('result of test')

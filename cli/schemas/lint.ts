// `lint`: what the rules found, and what --fix changed.
import { z } from 'zod'
import { schema as diagnostic } from './diagnostic.ts'
import { count, file } from './scalars.ts'

export const schema = z
  .object({
    files: count.describe('files that were read'),
    findings: z.array(diagnostic),
    fixed: z.array(file).optional().describe('files that --fix changed'),
  })
  .describe('result of lint')

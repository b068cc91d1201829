// `explain CODE`: what a code means.
import { z } from 'zod'
import { count } from './scalars.ts'

export const schema = z
  .object({
    code: z.string(),
    title: z.string(),
    severity: z.enum(['error', 'warning', 'note']),
    family: z.string().describe('what the code is about'),
    exit: count,
    hint: z.string().nullable(),
    retired: z.boolean(),
    why: z.string().nullable().describe('why the language is so'),
    examples: z
      .object({ bad: z.string(), good: z.string() })
      .nullable()
      .describe('what gets the code and what does not, as files or parts of one'),
  })
  .describe('result of explain with a code')

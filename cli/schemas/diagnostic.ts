// A finding or a failure, as every command prints it.
import { z } from 'zod'
import { file } from './scalars.ts'

const position = z.object({
  line: z.int().min(1),
  column: z.int().min(1).describe('in UTF-16 units'),
})
const range = z.object({ start: position, end: position })

export const schema = z
  .object({
    code: z.string().regex(/^QD\d{4}$/),
    severity: z.enum(['error', 'warning', 'note']),
    title: z.string().describe('the rule, without names of the user'),
    message: z.string().describe('what is wrong here'),
    file: file.optional(),
    range: range.optional(),
    hint: z.string().optional().describe('what to do next'),
    fix: z
      .object({ title: z.string(), edits: z.array(z.object({ range, newText: z.string() })) })
      .optional()
      .describe('replacements that may be applied as they are'),
    docs: z.string(),
  })
  .describe('a finding or a failure')

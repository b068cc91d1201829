// The document with which every command answers under --json.
import { z } from 'zod'
import { exits } from '../exit-codes.ts'
import { schema as diagnostic } from './diagnostic.ts'

export const schema = z
  .object({
    ok: z.boolean(),
    exitCode: z.literal(Object.values(exits)),
    command: z.string().describe('the words of the command as they are typed'),
    result: z.unknown().describe('the shape of the command; null when it could not be done'),
    diagnostics: z.array(diagnostic),
    nextActions: z.array(z.object({ text: z.string(), command: z.string().optional() })),
  })
  .describe('one answer of one command')

// `lint`: what the rules found, and what --fix changed.
import { z } from 'zod'
import { schema as diagnostic } from './diagnostic.ts'
import { count, file } from './scalars.ts'

const finding = diagnostic.extend({
  fingerprint: z.string().describe('the same for the same finding when lines move'),
})

export const schema = z
  .object({
    files: count.describe('files that were read'),
    paths: z.array(file).describe('these files'),
    findings: z.array(finding),
    fixed: z.array(file).describe('files that --fix changed'),
  })
  .describe('result of lint')

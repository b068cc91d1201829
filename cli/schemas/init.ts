// `init`: the project that was made.
import { z } from 'zod'
import { file } from './scalars.ts'

export const schema = z
  .object({ directory: z.string(), template: z.string(), files: z.array(file) })
  .describe('result of init')

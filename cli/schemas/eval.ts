// `eval`: columns over a file of prices.
import { z } from 'zod'
import { count } from './scalars.ts'

const cell = z.union([z.number(), z.boolean(), z.null()])

export const schema = z
  .object({
    rows: count,
    columns: z.record(z.string(), z.array(cell)).describe('one value a row; null is na'),
  })
  .describe('result of eval')

// What `eval --batch` reads: expressions by name, for each file of data.
import { z } from 'zod'

export const batchSchema = z.array(
  z.strictObject({ data: z.string(), exprs: z.record(z.string(), z.string()) }),
)

export type Batch = z.infer<typeof batchSchema>

// Words that several schemas share. Objects take fields that are not listed: a field may be added at
// any time, so a reader must not refuse it.
import { z } from 'zod'

/** Lower-case hex of a SHA-256: node, DAG, code, config and schema ids. */
export const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256 in lower-case hex')

/** A hash that says which it is. */
export const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/)

/** ISO 8601 in UTC with milliseconds. */
export const time = z
  .string()
  .regex(/^-?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .describe('UTC, with milliseconds')

export const count = z.int().min(0)

/** A number that may have no value. */
export const measure = z.number().nullable()

/** Relative to the project's root, else to the working directory, with forward slashes. */
export const file = z.string().min(1)

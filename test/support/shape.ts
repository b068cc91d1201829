// Holds what the program answers against the shapes that it publishes.
import { loadSchema, type SchemaName } from '../../cli/schemas/catalog.ts'

/** What does not fit, as `path: reason`; empty when everything does. */
export async function misfits(name: SchemaName, value: unknown): Promise<readonly string[]> {
  const { error } = (await loadSchema(name)).safeParse(value)
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}

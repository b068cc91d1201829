// A published shape as JSON Schema, draft 2020-12.
import { z } from 'zod'
import { loadSchema, type SchemaName } from './catalog.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

/** The schema of what a program may send or receive: fields with a default may be left out. */
export async function createJsonSchema(name: SchemaName): Promise<JsonSchema> {
  const { $schema, ...rest } = z.toJSONSchema(await loadSchema(name), {
    target: 'draft-2020-12',
    io: 'input',
  })
  return { $schema, $id: `urn:qmtl:schema:${name}`, title: `qmtl ${name}`, ...rest }
}

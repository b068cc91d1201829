// Finds a published shape by its name.
import { suggest } from '../../dsl/diagnostics/suggest.ts'
import { fail, ok, type Result } from '../../services/core/result.ts'
import { projectFailure } from '../project/failures.ts'
import { isSchemaName, schemaNames } from '../schemas/catalog.ts'
import { createJsonSchema, type JsonSchema } from '../schemas/json-schema.ts'

export function listSchemas(): { readonly names: readonly string[] } {
  return { names: schemaNames }
}

/** The JSON Schema of that name, or a failure of usage that names the nearest one. */
export async function printSchema(name: string): Promise<Result<{ readonly result: JsonSchema }>> {
  if (isSchemaName(name)) return ok({ result: await createJsonSchema(name) })
  const nearest = suggest(name, schemaNames)
  return fail(
    projectFailure('usage', {
      message: `there is no schema named "${name}"`,
      hint: nearest === undefined ? 'qmtl schema lists the names.' : `Did you mean ${nearest}?`,
    }),
  )
}

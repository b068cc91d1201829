// The published shapes: every one is a JSON Schema, and answers of the program fit theirs.
import { describe, expect, test } from 'vitest'
import { loadSchema, schemaNames } from '../../../cli/schemas/catalog.ts'
import { createJsonSchema } from '../../../cli/schemas/json-schema.ts'

describe('published schemas', () => {
  test.each(schemaNames)('%s is JSON Schema, draft 2020-12', async (name) => {
    const schema = await createJsonSchema(name)
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `urn:qmtl:schema:${name}`,
      type: 'object',
    })
    expect(typeof schema['description']).toBe('string')
  })

  test.each(schemaNames.filter((name) => name !== 'config'))(
    '%s takes fields that are added later',
    async (name) => {
      expect(JSON.stringify(await createJsonSchema(name))).not.toContain('"additionalProperties":false')
    },
  )

  test('an envelope with an exit code that is none is refused', async () => {
    const envelope = await loadSchema('envelope')
    const answer = { ok: true, exitCode: 0, command: 'plan', result: null, diagnostics: [], nextActions: [] }
    expect(envelope.safeParse(answer).success).toBe(true)
    expect(envelope.safeParse({ ...answer, exitCode: 11 }).success).toBe(false)
  })
})

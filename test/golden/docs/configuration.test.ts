// docs/configuration.md says what the code says: its qmtl.yaml is read, its table has every key, and its
// exit codes are those of the program, in their order.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { exits, precedence } from '../../../cli/exit-codes.ts'
import { decodeConfig } from '../../../cli/project/config/decode-config.ts'
import { createJsonSchema } from '../../../cli/schemas/json-schema.ts'

const page = readFileSync(fileURLToPath(new URL('../../../docs/configuration.md', import.meta.url)), 'utf8')
const yaml = /^```yaml\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? ''

/** Names of all properties, however deep. */
function keysOf(part: unknown): readonly string[] {
  if (typeof part !== 'object' || part === null) return []
  const entries: readonly (readonly [string, unknown])[] = Object.entries(part)
  return entries.flatMap(([name, inner]) => [
    ...(name === 'properties' ? Object.keys(inner ?? {}) : []),
    ...keysOf(inner),
  ])
}

test('the qmtl.yaml that is shown is read', () => {
  expect(decodeConfig(yaml)).toMatchObject({ ok: true })
})

test('every key stands in the qmtl.yaml that is shown', async () => {
  const keys = keysOf(await createJsonSchema('config'))
  expect(keys.length).toBeGreaterThan(20)
  expect(keys.filter((key) => !new RegExp(`\\b${key}:`).test(yaml))).toEqual([])
})

test('the table of exit codes is the order in which they win', () => {
  const rows = [...page.matchAll(/^\| (\d+) \| (\w+) \|/gm)].map(([, exit, name]) => [Number(exit), name])
  expect(rows).toEqual(precedence.map((name) => [exits[name], name]))
})

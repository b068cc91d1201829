// Codes of diagnostics and failures: each is defined in one place, and nothing uses one that is not.
import { describe, expect, test } from 'vitest'
import { catalog, retired } from '../../dsl/diagnostics/catalog.ts'
import { projectFailures } from '../../cli/project/failures.ts'
import { failureTable } from '../../services/core/failures.ts'
import { productFiles } from './source-files.ts'

interface Definition {
  readonly code: string
  readonly file: string
}

/** A code is defined where it is a key or the `code` of a row. */
const definition = /^\s*(?:(QD\d{4}):|\w+: \{ code: '(QD\d{4})')/gm

/** Pages are written by code, beside the definitions; retired codes have only a title left. */
const isTable = ({ path }: { readonly path: string }): boolean =>
  !path.startsWith('dsl/diagnostics/pages/') && path !== 'dsl/diagnostics/catalog.ts'

const definitions: readonly Definition[] = productFiles
  .filter(isTable)
  .flatMap((file) =>
    [...file.text.matchAll(definition)].map(([, key, row]) => ({ code: key ?? row ?? '', file: file.path })),
  )

describe('codes', () => {
  test('are each defined once', () => {
    const twice = definitions.filter(
      ({ code }, index) => definitions.findIndex((other) => other.code === code) !== index,
    )
    expect(twice).toEqual([])
  })

  test('that are used are defined', () => {
    const known = new Set([...definitions.map(({ code }) => code), ...Object.keys(retired)])
    const unknown = productFiles.flatMap((file) =>
      [...new Set(file.text.match(/\bQD\d{4}\b/g))]
        .filter((code) => !known.has(code))
        .map((code) => `${file.path}: ${code}`),
    )
    expect(unknown).toEqual([])
  })

  test('of the tables are all seen', () => {
    const tables = [
      ...Object.keys(catalog),
      ...Object.values(projectFailures.table).map(({ code }) => code),
      ...Object.values(failureTable).map(({ code }) => code),
    ]
    const known = new Set(definitions.map(({ code }) => code))
    expect(tables.filter((code) => !known.has(code))).toEqual([])
    expect(new Set(tables).size).toBe(tables.length)
  })

  test('that were retired are not given out again', () => {
    expect(Object.keys(retired).filter((code) => Object.hasOwn(catalog, code))).toEqual([])
  })

  test('have titles that name a rule and nothing of the user', () => {
    const titles = [
      ...Object.values(catalog).map(({ title }) => title),
      ...Object.values(projectFailures.table).map(({ title }) => title),
      ...Object.values(failureTable).map(({ title }) => title),
    ]
    expect(titles.filter((title) => !/^\S.*[^.]$/.test(title) || title.includes('"'))).toEqual([])
  })
})

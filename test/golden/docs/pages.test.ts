// Every code has a page, and its examples do what the page says: one gets the code, the other does not.
import { describe, expect, test } from 'vitest'
import { flagParams } from '../../../cli/operations/bind-params.ts'
import { compile } from '../../../compiler/compile.ts'
import { defaultLint, lintFile } from '../../../compiler/lint/lint-file.ts'
import { catalog } from '../../../dsl/diagnostics/catalog.ts'
import type { Modules } from '../../../dsl/check/modules.ts'
import { fileOf, type Page } from '../../../dsl/diagnostics/pages/page.ts'
import { pages } from '../../../dsl/diagnostics/pages/pages.ts'
import { createSource } from '../../../dsl/source/source-text.ts'

/** The rule that is off by itself is on here. */
const everyRule = { ...defaultLint, rules: { QD1106: 'note' } } as const

interface Said {
  readonly codes: readonly string[]
  readonly errors: readonly string[]
}

function said(text: string, { params: flags = [], beside = {} }: Partial<Page> = {}): Said {
  const source = createSource('page.qdag', text)
  const bound = flagParams(flags)
  const params = new Map(bound.ok ? bound.value.map((each) => [each.name, each.override]) : [])
  const sources = new Map(bound.ok ? bound.value.map((each) => [each.source.path, each.source]) : [])
  const modules: Modules = (_, specifier) => {
    const path = specifier.replace('./', '')
    const found = beside[path]
    return found === undefined ? { reason: 'missing', path } : { source: createSource(path, found) }
  }
  const compiled = compile(source, { missing: null, params, sources, modules })
  const findings = [...compiled.findings, ...lintFile(source, compiled, everyRule)]
  return {
    codes: findings.map(({ code }) => code),
    errors: findings.filter(({ severity }) => severity === 'error').map(({ message }) => message),
  }
}

test('every code has a page, and every page a code', () => {
  // What this version cannot compile says so itself, and comes to an end with the next one.
  const own = Object.keys(catalog).filter((code) => !code.startsWith('QD09'))
  expect(own.filter((code) => !Object.hasOwn(pages, code))).toEqual([])
  expect(Object.keys(pages).filter((code) => !Object.hasOwn(catalog, code))).toEqual([])
})

describe('the page of', () => {
  test.each(Object.entries(pages))('%s shows what gets the code and what does not', (code, page) => {
    expect(said(page.made?.() ?? fileOf(page.bad), page).codes).toContain(code)
    const good = said(fileOf(page.good), { ...page, params: [] })
    expect(good.errors).toEqual([])
    expect(good.codes).not.toContain(code)
  })
})

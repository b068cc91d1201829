// `lint --fix`: mends until nothing is left to mend, breaks nothing, and changes an id only where the
// page of the rule says so.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintSources } from '../../../cli/operations/lint.ts'
import { defaultLint, lintFile } from '../../../compiler/lint/lint-file.ts'
import { createSource } from '../../../dsl/source/source-text.ts'
import { compileText } from '../../support/compile-text.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const head = 'strategy a\ninput a: Bar from stream("x:A") @ 1m missing skip\nlet up = a.close > a.open\n'

function fixed(text: string): string {
  const cwd = tempFolder({ 'a.qdag': text, 'qmtl.yaml': `version: 1\nstrategies: ['*.qdag']\n` })
  const done = lintSources({ cwd }, { named: [], fix: true })
  expect(done.ok && done.value.result?.fixed).toEqual(
    readFileSync(join(cwd, 'a.qdag'), 'utf8') === text ? [] : ['a.qdag'],
  )
  return readFileSync(join(cwd, 'a.qdag'), 'utf8')
}

const CASES = [
  { code: 'QD1401', from: 'if up then true else false', to: 'up', keepsId: false },
  { code: 'QD1401', from: 'if up or up[1] then false else true', to: 'not (up or up[1])', keepsId: false },
  { code: 'QD1402', from: 'not not not not up', to: 'up', keepsId: false },
  { code: 'QD1402', from: '-(-(a.close + 1)) > 0', to: '(a.close + 1) > 0', keepsId: true },
  { code: 'QD1403', from: 'false != up', to: 'up', keepsId: false },
  { code: 'QD1403', from: 'up == false and up', to: 'not up and up', keepsId: false },
  { code: 'QD1404', from: 'not (a.close is na)', to: 'a.close is not na', keepsId: true },
  { code: 'QD1405', from: 'a.close[0] > 3', to: 'a.close > 3', keepsId: true },
] as const

describe('lint --fix', () => {
  test.each(CASES)('$code: $from', ({ code, from, to, keepsId }) => {
    const text = `${head}emit signal s = ${from}\n`
    const before = compileText(text)
    const found = lintFile(createSource('a.qdag', text), before, defaultLint)
    expect(found.map((finding) => finding.code)).toContain(code)
    expect(fixed(text)).toBe(`${head}emit signal s = ${to}\n`)
    const after = compileText(fixed(text))
    expect(after.document.dag_id === before.document.dag_id).toBe(keepsId)
  })

  test('goes on until nothing is left', () => {
    const text = `${head}emit signal s = if not not (true == (up or up[1])) then true else false\n`
    expect(fixed(text)).toBe(`${head}emit signal s = (up or up[1])\n`)
    expect(fixed(fixed(text))).toBe(fixed(text))
  })

  test('leaves a broken file as it is', () => {
    const text = `${head}emit signal s = up == true and\n`
    expect(fixed(text)).toBe(text)
  })
})

// The severities and limits of lint in qmtl.yaml.
import { expect, test } from 'vitest'
import { decodeConfig } from '../../../../cli/project/config/decode-config.ts'
import { lintSources } from '../../../../cli/operations/lint.ts'
import { tempFolder } from '../../../support/temp-folder.ts'

const source = `strategy a
param idle: int = 3
input a: Bar from stream("x:A") @ 1m missing skip
emit signal s = sma(a.close, 50)
`

function codes(lint: string): readonly string[] {
  const yaml = `version: 1\nstrategies: ['*.qdag']\n${lint}`
  const done = lintSources(
    { cwd: tempFolder({ 'a.qdag': source, 'qmtl.yaml': yaml }) },
    { named: [], fix: false },
  )
  if (!done.ok) throw new TypeError(done.failure.message)
  return done.value.result?.findings.map(({ code, severity }) => `${code} ${severity}`) ?? []
}

test('a rule has its own severity, another one, or is off', () => {
  expect(codes('')).toEqual(['QD1101 warning'])
  expect(codes('lint: { rules: { QD1101: error } }\n')).toEqual(['QD1101 error'])
  expect(codes('lint: { rules: { QD1101: off } }\n')).toEqual([])
})

test('the limit of windows is the project’s', () => {
  expect(codes('lint: { window: 50, rules: { QD1101: off } }\n')).toEqual([])
  expect(codes('lint: { window: 49, rules: { QD1101: off } }\n')).toEqual(['QD1203 warning'])
})

test.each([
  ['lint: { rules: { QD0301: off } }', '"QD0301" is not a code of lint'],
  ['lint: { rules: { QD1199: off } }', '"QD1199" is not a code of lint'],
  ['lint: { rules: { QD1101: never } }', 'expected off or note or warning or error, found "never"'],
  ['lint: { window: 0 }', 'expected a whole number above 0, found "0"'],
])('refuses %s', (yaml, message) => {
  const decoded = decodeConfig(`version: 1\n${yaml}\n`)
  expect(decoded.ok ? '' : decoded.failure.message).toBe(message)
})

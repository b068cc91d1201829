import { expect, test } from 'vitest'
import { compile } from '../../../compiler/compile.ts'
import { applyFixes } from '../../../dsl/diagnostics/apply-fixes.ts'
import { createSource } from '../../../dsl/source/source-text.ts'

const broken = `strategy s
input bars: Bar from stream("x") @ 1m missing skip
emit signal inside = 1 < bars.close < 3
emit signal first = bars.close[1] == na
`

test('applies every fix that does not overlap another, and what comes out compiles', () => {
  const source = createSource('s.qdag', broken)
  const { findings } = compile(source, { missing: null })
  const { text, fixed } = applyFixes(source, findings)
  expect(fixed).toBe(2)
  expect(text).toContain('(1 < bars.close and bars.close < 3)')
  expect(text).toContain('bars.close[1] is na')
  expect(compile(createSource('s.qdag', text), { missing: null }).findings).toEqual([])
})

test('leaves a text without fixes as it is', () => {
  expect(applyFixes(createSource('s.qdag', 'strategy s'), [])).toEqual({ text: 'strategy s', fixed: 0 })
})

test('leaves what was found in another file to that file', () => {
  const { findings } = compile(createSource('s.qdag', broken), { missing: null })
  expect(applyFixes(createSource('lib.qdag', broken), findings)).toEqual({ text: broken, fixed: 0 })
})

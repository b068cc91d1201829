// From which tick on a strategy may trade: a fallback must not hide a warm-up, and neither may a cut.
import { expect, test } from 'vitest'
import { compile } from '../../../compiler/compile.ts'
import { figuresOf } from '../../../compiler/dag/figures.ts'
import { createSource } from '../../../dsl/source/source-text.ts'

function settled(lines: string): number | undefined {
  const text = `strategy s\ninput b: Bar from stream("x") @ 1d missing skip\n${lines}\n`
  const { document, findings } = compile(createSource('s.qdag', text), { missing: null })
  expect(findings).toEqual([])
  const [sink] = document?.sinks ?? []
  return document === null || sink === undefined ? undefined : figuresOf(document).get(sink.node_id)?.settled
}

test('waits for what a fallback stands in for', () => {
  expect(settled('let m = b.close / b.close[100] - 1\nemit target w = m ?? 1')).toBe(100)
})

test('is the same with and without a cut', () => {
  const plain = settled('let m = sma(b.close, 10) / b.close[3]\nemit target w = (m ?? 1) + (m[2] ?? 0)')
  const cut = settled('node let m = sma(b.close, 10) / b.close[3]\nemit target w = (m ?? 1) + (m[2] ?? 0)')
  expect(plain).toBe(11)
  expect(cut).toBe(11)
})

// Plans of strategies in the language: what is no change, and what is named at its line.
import { describe, expect, test } from 'vitest'
import { compile } from '../../../compiler/compile.ts'
import type { DagDocument } from '../../../compiler/dag/document.ts'
import { createSource } from '../../../dsl/source/source-text.ts'
import { desiredOf, plan, stateAfter } from '../../support/observed-states.ts'

const SOURCE = `//! Long while the fast average stands above the slow one.
strategy cross
param fast: int = 12 in 2..200
param slow: int = 26 in 3..400 where slow > fast
input bars: Bar from stream("binance:BTCUSDT") @ 1m missing skip
fn mean(x: float, n: int): float = sma(x, n)
let f = ema(bars.close, fast)
let s = ema(bars.close, slow)
emit signal gap = f - s
emit target weight on bars = if f > s and bars.close > mean(bars.close, 50) then 1 else 0
`

function document(source: string, file = 'strategies/cross.qdag'): DagDocument {
  const compiled = compile(createSource(file, source), { missing: null })
  if (compiled.document === null) throw new TypeError(JSON.stringify(compiled.findings))
  return compiled.document
}

/** The plan of an edited source over the applied original. */
function planOf(edited: string, file?: string) {
  const [before, after] = [desiredOf(document(SOURCE)), desiredOf(document(edited, file))]
  return plan(after, stateAfter(before, after)).plan
}

const edits: Readonly<Record<string, (source: string) => string>> = {
  'comments and formatting': (source) =>
    source.replaceAll('\n', '\n\n// a remark\n').replaceAll(' - ', '  -   '),
  'the order of statements': (source) => {
    const [doc, head, ...lines] = source.trimEnd().split('\n')
    return [doc, head, ...lines.toReversed(), ''].join('\n')
  },
  'names of lets': (source) => source.replaceAll(/\bf\b/g, 'quick').replaceAll(/\bs\b/g, 'calm'),
  'names of params and inputs': (source) =>
    source.replaceAll('fast', 'left').replaceAll('slow', 'right').replaceAll('bars', 'prices'),
  'names of functions': (source) => source.replaceAll('mean', 'average'),
  'inlining a function': (source) =>
    source.replace(/fn mean.*\n/, '').replace('mean(bars.close, 50)', 'sma(bars.close, 50)'),
  'a dead let': (source) => source.replace('emit signal', 'let dead = sum(bars.volume, 9)\nemit signal'),
}

describe('a plan of an edited source', () => {
  for (const [what, edit] of Object.entries(edits))
    test(`takes ${what} for no change`, () => {
      const edited = edit(SOURCE)
      expect(edited).not.toBe(SOURCE)
      const { operations, changes } = planOf(edited)
      expect(operations).toEqual([])
      expect(new Set(changes.map((change) => change.action))).toEqual(new Set(['reuse', 'none']))
    })

  test('takes another file name for no change', () => {
    expect(planOf(SOURCE, 'strategies/other.qdag').operations).toEqual([])
  })

  const reasons = (edited: string) =>
    planOf(edited)
      .changes.filter((change) => change.resource === 'node' && change.cause)
      .flatMap((change) => change.reason)

  test('names a param at its declaration', () => {
    expect(reasons(SOURCE.replace('= 12', '= 14'))).toEqual([
      expect.objectContaining({
        from: '12',
        to: '14',
        file: 'strategies/cross.qdag',
        line: 3,
        within: 'ema(bars.close, fast)',
      }),
    ])
  })

  test('names a length at its call', () => {
    expect(reasons(SOURCE.replace('50)', '60)'))).toEqual([
      expect.objectContaining({ from: '50', to: '60', line: 10, kind: 'constant' }),
    ])
  })

  test('names another operator, another field, another policy', () => {
    expect(reasons(SOURCE.replace('f - s', 's - f'))).toMatchObject([
      { kind: 'operands', from: 'f - s', to: 's - f', line: 9 },
    ])
    expect(reasons(SOURCE.replace('let f = ema(bars.close', 'let f = ema(bars.open'))).toMatchObject([
      { kind: 'field', from: 'close', to: 'open', line: 7 },
    ])
    expect(reasons(SOURCE.replace('missing skip', 'missing na'))).toMatchObject([
      { kind: 'missing', from: 'skip', to: 'na', line: 5 },
    ])
    expect(reasons(SOURCE.replace('f > s and', 'f > s or'))).toMatchObject([{ kind: 'operation', line: 10 }])
  })

  test('names a node mark', () => {
    const marked = SOURCE.replace('emit signal gap = f - s', 'node let d = f - s\nemit signal gap = d * 2')
    const before = desiredOf(document(SOURCE.replace('= f - s', '= (f - s) * 2')))
    const after = desiredOf(document(marked))
    const { changes } = plan(after, stateAfter(before, after)).plan
    expect(changes.flatMap((change) => change.reason.map((reason) => reason.kind))).toContain('node-mark')
  })
})

// Programs at the limits: refused with a finding, or compiled to a document that is accepted.
import { describe, expect, test } from 'vitest'
import { compile } from '../../../compiler/compile.ts'
import { validateDag } from '../../../compiler/dag/validate.ts'
import { createSource } from '../../../dsl/source/source-text.ts'

const HEADER = 'strategy s\ninput bars: Bar from stream("x:A") @ 1m missing skip\n'

/** The codes of a text's errors; of a right one, whether the validator takes its document. */
function outcome(body: string): readonly string[] | 'accepted' | 'refused' {
  const { findings, document } = compile(createSource('a.qdag', HEADER + body), { missing: null })
  const errors = findings.filter((finding) => finding.severity === 'error').map((finding) => finding.code)
  if (document === null) return errors
  return validateDag(JSON.parse(JSON.stringify(document))).ok ? 'accepted' : 'refused'
}

const lines = (count: number, line: (k: number) => string): string =>
  Array.from({ length: count }, (_, k) => line(k)).join('\n')

describe('what fits is accepted', () => {
  const right: Readonly<Record<string, string>> = {
    'a value with more names than anybody reads': `let x0 = sma(bars.close, 3)\n${lines(1_200, (k) => `let x${k + 1} = x${k}`)}\nemit signal out = x1200`,
    'a param whose text is long': `param n: int = ${lines(300, () => '1').replaceAll('\n', ' + ')}\nemit signal out = sma(bars.close, n)`,
    'a thousand sinks': lines(1_000, (k) => `emit signal out${k} = bars.close + ${k}`),
    'a node that reads a thousand others': `emit signal out = ${lines(1_000, (k) => `sma(bars.close, ${k + 1})`).replaceAll('\n', ' + ')}`,
    'a record of hundreds of fields': `emit signal out = {${lines(998, (k) => `f${k}: bars.close + ${k},`)}}`,
    'the longest windows and looks back': 'emit signal out = sma(bars.close, 1000000)[1000000]',
    'a name of a hundred characters': `let ${'x'.repeat(100)} = 1\nemit signal out = bars.close + ${'x'.repeat(100)}`,
    'a hundred tags': `emit signal out = bars.close tags [${lines(100, (k) => `"t${k}",`)}]`,
    'functions within functions': `fn f0(x: float): float = x + 1\n${lines(60, (k) => `fn f${k + 1}(x: float): float = f${k}(x) * 2`)}\nemit signal out = f60(bars.close)`,
  }
  for (const [name, body] of Object.entries(right)) test(name, () => expect(outcome(body)).toBe('accepted'))
})

describe('what does not fit is refused with a finding', () => {
  const wrong: Readonly<Record<string, readonly [string, string]>> = {
    'more sinks than a document holds': [
      'QD0318',
      lines(1_001, (k) => `emit signal out${k} = bars.close + ${k}`),
    ],
    'a kernel of too many rows': [
      'QD0318',
      `let x0 = bars.close\n${lines(20_100, (k) => `let x${k + 1} = x${k} + 1`)}\nemit signal out = x20100`,
    ],
    'a node that reads too many others': [
      'QD0318',
      `emit signal out = ${lines(1_001, (k) => `sma(bars.close, ${k + 1})`).replaceAll('\n', ' + ')}`,
    ],
    'a record of too many fields': [
      'QD0312',
      `emit signal out = {${lines(1_100, (k) => `f${k}: bars.close,`)}}`,
    ],
    'records within records within records': [
      'QD0312',
      `let r0 = {a: bars.close}\n${lines(3_000, (k) => `let r${k + 1} = {a: r${k}}`)}\nemit signal out = r1.a.a`,
    ],
    'a name of too many characters': [
      'QD0312',
      `let ${'x'.repeat(101)} = 1\nemit signal out = bars.close + ${'x'.repeat(101)}`,
    ],
    'more tags than a sink carries': [
      'QD0312',
      `emit signal out = bars.close tags [${lines(101, (k) => `"t${k}",`)}]`,
    ],
    'functions within functions within functions': [
      'QD0305',
      `fn f0(x: float): float = x + 1\n${lines(70, (k) => `fn f${k + 1}(x: float): float = f${k}(x) * 2`)}\nemit signal out = f70(bars.close)`,
    ],
    'functions of deep expressions within each other': [
      'QD0305',
      `fn f0(x: float): float = x + 1\n${lines(20, (k) => `fn f${k + 1}(x: float): float = ${'abs('.repeat(60)}f${k}(x)${')'.repeat(60)}`)}\nemit signal out = f20(bars.close)`,
    ],
  }
  for (const [name, [code, body]] of Object.entries(wrong))
    test(name, () => expect(outcome(body)).toEqual([code]))
})

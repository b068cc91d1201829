// Pairs of programs that a careless identity takes for one, and pairs that it takes for two.
import { describe, expect, test } from 'vitest'
import { compile } from '../../../compiler/compile.ts'
import { createSource } from '../../../dsl/source/source-text.ts'
import { compileText, sinkNode } from '../../support/compile-text.ts'

const HEADER = `strategy s
input a: Bar from stream("x:A") @ 1m missing skip
input b: Bar from stream("x:B") @ 1m missing skip
`

/** The NodeID of `out`; `body` follows the inputs a and b. */
const id = (body: string, header = HEADER): string => sinkNode(compileText(header + body).document, 'out')
const out = (expression: string): string => id(`emit signal out = ${expression}`)

describe('two ids, not one', () => {
  test('the same window over two streams', () => {
    expect(out('sma(a.close, 20)')).not.toBe(out('sma(b.close, 20)'))
  })

  test('a difference and the difference the other way round', () => {
    expect(out('a.close - b.close')).not.toBe(out('b.close - a.close'))
  })

  test('a node of two inputs and the same node with the inputs exchanged', () => {
    const spread = 'node fn spread(x: float, y: float): float = x - y\n'
    expect(id(`${spread}emit signal out = spread(a.close, b.close)`)).not.toBe(
      id(`${spread}emit signal out = spread(b.close, a.close)`),
    )
  })

  test('one function called with two constants', () => {
    const band = 'fn band(x: float, n: int, k: float): float = sma(x, n) + k * stdev(x, n)\n'
    const ids = ['20, 2', '20, 3', '21, 2'].map((args) =>
      id(`${band}emit signal out = band(a.close, ${args})`),
    )
    expect(new Set(ids).size).toBe(3)
  })

  test('a function whose helper has another body', () => {
    const using = (helper: string): string =>
      id(
        `fn helper(x: float): float = ${helper}\nfn main(x: float): float = helper(x) * 2\nemit signal out = main(a.close)`,
      )
    expect(using('x + 1')).not.toBe(using('x + 2'))
  })

  test('two functions of one shape, on one line, with other constants', () => {
    const text =
      'fn f(x: float): float = x * 2.0 fn g(x: float): float = x * 3.0 emit signal out = f(a.close) emit signal other = g(a.close)'
    const { document } = compileText(HEADER + text)
    expect(sinkNode(document, 'out')).not.toBe(sinkNode(document, 'other'))
  })

  test('settings that differ in the seed alone', () => {
    expect(out('ema(a.close, 9, seed: "first")')).not.toBe(out('ema(a.close, 9, seed: "sma")'))
  })

  test('zero and minus zero', () => {
    expect(out('a.close * 0.0')).not.toBe(out('a.close * -0.0'))
  })

  test('numbers that differ in their last bit', () => {
    expect(out('a.close * 0.1')).not.toBe(out('a.close * 0.10000000000000002'))
    expect(out('a.close * 0.7%')).not.toBe(out('a.close * (0.7 / 100)'))
  })

  test('the same text on another clock, phase or policy', () => {
    const on = (rest: string): string =>
      id('emit signal out = sma(a.close, 20)', `strategy s\ninput a: Bar from stream("x:A") @ ${rest}\n`)
    const ids = [
      '1m missing skip',
      '5m missing skip',
      '5m offset 1m missing skip',
      '1m missing na',
      '1m missing fail',
    ].map(on)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('names of streams that look alike when they are joined with others', () => {
    const read = (stream: string): string =>
      id('emit signal out = a.close', `strategy s\ninput a: Bar from stream("${stream}") @ 1m missing skip\n`)
    expect(new Set(['x:A', 'x', 'x:A:1m', 'x:a', 'xA'].map(read)).size).toBe(5)
  })

  test('one operator on two inputs and on one input twice', () => {
    expect(out('a.close - b.close')).not.toBe(out('a.close - a.close'))
  })

  test('a marked value and the same value in place', () => {
    expect(id('let x = a.close * 2\nemit signal out = x + 1')).not.toBe(
      id('node let x = a.close * 2\nemit signal out = x + 1'),
    )
  })

  test('an int and the float that is its value, where they come out', () => {
    const n = 'strategy s\ninput n: int from stream("x:N") @ 1m missing skip\n'
    expect(id('emit signal out = n + 1', n)).not.toBe(id('emit signal out = n + 1.0', n))
  })

  test('one value under two names of a field', () => {
    expect(out('{up: a.close}')).not.toBe(out('{down: a.close}'))
  })

  test('a look back of a sum and a sum of looks back, over two streams', () => {
    expect(out('(a.close - b.close)[1]')).not.toBe(out('a.close[1] - b.close[1]'))
  })

  test('a branch that is never taken, which still says when the value ticks', () => {
    expect(out('if true then a.close else b.close')).not.toBe(out('a.close'))
  })
})

describe('one id, not two', () => {
  test('a comment or a blank line', () => {
    expect(id('emit signal out = a.close')).toBe(
      id('\n// a remark\n\nemit signal   out =\n a.close // there\n'),
    )
  })

  test('a function under another name', () => {
    const named = (name: string): string =>
      id(`node fn ${name}(x: float): float = x * 2\nemit signal out = ${name}(a.close)`)
    expect(named('first')).toBe(named('other'))
  })

  test('a strategy and a file under other names', () => {
    const text = `${HEADER}emit signal out = a.close`
    const other = compileText(text.replace('strategy s', 'strategy other'), 'folder/x.qdag')
    expect(sinkNode(other.document, 'out')).toBe(id('emit signal out = a.close'))
    expect(other.document.dag_id).toBe(compileText(text).document.dag_id)
  })

  test('1 and 1.0 where a float is asked for', () => {
    expect(out('a.close * 1')).toBe(out('a.close * 1.0'))
    expect(out('if a.close > 1 then 1 else a.open')).toBe(out('if a.close > 1.0 then 1.0 else a.open'))
    expect(out('clamp(a.close, 0, 1)')).toBe(out('clamp(a.close, 0.0, 1.0)'))
  })

  test('one per cent in every spelling', () => {
    expect(new Set(['0.01', '1%', '100bps', '1e-2', '0.0100'].map((x) => out(`a.close * ${x}`))).size).toBe(1)
  })

  test('a policy that is written and the same policy by default', () => {
    const source = (missing: string) =>
      createSource(
        'a.qdag',
        `strategy s\ninput a: Bar from stream("x:A") @ 1m ${missing}\nemit signal out = a.close`,
      )
    const written = compile(source('missing skip'), { missing: null }).document
    expect(compile(source(''), { missing: 'skip' }).document?.dag_id).toBe(written?.dag_id)
  })

  test('an indicator of the library in two strategies', () => {
    const one = compileText(`${HEADER}emit signal out = rsi(a.close, 14) - 50`).document
    const two = compileText(
      `${HEADER}let q = a.close\nemit signal out = if rsi(x: q) > 70 then 1 else 0`,
    ).document
    const shared = one.nodes.filter((node) => two.nodes.some((other) => other.node_id === node.node_id))
    expect(shared.map((node) => node.meta.label)).toEqual(expect.arrayContaining(['rsi(a.close, 14)']))
    expect(shared).toHaveLength(4)
  })

  test('two inputs of one stream, however their fields are listed', () => {
    const header = `strategy s
input x: {p: float, q: float} from stream("x:A") @ 1m missing skip
input y: {q: float, p: float} from stream("x:A") @ 60s missing skip
`
    expect(id('emit signal out = x.p + y.p', header)).toBe(id('emit signal out = y.p + y.p', header))
    expect(id('emit signal out = x.p - y.q', header)).toBe(id('emit signal out = y.p - x.q', header))
  })

  test('a field beside an input, however the fields of that input are listed', () => {
    const listed = (fields: string): string =>
      id(
        'emit signal out = {u: a.close, v: x}.u',
        `strategy s\ninput a: Bar from stream("x:A") @ 1m missing skip\ninput x: {${fields}} from stream("x:B") @ 1m missing skip\n`,
      )
    expect(listed('q: float, p: float')).toBe(listed('p: float, q: float'))
  })

  test('a value that other statements take for an int first, in either order', () => {
    const header = 'strategy s\ninput n: int from stream("x:N") @ 1m missing skip\n'
    const statements = [
      'let c = if n > 2 then n else n[1]',
      'let f: float = c',
      'node let g: float = c + n',
      'emit signal out = f * 0.5',
      'emit signal two = g',
      'emit signal three = c + n',
    ]
    const dag = (lines: readonly string[]): string => compileText(header + lines.join('\n')).document.dag_id
    expect(dag(statements.toReversed())).toBe(dag(statements))
  })
})

describe('a value that a function takes for a float', () => {
  const header =
    'strategy s\ninput n: int from stream("x:N") @ 1m missing skip\nfn past(x: float): float = x[1]\n'

  test('is the value itself, in one row of a kernel', () => {
    expect(id('emit signal out = (past(n) + 0.5) * (n[1] + 0.5)', header)).toBe(
      id('emit signal out = (n[1] + 0.5) * (n[1] + 0.5)', header),
    )
  })

  test('is the value itself, in one slot of a kernel', () => {
    expect(id('emit signal out = sma(past(n), 3) - sma(n[1], 3)', header)).toBe(
      id('emit signal out = sma(n[1], 3) - sma(n[1], 3)', header),
    )
  })
})

describe('every id that a document names', () => {
  test('is the id of one of its nodes', () => {
    const { document } = compileText(
      `${HEADER}param n: int = 5\nnode let x = sma(a.close, n)\nemit signal out = rsi(x - b.close)\nemit target t on a = if x > 1 then 1 else 0`,
    )
    const ids = new Set(document.nodes.map((node) => node.node_id))
    const named = [
      ...document.nodes.flatMap((node) => node.config.inputs),
      ...document.sinks.flatMap((sink) => [sink.node_id, sink.on ?? sink.node_id]),
    ]
    expect(named.filter((name) => !ids.has(name))).toEqual([])
  })
})

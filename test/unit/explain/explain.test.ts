// Explanations of single differences: what is said, and on which node.
import { describe, expect, test } from 'vitest'
import { type DagDocument, SCHEME } from '../../../compiler/dag/document.ts'
import { validateDag } from '../../../compiler/dag/validate.ts'
import { dagId } from '../../../compiler/identity/dag-id.ts'
import { hashNode } from '../../../compiler/identity/node-id.ts'
import { explain, explainPair } from '../../../compiler/explain/explain.ts'
import {
  buildDag,
  ema,
  type Expr,
  field,
  float,
  input,
  marked,
  op,
  sma,
} from '../../support/dag-expressions.ts'

const bars = input('binance:BTCUSDT')
const close = field(bars, 'close')

function signal(value: Expr, name = 's'): DagDocument {
  return buildDag('x', [{ name, value }])
}

/** All causes of a difference as short texts. */
function causes(before: DagDocument, after: DagDocument): readonly string[] {
  return explain(before, after).nodes.flatMap((node) =>
    node.causes.map((cause) => `${cause.kind} ${cause.path} ${cause.from} → ${cause.to}`),
  )
}

describe('explain', () => {
  test('builds documents that the validator accepts', () => {
    const document = signal(op('sub', [ema(close, 12), sma(close, 26)]))
    expect(validateDag(JSON.parse(JSON.stringify(document)))).toMatchObject({ ok: true })
  })

  test('says nothing about equal documents', () => {
    expect(explain(signal(ema(close, 12)), signal(ema(close, 12)))).toEqual({
      nodes: [],
      removed: [],
      sinks: [],
    })
  })

  test('names a constant by its path, with the old and the new text and the line', () => {
    const before = signal(op('sub', [ema(close, 12, 7), ema(close, 26, 8)]))
    const after = signal(op('sub', [ema(close, 14, 7), ema(close, 26, 8)]))
    const { nodes } = explain(before, after)
    expect(nodes.map((node) => node.causes)).toEqual([
      [
        {
          kind: 'constant',
          class: 'value',
          path: nodes[0]?.causes[0]?.path,
          from: '12',
          to: '14',
          within: 'ema(binance:BTCUSDT.close, 14)',
          file: 'strategies/x.qdag',
          line: 7,
        },
      ],
      [],
    ])
    expect(nodes[0]?.causes[0]?.path).toMatch(/^s\/ema\[\d\]\/\?0$/)
    expect(nodes[1]?.root).toEqual({ kind: 'node', id: nodes[0]?.node_id })
    expect(nodes.every((node) => node.previous !== null)).toBe(true)
  })

  test('pairs operands by the user’s order when canonical order flips', () => {
    for (let n = 3; n < 20; n += 1) {
      const before = signal(op('mul', [ema(close, 2, 1), ema(close, 200, 2)]))
      const after = signal(op('mul', [ema(close, n, 1), ema(close, 100 + n, 2)]))
      expect(
        causes(before, after)
          .map((text) => text.replace(/^.*\?0 /, ''))
          .toSorted(),
      ).toEqual([`2 → ${n}`, `200 → ${100 + n}`].toSorted())
    }
  })

  test('sees another operation, another field, swapped operands', () => {
    expect(causes(signal(ema(close, 12)), signal(sma(close, 12)))).toEqual([
      'operation s/sma ema(binance:BTCUSDT.close, 12) → sma(binance:BTCUSDT.close, 12)',
    ])
    expect(causes(signal(ema(close, 12)), signal(ema(field(bars, 'open'), 12)))).toEqual([
      'field s/ema/field/name close → open',
    ])
    const [fast, slow] = [ema(close, 12), ema(close, 26)]
    expect(causes(signal(op('sub', [fast, slow])), signal(op('sub', [slow, fast])))).toEqual([
      'operands s/sub sub(ema(binance:BTCUSDT.close, 12), ema(binance:BTCUSDT.close, 26)) → sub(ema(binance:BTCUSDT.close, 26), ema(binance:BTCUSDT.close, 12))',
    ])
  })

  test('sees another stream, clock or policy of an input', () => {
    const other = (changed: Expr) => causes(signal(ema(close, 12)), signal(ema(field(changed, 'close'), 12)))
    expect(other(input('binance:ETHUSDT'))).toEqual([
      'stream s/input/stream binance:BTCUSDT → binance:ETHUSDT',
    ])
    expect(other(input('binance:BTCUSDT', { missing: 'na' }))).toEqual(['missing s/input/missing skip → na'])
    const [clock] = other(input('binance:BTCUSDT', { clock: { every_ms: 300_000, phase_ms: 0 } }))
    expect(clock).toBe('clock s/input/clock every 1m → every 5m')
  })

  test('sees a node mark come and go', () => {
    const ln = op('ln@1', [close])
    expect(causes(signal(sma(ln, 9)), signal(sma(marked(ln), 9)))).toEqual([
      'node-mark s/ln a part of its consumer → a node of its own',
    ])
    expect(causes(signal(sma(marked(ln), 9)), signal(sma(ln, 9)))).toEqual([
      'node-mark s/sma/ln a node of its own → a part of its consumer',
    ])
  })

  test('finds what was moved into another operation', () => {
    const after = signal(op('add', [ema(close, 14), float(1)]))
    expect(causes(signal(ema(close, 12)), after).toSorted()).toEqual([
      'constant s/ema/?0 12 → 14',
      'operation s/add ema(binance:BTCUSDT.close, 12) → add(ema(binance:BTCUSDT.close, 14), 1)',
    ])
  })

  test('says that both operands are now one stream', () => {
    const [fast, slow] = [ema(close, 12), ema(close, 26)]
    expect(causes(signal(op('sub', [fast, slow])), signal(op('sub', [fast, fast])))).toEqual([
      'constant s/ema/?0 26 → 12',
    ])
  })

  test('points from nodes of an added sink to the sink, and reports removed and renamed ones', () => {
    const one = { name: 'a', value: ema(close, 12) }
    const two = { name: 'b', value: op('sub', [sma(close, 5), sma(close, 9)]) }
    const added = explain(buildDag('x', [one]), buildDag('x', [one, two]))
    expect(added.nodes.map((node) => [node.class, node.root])).toEqual(
      added.nodes.map(() => ['new', { kind: 'sink', id: 'signal/b' }]),
    )
    expect(added.sinks).toMatchObject([{ kind: 'added', sink: 'signal/b' }])
    const removed = explain(buildDag('x', [one, two]), buildDag('x', [one]))
    expect(removed).toMatchObject({ nodes: [], sinks: [{ kind: 'removed', sink: 'signal/b' }] })
    expect(removed.removed).toHaveLength(3)
    const renamed = explain(buildDag('x', [one]), buildDag('x', [{ ...one, name: 'c' }]))
    expect(renamed).toMatchObject({ nodes: [], sinks: [{ kind: 'renamed', from: 'a', to: 'c' }] })
  })

  test('says what a sink is bound to now when no node changed', () => {
    const [fast, slow] = [ema(close, 12, 4), ema(close, 26, 5)]
    const before = buildDag('x', [
      { name: 'a', value: fast },
      { name: 'b', value: slow },
    ])
    const after = buildDag('x', [
      { name: 'a', value: slow },
      { name: 'b', value: slow },
    ])
    expect(explain(before, after)).toMatchObject({
      nodes: [],
      sinks: [{ kind: 'bound', sink: 'signal/a', from: '12', to: '26', line: 5 }],
    })
  })

  test('compares two nodes of one document', () => {
    const document = signal(op('sub', [ema(close, 12), ema(close, 26)]))
    const [fast, slow] = document.nodes.filter((node) => node.node_type === 'rec')
    const found = explainPair(document, fast?.node_id ?? '', document, slow?.node_id ?? '')
    expect(found.map((cause) => [cause.kind, cause.path])).toEqual([
      ['constant', expect.stringMatching(/\?0$/)],
    ])
  })

  test('takes a chain of shared sums, thousands of nodes deep, without exploding', () => {
    const found = causes(deepDocument(ema(close, 12)), deepDocument(ema(close, 13)))
    expect(found).toEqual([`constant s/…/${'add/'.repeat(12)}ema/?0 12 → 13`])
  })
})

/** `a = x + x; b = a + a; …`, each sum a node: a tree of it would have 2^5000 leaves. */
function deepDocument(bottom: Expr): DagDocument {
  const base = signal(bottom)
  const nodes = [...base.nodes]
  for (let i = 0; i < 5000; i += 1) {
    const below = nodes.at(-1)
    if (below === undefined) break
    const kernel = { holes: [], rows: [['add', '$0', '$0']] as const, slots: 1 }
    const config = { v: SCHEME, clock: below.config.clock, inputs: [below.node_id], consts: [] }
    const preimage = { node_type: 'point', kernel, config, schema: 'float' } as const
    const meta = { names: [], label: 'sum', rows: [null], holes: [] }
    nodes.push({ ...preimage, ...hashNode(preimage), meta })
  }
  const sinks = base.sinks.map((sink) => ({ ...sink, node_id: nodes.at(-1)?.node_id ?? '' }))
  return { ...base, nodes, sinks, dag_id: dagId(SCHEME, sinks) }
}

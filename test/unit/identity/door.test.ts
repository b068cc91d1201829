// Documents that are whole, with hashes that are right, and that the compiler cannot write: the door
// refuses each, because a second document for one computation would be a second id for it.
import { describe, expect, test } from 'vitest'
import type { Constant, DagDocument, DagSink, Row, Schema } from '../../../compiler/dag/document.ts'
import { validateDag } from '../../../compiler/dag/validate.ts'
import { dagId } from '../../../compiler/identity/dag-id.ts'
import { hashNode } from '../../../compiler/identity/node-id.ts'
import { compileText } from '../../support/compile-text.ts'

const INPUT = 'input a: Bar from stream("x:A") @ 1m missing skip\n'

function documentOf(body: string): DagDocument {
  return compileText(`strategy door\n${INPUT}${body}\n`).document
}

interface Change {
  /** Of the last node. */
  readonly rows?: readonly Row[]
  readonly consts?: readonly Constant[]
  readonly schema?: Schema
  /** Of the first node, the input. */
  readonly input?: Schema
  readonly since?: string
  readonly sinks?: (sinks: readonly DagSink[]) => readonly DagSink[]
  readonly meta?: Partial<DagDocument['meta']>
}

/** The document after the change, with every hash computed anew. */
function changed(body: string, change: Change): DagDocument {
  const document = documentOf(body)
  const ids = new Map<string, string>()
  const nodes = document.nodes.map((node, i) => {
    const isLast = i === document.nodes.length - 1
    const isInput = i === 0
    const rows = (isLast ? change.rows : undefined) ?? node.kernel.rows
    const consts = (isLast ? change.consts : undefined) ?? node.config.consts
    const holes = consts.map((constant) => (typeof constant === 'number' ? 'i' : 'f'))
    const inputs = node.config.inputs.map((id) => ids.get(id) ?? id)
    const since = isInput && change.since !== undefined ? { since: change.since } : {}
    const own = isInput ? change.input : isLast ? change.schema : undefined
    const made = {
      ...node,
      kernel: { ...node.kernel, rows, holes },
      config: { ...node.config, inputs, consts, ...since },
      schema: own ?? node.schema,
      meta: { ...node.meta, rows: rows.map(() => null), holes: consts.map(() => null) },
    }
    const hashes = hashNode(made)
    ids.set(node.node_id, hashes.node_id)
    return { ...made, ...hashes }
  })
  const moved = document.sinks.map((sink) => ({
    ...sink,
    node_id: ids.get(sink.node_id) ?? sink.node_id,
    ...(sink.on === undefined ? {} : { on: ids.get(sink.on) ?? sink.on }),
  }))
  const sinks = change.sinks?.(moved) ?? moved
  return {
    ...document,
    nodes,
    sinks,
    dag_id: dagId(document.v, sinks),
    meta: { ...document.meta, ...change.meta },
  }
}

function verdict(body: string, change: Change): string {
  const result = validateDag(JSON.parse(JSON.stringify(changed(body, change))))
  return result.ok ? 'accepted' : `${result.refusal.path} ${result.refusal.message}`
}

const close: Row = ['field', '$0', { name: 'close' }]
const open: Row = ['field', '$0', { name: 'open' }]
const SUM = 'emit signal z = a.close + a.open'
const TARGET = 'emit target z on a = if a.close > 1 then 1 else 0'
const one = 'f64:3ff0000000000000'
const two = 'f64:4000000000000000'

describe('the door', () => {
  test('accepts what the compiler wrote, hashed anew', () => {
    for (const body of [SUM, TARGET, 'emit signal z on a = sma(a.close, 3)[2]', 'emit signal z = a'])
      expect(verdict(body, {})).toBe('accepted')
  })

  test.each<readonly [string, readonly Row[], readonly Constant[], RegExp]>([
    ['a row that nothing reads', [open, close, ['neg', 1]], [], /rows\[0\] does not stand where/],
    ['rows in another order than a walk gives', [open, close, ['sub', 1, 0]], [], /rows\[0\] does not stand/],
    ['a row twice', [close, close, ['add', 0, 1]], [], /rows\[1\] computes what row 0 does/],
    [
      'a row twice, by the constants in its holes',
      [close, ['mul', 0, '?0'], ['mul', 0, '?1'], ['add', 1, 2]],
      [two, two],
      /rows\[2\] computes what row 1 does/,
    ],
    [
      'what would be a node of its own',
      [close, ['sma@1', 0, '?0'], ['neg', 1]],
      [3],
      /rows\[1\] sma@1 is a node of its own/,
    ],
    [
      'a sum of constants',
      [close, ['add', '?0', '?1'], ['add', 0, 1]],
      [one, two],
      /rows\[1\] add of constants/,
    ],
    [
      'a choice among constants',
      [close, ['bool', { value: true }], ['if', 1, '?0', '?1'], ['add', 0, 2]],
      [one, two],
      /if of constants/,
    ],
    ['a sign turned twice', [close, ['neg', 0], ['neg', 1]], [], /rows\[2\] turns a sign twice/],
  ])('refuses a kernel with %s', (_, rows, consts, reason) => {
    expect(verdict(SUM, { rows, consts })).toMatch(reason)
  })

  test('accepts equal rows over other constants', () => {
    const rows: readonly Row[] = [close, ['mul', 0, '?0'], ['mul', 0, '?1'], ['add', 1, 2]]
    expect(verdict(SUM, { rows, consts: [one, two] })).toBe('accepted')
  })

  test.each<readonly [string, Change, RegExp]>([
    [
      'of a bool',
      { rows: [close, ['lt', '?0', 0]], consts: [one], schema: 'bool' },
      /node_id a target is a number/,
    ],
    [
      'of a record',
      { rows: [close, ['record', 0, { names: ['x'] }]], consts: [], schema: { record: { x: 'float' } } },
      /node_id a target is a number/,
    ],
    [
      'on what is no input',
      { sinks: (sinks) => sinks.map((sink) => ({ ...sink, on: sink.node_id })) },
      /sinks\[0\]\.on the input has no open/,
    ],
    ['on an input without open', { input: { record: { close: 'float' } } }, /on the input has no open/],
    [
      'beside another on its stream',
      { sinks: (sinks) => sinks.flatMap((sink) => [sink, { ...sink, name: 'zz' }]) },
      /target zz trades x:A, which target z does/,
    ],
    [
      'as an order',
      { sinks: (sinks) => sinks.map((sink) => ({ ...sink, kind: 'order' })) },
      /is no order: side, quantity, type/,
    ],
    [
      'under a condition',
      { sinks: (sinks) => sinks.map((sink) => ({ ...sink, when_node_id: sink.node_id })) },
      /a condition is a bool/,
    ],
    [
      'by no name',
      { sinks: (sinks) => sinks.map((sink) => ({ ...sink, name: 'z\u001B[31m' })) },
      /sinks\[0\]\.name must be a name/,
    ],
  ])('refuses a target %s', (_, change, reason) => {
    expect(verdict(TARGET, change)).toMatch(reason)
  })

  test('refuses a signal on what is no input', () => {
    const sinks = (all: readonly DagSink[]) => all.map((sink) => ({ ...sink, on: sink.node_id }))
    expect(verdict(SUM, { sinks })).toMatch(/sinks\[0\]\.on node [0-9a-f]{64} is no input/)
  })

  test.each<readonly [string, Change, RegExp]>([
    ['of strings', { input: { record: { close: 'string', open: 'float' } } }, /schema an input is a number/],
    ['from a time on', { since: '2020-01-01' }, /since is no instant as 2020-01-31T00:00:00\.000Z/],
    ['with a field of no name', { input: { record: { 'a b': 'float' } } }, /schema\.record must be a name/],
  ])('refuses an input %s', (_, change, reason) => {
    expect(verdict(SUM, change)).toMatch(reason)
  })

  test.each<readonly [string, Change['meta'], RegExp]>([
    ['a strategy of no name', { strategy: '../../x' }, /meta\.strategy must be a name/],
    ['a file with a line break', { file: 'a\nb.qdag' }, /meta\.file holds a control character/],
    ['a param of no name', { params: { 'n\u202E': '1' } }, /meta\.params must be a name/],
  ])('refuses %s', (_, meta, reason) => {
    expect(verdict(SUM, { meta: meta ?? {} })).toMatch(reason)
  })

  test('refuses an int of −0, which has the hash of 0', () => {
    const document = JSON.stringify(documentOf('emit signal z = if a.close > 1 then 1 else 0'))
    const result = validateDag(JSON.parse(document.replace('"phase_ms":0', '"phase_ms":-0')))
    expect(result.ok ? 'accepted' : result.refusal.message).toBe('must be 0, not -0')
  })
})

// Builds DAG documents without the language: a few expression functions, cut into nodes and hashed as
// the compiler does it. Texts and lines are made up, so that explanations have something to quote.
import { dagId, sortSinks } from '../../compiler/identity/dag-id.ts'
import { encodeFloat } from '../../compiler/identity/encode-float.ts'
import { hashNode } from '../../compiler/identity/node-id.ts'
import {
  type Attributes,
  type Clock,
  type Constant,
  type DagDocument,
  type DagNode,
  type DagSink,
  type MissingPolicy,
  type Operand,
  type Row,
  type Schema,
  SCHEME,
  type SourceRef,
} from '../../compiler/dag/document.ts'

export type Expr =
  | {
      readonly kind: 'input'
      readonly stream: string
      readonly clock: Clock
      readonly missing: MissingPolicy
    }
  | { readonly kind: 'const'; readonly type: 'i' | 'f'; readonly value: number; readonly line: number }
  | {
      readonly kind: 'op'
      readonly op: string
      readonly args: readonly Expr[]
      readonly attrs: Attributes | null
      readonly mark: boolean
      readonly line: number
    }

export const MINUTE = { every_ms: 60_000, phase_ms: 0 } satisfies Clock
const BAR: Schema = {
  record: { open: 'float', high: 'float', low: 'float', close: 'float', volume: 'float' },
}
const WINDOWS = new Set(['sma@1', 'stdev@1', 'sum@1', 'highest@1', 'lowest@1'])
const RECURSIONS = new Set(['ema@1', 'rma@1'])
const BOOLS = new Set(['lt', 'le', 'eq', 'ne', 'and', 'or', 'not', 'isna'])
const COMMUTATIVE = new Set(['add', 'mul', 'eq', 'ne', 'and', 'or', 'min@1', 'max@1'])

export function input(stream: string, more: { clock?: Clock; missing?: MissingPolicy } = {}): Expr {
  return { kind: 'input', stream, clock: more.clock ?? MINUTE, missing: more.missing ?? 'skip' }
}

export function int(value: number, line = 1): Expr {
  return { kind: 'const', type: 'i', value, line }
}

export function float(value: number, line = 1): Expr {
  return { kind: 'const', type: 'f', value, line }
}

export function op(
  name: string,
  args: readonly Expr[],
  more: { attrs?: Attributes; mark?: boolean; line?: number } = {},
): Expr {
  return {
    kind: 'op',
    op: name,
    args,
    attrs: more.attrs ?? null,
    mark: more.mark ?? false,
    line: more.line ?? 1,
  }
}

export const field = (x: Expr, name: string, line = 1): Expr => op('field', [x], { attrs: { name }, line })
export const ema = (x: Expr, n: number, line = 1): Expr =>
  op('ema@1', [x, int(n, line)], { attrs: { seed: 'sma' }, line })
export const sma = (x: Expr, n: number, line = 1): Expr => op('sma@1', [x, int(n, line)], { line })

/** A node of its own, as `node let` makes it. */
export const marked = (x: Expr): Expr => (x.kind === 'op' ? { ...x, mark: true } : x)

export interface SinkSpec {
  readonly kind?: 'signal' | 'target'
  readonly name: string
  readonly value: Expr
  readonly on?: Expr
  readonly when?: Expr
  readonly tags?: readonly string[]
}

/** The expression as the user might have written it. */
function show(expr: Expr): string {
  if (expr.kind === 'input') return expr.stream
  if (expr.kind === 'const') return String(expr.value)
  if (expr.op === 'field') return `${expr.args.map(show).join('')}.${String(expr.attrs?.['name'])}`
  return `${expr.op.replace(/@.*/, '')}(${expr.args.map(show).join(', ')})`
}

export function buildDag(
  strategy: string,
  sinks: readonly SinkSpec[],
  file = `strategies/${strategy}.qdag`,
): DagDocument {
  const nodes = new Map<string, DagNode>()
  const ids = new Map<Expr, string>()
  const bound = new Set(sinks.flatMap((sink) => [sink.value, ...(sink.when ? [sink.when] : [])]))
  const specs = sinks.map((sink) => {
    const kind = sink.kind ?? 'signal'
    const node_id = nodeOf(sink.value)
    return {
      sink: {
        kind,
        name: sink.name,
        ...(sink.on === undefined ? {} : { on: nodeOf(sink.on) }),
        node_id,
        ...(sink.when === undefined ? {} : { when_node_id: nodeOf(sink.when) }),
      } satisfies DagSink,
      tags: sink.tags ?? [],
    }
  })
  const bindings = sortSinks(specs.map(({ sink }) => sink))
  const at: SourceRef = { file, line: 1, column: 1, text: 'emit' }
  return {
    v: SCHEME,
    dag_id: dagId(SCHEME, bindings),
    nodes: topological([...nodes.values()]),
    sinks: bindings,
    meta: {
      strategy,
      file,
      params: {},
      sinks: Object.fromEntries(specs.map(({ sink, tags }) => [`${sink.kind}/${sink.name}`, { at, tags }])),
    },
  }

  function isCut(expr: Expr): boolean {
    if (expr.kind === 'const') return false
    return (
      expr.kind === 'input' || expr.mark || bound.has(expr) || WINDOWS.has(expr.op) || RECURSIONS.has(expr.op)
    )
  }

  function nodeOf(expr: Expr): string {
    const known = ids.get(expr)
    if (known !== undefined) return known
    const node = expr.kind === 'input' ? inputNode(expr) : computedNode(expr)
    nodes.set(node.node_id, node)
    ids.set(expr, node.node_id)
    return node.node_id
  }

  function inputNode(expr: Expr & { readonly kind: 'input' }): DagNode {
    const { stream, clock, missing } = expr
    const config = { v: SCHEME, clock, inputs: [], consts: [], stream, missing }
    const kernel = { holes: [], rows: [['input']] as readonly Row[], slots: 0 }
    const preimage = { node_type: 'input' as const, kernel, config, schema: BAR }
    return {
      ...preimage,
      ...hashNode(preimage),
      meta: { names: ['bars'], label: stream, rows: [place(1, show(expr))], holes: [] },
    }
  }

  function computedNode(root: Expr): DagNode {
    const rows: Row[] = []
    const seen = new Map<string, number>()
    const slots: string[] = []
    const holes: { type: 'i' | 'f'; value: Constant; at: SourceRef }[] = []
    const rowPlaces: SourceRef[] = []
    const operand = (expr: Expr, isRoot: boolean): Operand => {
      if (expr.kind === 'const') {
        holes.push({
          type: expr.type,
          value: expr.type === 'i' ? expr.value : encodeFloat(expr.value),
          at: place(expr.line, String(expr.value)),
        })
        return `?${holes.length - 1}`
      }
      if (!isRoot && isCut(expr)) {
        const id = nodeOf(expr)
        if (!slots.includes(id)) slots.push(id)
        return `$${slots.indexOf(id)}`
      }
      if (expr.kind === 'input') throw new TypeError('an input is a node')
      const args = ordered(expr).map((arg) => operand(arg, false))
      const row: Row = expr.attrs === null ? [expr.op, ...args] : [expr.op, ...args, expr.attrs]
      const key = JSON.stringify(row)
      const known = seen.get(key)
      if (known !== undefined) return known
      rows.push(row)
      rowPlaces.push(place(expr.line, show(expr)))
      seen.set(key, rows.length - 1)
      return rows.length - 1
    }
    operand(root, true)
    const clock = slots.map((id) => nodes.get(id)?.config.clock)[0] ?? MINUTE
    const kernel = { holes: holes.map((hole) => hole.type), rows, slots: slots.length }
    const config = { v: SCHEME, clock, inputs: slots, consts: holes.map((hole) => hole.value) }
    const last = root.kind === 'op' ? root.op : ''
    const schema: Schema = BOOLS.has(last) ? 'bool' : 'float'
    const node_type = WINDOWS.has(last) ? 'window' : RECURSIONS.has(last) ? 'rec' : 'point'
    const preimage = { node_type, kernel, config, schema } as const
    return {
      ...preimage,
      ...hashNode(preimage),
      meta: { names: [], label: show(root), rows: rowPlaces, holes: holes.map((hole) => hole.at) },
    }
  }

  /** Commutative operands in an order that depends on ids, as the compiler's does. */
  function ordered(expr: Expr & { readonly kind: 'op' }): readonly Expr[] {
    if (!COMMUTATIVE.has(expr.op)) return expr.args
    const key = (arg: Expr): string => (isCut(arg) ? `$${nodeOf(arg)}` : show(arg))
    return expr.args.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
  }

  function place(line: number, text: string): SourceRef {
    return { file, line, column: 1, text: text.slice(0, 200) }
  }
}

function topological(nodes: readonly DagNode[]): readonly DagNode[] {
  const left = new Map(nodes.map((node) => [node.node_id, node]))
  const ordered: DagNode[] = []
  while (left.size > 0) {
    const ready = [...left.values()].filter((node) => node.config.inputs.every((id) => !left.has(id)))
    for (const node of ready.toSorted((a, b) => (a.node_id < b.node_id ? -1 : 1))) {
      ordered.push(node)
      left.delete(node.node_id)
    }
  }
  return ordered
}

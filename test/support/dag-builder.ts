// Builds nodes of DAG documents without a compiler: the ids are unique and mean nothing.
import type { Constant, DagNode, Kernel, NodeType, Row, Schema } from '../../compiler/dag/document.ts'
import { encodeFloat } from '../../compiler/identity/encode-float.ts'
import type { Ticks } from '../../compiler/runtime/ticks.ts'

export interface NodeParts {
  readonly type?: NodeType
  readonly rows: readonly Row[]
  readonly inputs?: readonly string[]
  readonly consts?: readonly Constant[]
  readonly schema?: Schema
}

export interface DagBuilder {
  readonly nodes: readonly DagNode[]
  /** Adds a node and gives its id. */
  add(parts: NodeParts): string
  /** An input with a scalar or a record of floats. */
  input(fields?: readonly string[]): string
}

/** A float constant as a document holds it. */
export const f64 = (value: number): Constant => encodeFloat(value)

export function createDagBuilder(): DagBuilder {
  const nodes: DagNode[] = []
  const hash = (number: number): string => number.toString(16).padStart(64, '0')
  const add = ({ type = 'point', rows, inputs = [], consts = [], schema = 'float' }: NodeParts): string => {
    const node_id = hash(nodes.length + 1)
    const kernel: Kernel = {
      holes: consts.map((constant) => (typeof constant === 'number' ? 'i' : 'f')),
      rows,
      slots: inputs.length,
    }
    nodes.push({
      node_id,
      node_type: type,
      code_hash: hash(0),
      config_hash: hash(0),
      schema_hash: hash(0),
      kernel,
      config: { v: 1, clock: { every_ms: 60_000, phase_ms: 0 }, inputs, consts },
      schema,
      meta: { names: [], label: '', rows: rows.map(() => null), holes: consts.map(() => null) },
    })
    return node_id
  }
  return {
    nodes,
    add,
    input: (fields) =>
      add({
        type: 'input',
        rows: [['input']],
        schema: fields
          ? { record: Object.fromEntries(fields.map((name) => [name, 'float' as const])) }
          : 'float',
      }),
  }
}

/** Ticks of one-minute buckets with the given labels, from the epoch. */
export function ticksAt(
  labels: readonly number[],
  columns: Readonly<Record<string, readonly number[]>>,
): Ticks {
  return {
    times: Float64Array.from(labels, (label) => (label + 1) * 60_000),
    labels: Float64Array.from(labels),
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [name, Float64Array.from(values)]),
    ),
  }
}

/** Ticks without gaps from label 0. */
export function denseTicks(columns: Readonly<Record<string, readonly number[]>>): Ticks {
  const length = Object.values(columns)[0]?.length ?? 0
  return ticksAt(
    Array.from({ length }, (_, index) => index),
    columns,
  )
}

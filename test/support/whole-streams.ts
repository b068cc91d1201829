// A second reading of a DAG document: every row as a whole stream, a list of labels with values.
// No programs, domains or blocks; it shares only the definitions of single operations with the engine.
import type { Attributes, DagNode, Operand } from '../../compiler/dag/document.ts'
import { constantValue } from '../../compiler/dag/constant-value.ts'
import type { Operation, Past } from '../../compiler/kernels/operation.ts'
import { countOperands, findOperation } from '../../compiler/kernels/registry.ts'
import type { Streams } from './run-ticks.ts'

/** Labels are null for what is constant. */
export interface WholeStream {
  readonly labels: readonly number[] | null
  readonly fields: ReadonlyMap<string, readonly number[]>
  /** Fields that are bools. */
  readonly bools: ReadonlySet<string>
}

const scalar = 'value'
const onlyBool: ReadonlySet<string> = new Set([scalar])
const noBool: ReadonlySet<string> = new Set()

/** All nodes as whole streams from the origin. */
export function readWhole(nodes: readonly DagNode[], streams: Streams): ReadonlyMap<string, WholeStream> {
  const known = new Map<string, WholeStream>()
  for (const node of nodes) {
    const ticks = streams.get(node.node_id)
    const fields = Object.entries(ticks?.columns ?? {}).map(([name, values]) => [name, [...values]] as const)
    const bools = node.schema === 'bool' ? onlyBool : noBool
    known.set(
      node.node_id,
      ticks ? { labels: [...ticks.labels], fields: new Map(fields), bools } : readNode(node, known),
    )
  }
  return known
}

function readNode(node: DagNode, known: ReadonlyMap<string, WholeStream>): WholeStream {
  const rows: WholeStream[] = []
  const constant = (value: number, isBool = false): WholeStream => ({
    labels: null,
    fields: new Map([[scalar, [value]]]),
    bools: isBool ? onlyBool : noBool,
  })
  const find = (operand: Operand): WholeStream => {
    const number = Number(String(operand).slice(1))
    if (typeof operand === 'number') return rows[operand] ?? constant(Number.NaN)
    if (operand.startsWith('?')) return constant(constantValue(node.config.consts[number] ?? Number.NaN))
    return known.get(node.config.inputs[number] ?? '') ?? constant(Number.NaN)
  }
  for (const [name, ...rest] of node.kernel.rows) {
    const operands = rest.filter((item): item is Operand => typeof item !== 'object')
    const attributes = rest.find((item): item is Attributes => typeof item === 'object') ?? {}
    rows.push(readRow(name, operands.map(find), attributes, constant))
  }
  return rows.at(-1) ?? constant(Number.NaN)
}

function readRow(
  name: string,
  operands: readonly WholeStream[],
  attributes: Attributes,
  constant: (value: number, isBool?: boolean) => WholeStream,
): WholeStream {
  const labels = commonLabels(operands)
  const columns = operands.map((operand) => align(operand, labels))
  const [first] = operands
  if (name === 'bool') return constant(attributes['value'] === true ? 1 : 0, true)
  if (name === 'na') return constant(Number.NaN)
  if (name === 'record') {
    const names = attributes['names']
    const list = Array.isArray(names) ? names.map(String) : []
    const bools = new Set(list.filter((_, i) => operands[i]?.bools.has(scalar)))
    return { labels, fields: new Map(list.map((field, i) => [field, columns[i] ?? []])), bools }
  }
  if (name === 'field') {
    const wanted = String(attributes['name'])
    const bools = first?.bools.has(wanted) ? onlyBool : noBool
    return {
      labels: first?.labels ?? null,
      fields: new Map([[scalar, first?.fields.get(wanted) ?? []]]),
      bools,
    }
  }
  const operation = findOperation(name, attributes)
  if (!operation) throw new Error(`no operation ${name}`)
  const parameters = operands
    .slice(countOperands(operation))
    .map((operand) => operand.fields.get(scalar)?.[0] ?? 0)
  const isBool =
    operation.family === 'pointwise'
      ? operation.result === 'bool' ||
        (operation.result === 'last' && (operands.at(-1)?.bools.has(scalar) ?? false))
      : operation.family === 'delay' && (first?.bools.has(scalar) ?? false)
  const values = apply(operation, columns, labels, parameters, isBool)
  return { labels, fields: new Map([[scalar, values]]), bools: isBool ? onlyBool : noBool }
}

function apply(
  operation: Operation,
  columns: readonly (readonly number[])[],
  labels: readonly number[] | null,
  parameters: readonly number[],
  isBool: boolean,
): readonly number[] {
  const [a = [], b = [], c = []] = columns
  const state = new Float64Array(8).fill(Number.NaN)
  return a.map((_, tick) => {
    const past: Past = {
      value: (ago) => a[tick - ago] ?? (isBool ? 0 : Number.NaN),
      label: (ago) => labels?.[tick - ago] ?? Number.NaN,
    }
    switch (operation.family) {
      case 'pointwise':
        return operation.step(a[tick] ?? Number.NaN, b[tick] ?? Number.NaN, c[tick] ?? Number.NaN)
      case 'delay':
        return past.value(parameters[0] ?? 0)
      case 'window':
        return operation.value(past, parameters)
      case 'recursion':
        return operation.step(past, parameters, state, 0)
    }
  })
}

/** The labels that all operands have; null when all are constant. */
function commonLabels(operands: readonly WholeStream[]): readonly number[] | null {
  const [first, ...others] = operands.flatMap(({ labels }) => (labels ? [labels] : []))
  if (!first) return null
  const sets = others.map((labels) => new Set(labels))
  return first.filter((label) => sets.every((set) => set.has(label)))
}

function align({ labels, fields }: WholeStream, to: readonly number[] | null): readonly number[] {
  const values = fields.get(scalar) ?? []
  if (!labels || !to) return to ? to.map(() => values[0] ?? Number.NaN) : values
  const byLabel = new Map(labels.map((label, i) => [label, values[i] ?? Number.NaN]))
  return to.map((label) => byLabel.get(label) ?? Number.NaN)
}

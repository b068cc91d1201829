// Expands one node's term table into steps of a table, its slots being values of nodes before it.
import type { Attributes, Constant, DagNode, Operand, Row, ScalarSchema, Schema } from '../dag/document.ts'
import { InternalError } from '../internal-error.ts'
import type { Kind } from '../kernels/operation.ts'
import { countOperands, countParameters, findOperation } from '../kernels/registry.ts'
import { constantValue } from '../dag/constant-value.ts'
import { type Draft, type StepTable, type Ticking, union } from './step-table.ts'
import { VALUE } from './ticks.ts'

/** What a node gives at each of its ticks, by field; a scalar under `value`. */
export interface NodeDraft {
  readonly fields: ReadonlyMap<string, Draft>
  readonly ticking: Ticking
}

/** Longest window or delay, in ticks. */
const longest = 1_000_000

const kindOf = (type: ScalarSchema): Kind => (type === 'bool' ? 'bool' : 'number')

/** The columns of a schema with their kinds. */
export function columnsOf(schema: Schema): readonly (readonly [string, Kind])[] {
  if (typeof schema === 'string') return [[VALUE, kindOf(schema)]]
  return Object.entries(schema.record).map(([name, type]) => [name, kindOf(type)] as const)
}

/** A node whose ticks come from outside. */
export function supplyNode(node: DagNode, supplied: number, table: StepTable): NodeDraft {
  const fields = columnsOf(node.schema).map(
    ([name, kind]) => [name, table.source(node.node_id, supplied, name, kind)] as const,
  )
  return { fields: new Map(fields), ticking: [supplied] }
}

/** Adds what the node computes to the table. */
export function expandNode(node: DagNode, slots: readonly NodeDraft[], table: StepTable): NodeDraft {
  const results: NodeDraft[] = []
  for (const row of node.kernel.rows) results.push(expandRow(node, row, slots, results, table))
  const last = results.at(-1)
  if (!last) throw new InternalError(`node ${node.node_id} has no rows`)
  const ticking = union([...last.fields.values()].map(table.tickingOf))
  const fields = [...last.fields].map(
    ([name, value]) => [name, table.at(node.node_id, value, ticking)] as const,
  )
  return { fields: new Map(fields), ticking }
}

function expandRow(
  node: DagNode,
  row: Row,
  slots: readonly NodeDraft[],
  results: readonly NodeDraft[],
  table: StepTable,
): NodeDraft {
  const { operation: name, operands, attributes } = readRow(row)
  const valueOf = (operand: Operand): NodeDraft => resolve(node, operand, slots, results)
  const scalarOf = (operand: Operand): Draft => scalar(node, valueOf(operand))
  const give = (value: Draft): NodeDraft => ({ fields: new Map([[VALUE, value]]), ticking: [] })

  switch (name) {
    case 'bool':
      return give({ kind: 'constant', value: attributes['value'] === true ? 1 : 0, of: 'bool' })
    case 'na':
      return give({ kind: 'constant', value: Number.NaN, of: 'number' })
    case 'const':
      return give(scalarOf(first(node, operands)))
    case 'field':
      return give(field(node, valueOf(first(node, operands)), attributes['name']))
    case 'record': {
      const names = Array.isArray(attributes['names']) ? attributes['names'].map(String) : []
      if (names.length !== operands.length) throw unfit(node, 'a record needs a name for each value')
      return {
        fields: new Map(operands.map((operand, i) => [names[i] ?? '', scalarOf(operand)])),
        ticking: [],
      }
    }
    default: {
      const operation = findOperation(name, attributes)
      if (!operation) throw unfit(node, `no operation ${JSON.stringify(name)} with these options`)
      const streams = countOperands(operation)
      if (operands.length !== streams + countParameters(operation))
        throw unfit(node, `wrong number of operands for ${operation.name}`)
      const parameters = operands.slice(streams).map((operand) => parameter(node, operand))
      if ((parameters[0] ?? 1) < 1) throw unfit(node, `${operation.name} needs at least one tick`)
      return give(
        table.compute(node.node_id, operation, operands.slice(0, streams).map(scalarOf), parameters),
      )
    }
  }
}

function readRow(row: Row): {
  operation: string
  operands: readonly Operand[]
  attributes: Readonly<Record<string, unknown>>
} {
  const [operation, ...rest] = row
  const isOperand = (item: Operand | Attributes): item is Operand => typeof item !== 'object'
  const attributes = rest.find((item): item is Attributes => !isOperand(item))
  return { operation, operands: rest.filter(isOperand), attributes: attributes ?? {} }
}

function resolve(
  node: DagNode,
  operand: Operand,
  slots: readonly NodeDraft[],
  results: readonly NodeDraft[],
): NodeDraft {
  if (typeof operand === 'number') return results[operand] ?? fault(node, operand)
  if (operand.startsWith('$')) return slots[Number(operand.slice(1))] ?? fault(node, operand)
  const value = constantValue(hole(node, operand))
  if (Math.abs(value) === Infinity) throw unfit(node, 'an infinite constant')
  return { fields: new Map([[VALUE, { kind: 'constant', value, of: 'number' }]]), ticking: [] }
}

function hole(node: DagNode, operand: Operand): Constant {
  const constant = typeof operand === 'string' && operand.startsWith('?') ? operand.slice(1) : ''
  return node.config.consts[constant === '' ? -1 : Number(constant)] ?? fault(node, operand)
}

function parameter(node: DagNode, operand: Operand): number {
  const value = constantValue(hole(node, operand))
  if (!Number.isInteger(value) || value < 0 || value > longest)
    throw unfit(node, `${value} is no length in ticks`)
  return value
}

function scalar(node: DagNode, value: NodeDraft): Draft {
  return value.fields.get(VALUE) ?? fault(node, 'a record')
}

function field(node: DagNode, value: NodeDraft, name: unknown): Draft {
  return (typeof name === 'string' ? value.fields.get(name) : undefined) ?? fault(node, 'a field')
}

function first(node: DagNode, operands: readonly Operand[]): Operand {
  return operands[0] ?? fault(node, 'nothing')
}

function fault(node: DagNode, operand: unknown): never {
  throw unfit(node, `${JSON.stringify(operand)} stands where it has no value`)
}

function unfit(node: DagNode, message: string): InternalError {
  return new InternalError(`node ${node.node_id}: ${message}`)
}

// What a document says about how far back its nodes look: derived from kernels, and hashed nowhere.
import { assertNever, InternalError } from '../internal-error.ts'
import type { Operation } from '../kernels/operation.ts'
import { countOperands, findOperation } from '../kernels/registry.ts'
import { constantValue } from './constant-value.ts'
import type { Attributes, DagDocument, DagNode, Operand, Row } from './document.ts'

export interface NodeFigures {
  /** How many ticks of its inputs decide a value, the current one included; 0: all since the origin. */
  readonly period: number
  readonly memory: 'finite' | 'origin'
  /** Number, from 0, of the first tick since the origin that can have a value. */
  readonly warmup: number
  /** The same for everything that it is computed from: a fallback (`??`) does not hide what it stands in for. */
  readonly settled: number
}

/** Of one value; a period without bound is Infinity here, so that it absorbs what is added to it. */
interface Reach {
  readonly period: number
  readonly warmup: number
  readonly settled: number
}

/** By field; a scalar has one field without a name. */
type Reaches = ReadonlyMap<string, Reach>

const scalar = ''
const none: Reach = { period: 1, warmup: 0, settled: 0 }

/**
 * The figures of every node of a valid document, by NodeID.
 *
 * Nodes must come after their inputs. Rules: an input, a constant: period 1, warm-up 0.
 * Pointwise operations, `if` and comparisons: the greatest of their operands; but `a ?? b` warms up
 * when b does. A delay adds its ticks, a window its length less one, to both figures. A recursion
 * looks back to the origin and adds its own warm-up.
 */
export function figuresOf({ nodes }: Pick<DagDocument, 'nodes'>): ReadonlyMap<string, NodeFigures> {
  const known = new Map<string, Reaches>()
  const figures = new Map<string, NodeFigures>()
  for (const node of nodes) {
    const reaches = reachNode(node, known)
    const { period, warmup, settled } = greatest([...reaches.values()])
    known.set(node.node_id, reaches)
    figures.set(node.node_id, {
      period: period === Infinity ? 0 : period,
      memory: period === Infinity ? 'origin' : 'finite',
      warmup,
      settled,
    })
  }
  return figures
}

function reachNode(node: DagNode, known: ReadonlyMap<string, Reaches>): Reaches {
  const rows: Reaches[] = []
  const find = (operand: Operand): Reaches => {
    if (typeof operand === 'number') return rows[operand] ?? unfit(node)
    if (operand.startsWith('?')) return new Map([[scalar, none]])
    const upstream = node.config.inputs[Number(operand.slice(1))]
    return known.get(upstream ?? '') ?? unfit(node)
  }
  for (const row of node.kernel.rows) rows.push(reachRow(node, row, find))
  return rows.at(-1) ?? unfit(node)
}

function reachRow(node: DagNode, row: Row, find: (operand: Operand) => Reaches): Reaches {
  const [name, ...rest] = row
  const operands = rest.filter((item): item is Operand => typeof item !== 'object')
  const attributes: Attributes = rest.find((item): item is Attributes => typeof item === 'object') ?? {}
  const reaches = operands.map((operand) => wholeOf(find(operand)))
  switch (name) {
    case 'record': {
      const names = Array.isArray(attributes['names']) ? attributes['names'].map(String) : []
      return new Map(reaches.map((reach, i) => [names[i] ?? '', reach]))
    }
    case 'field': {
      const [record] = operands
      const fields = record === undefined ? unfit(node) : find(record)
      // An input's fields are not told apart.
      return new Map([[scalar, fields.get(String(attributes['name'])) ?? wholeOf(fields)]])
    }
    default: {
      const operation = findOperation(name, attributes)
      // Inputs and constants look at nothing before the current tick.
      if (operation === null) return new Map([[scalar, greatest(reaches)]])
      const parameters = operands.slice(countOperands(operation)).map((operand) => parameterOf(node, operand))
      return new Map([[scalar, reachOperation(operation, reaches, parameters)]])
    }
  }
}

function reachOperation(
  operation: Operation,
  operands: readonly Reach[],
  parameters: readonly number[],
): Reach {
  const { period, warmup, settled } = greatest(operands)
  switch (operation.family) {
    case 'pointwise': {
      const waits = operation.waits?.map((index) => operands[index] ?? none) ?? operands
      return { period, warmup: greatest(waits).warmup, settled }
    }
    case 'delay':
    case 'window': {
      const past = operation.past(parameters)
      return { period: period + past, warmup: warmup + past, settled: settled + past }
    }
    case 'recursion': {
      const before = operation.warmup(parameters)
      return { period: Infinity, warmup: warmup + before, settled: settled + before }
    }
    default:
      return assertNever(operation)
  }
}

function greatest(reaches: readonly Reach[]): Reach {
  return {
    period: Math.max(none.period, ...reaches.map(({ period }) => period)),
    warmup: Math.max(none.warmup, ...reaches.map(({ warmup }) => warmup)),
    settled: Math.max(none.settled, ...reaches.map(({ settled }) => settled)),
  }
}

function wholeOf(reaches: Reaches): Reach {
  return greatest([...reaches.values()])
}

function parameterOf(node: DagNode, operand: Operand): number {
  const constant = typeof operand === 'string' ? node.config.consts[Number(operand.slice(1))] : undefined
  return constant === undefined ? unfit(node) : constantValue(constant)
}

function unfit(node: DagNode): never {
  throw new InternalError(`the kernel of node ${node.node_id} names what it does not have`)
}

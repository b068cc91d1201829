// One document as a flat table of terms: every row of every node gets a number, operands are resolved
// through slots and holes. Two documents indexed with one interner can be compared by number.
// Nothing here is recursive: documents may be deep, and sharing makes trees out of them explode.
import type { Attributes, Constant, DagDocument, DagNode, Operand, Row } from '../dag/document.ts'

/** Gives equal keys equal numbers. */
export interface Interner {
  number(key: string): number
}

export function createInterner(): Interner {
  const numbers = new Map<string, number>()
  return {
    number(key) {
      const known = numbers.get(key)
      if (known !== undefined) return known
      numbers.set(key, numbers.size)
      return numbers.size - 1
    },
  }
}

/** An operand with its slot or hole looked up. */
export type Resolved =
  | { readonly kind: 'term'; readonly term: number; readonly slot: number | null }
  | { readonly kind: 'constant'; readonly hole: number; readonly value: Constant; readonly type: 'i' | 'f' }

export interface IndexedTerm {
  readonly node: DagNode
  readonly row: number
  readonly op: string
  readonly operands: readonly Resolved[]
  readonly attributes: Attributes
  /** Is it the result of its node? */
  readonly root: boolean
  /** Equal for equal computations, wherever they are cut into nodes. */
  readonly value: number
  /** Equal for equal computations with equal cuts and clocks. */
  readonly exact: number
  /** Equal for computations that differ in constants and streams only. */
  readonly shape: number
}

export interface TermIndex {
  readonly document: DagDocument
  readonly terms: readonly IndexedTerm[]
  /** The number of a node's result, by NodeID. */
  readonly roots: ReadonlyMap<string, number>
}

const NONE: Attributes = {}

/** Splits a row into operation, operands and attributes. */
function splitRow(row: Row): {
  readonly op: string
  readonly operands: readonly Operand[]
  readonly attributes: Attributes
} {
  const [op, ...parts] = row
  const operands = parts.filter((part) => typeof part !== 'object')
  const attributes = parts.find((part) => typeof part === 'object') ?? NONE
  return { op, operands, attributes }
}

/** Keys of a config that describe a source or an option of its own, not operands. */
export function configExtras(node: DagNode): readonly (readonly [string, unknown])[] {
  return Object.entries(node.config)
    .filter(([key]) => !['v', 'clock', 'inputs', 'consts'].includes(key))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
}

/** Indexes a document whose nodes stand in topological order. */
export function indexTerms(document: DagDocument, interner: Interner): TermIndex {
  const terms: IndexedTerm[] = []
  const roots = new Map<string, number>()
  for (const node of document.nodes) {
    const base = terms.length
    node.kernel.rows.forEach((row, index) => {
      const { op, operands, attributes } = splitRow(row)
      const resolved = operands.map((operand) => resolve(operand, node, base, roots))
      const root = index === node.kernel.rows.length - 1
      const source = root ? sourceKey(node) : ''
      const head = `${op} ${JSON.stringify(sorted(attributes))}`
      const child = (pick: 'value' | 'exact' | 'shape') =>
        resolved.map((operand) => operandKey(operand, pick, terms)).join(' ')
      terms.push({
        node,
        row: index,
        op,
        operands: resolved,
        attributes,
        root,
        value: interner.number(`v ${head} ${source} ${child('value')}`),
        exact: interner.number(root ? `n ${node.node_id}` : `e ${head} ${child('exact')}`),
        shape: interner.number(`s ${op} ${child('shape')}`),
      })
    })
    roots.set(node.node_id, terms.length - 1)
  }
  return { document, terms, roots }
}

function resolve(
  operand: Operand,
  node: DagNode,
  base: number,
  roots: ReadonlyMap<string, number>,
): Resolved {
  if (typeof operand === 'number') return { kind: 'term', term: base + operand, slot: null }
  const position = Number(operand.slice(1))
  if (operand.startsWith('?')) {
    const value = node.config.consts[position] ?? 0
    return { kind: 'constant', hole: position, value, type: node.kernel.holes[position] ?? 'f' }
  }
  const input = node.config.inputs[position] ?? ''
  return { kind: 'term', term: roots.get(input) ?? -1, slot: position }
}

function operandKey(
  operand: Resolved,
  pick: 'value' | 'exact' | 'shape',
  terms: readonly IndexedTerm[],
): string {
  if (operand.kind === 'term') return String(terms[operand.term]?.[pick] ?? 'x')
  return pick === 'shape' ? '?' : `${operand.type}${operand.value}`
}

/** What tells one source from another: only nodes without operands, or with options, have it. */
function sourceKey(node: DagNode): string {
  const extras = configExtras(node)
  const clock = node.config.inputs.length === 0 ? node.config.clock : null
  return extras.length === 0 && clock === null ? '' : JSON.stringify([extras, clock, clock && node.schema])
}

function sorted(attributes: Attributes): readonly (readonly [string, unknown])[] {
  return Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1))
}

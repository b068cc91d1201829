// What the rows of a kernel may say: the closed list of operations with the number of their operands
// and the attributes that they carry. Services refuse everything else.
import { OPERATIONS } from '../../dsl/builtins/registry.ts'

export interface RowShape {
  /** How many operands; null: any number (records). */
  readonly operands: number | null
  /** Attribute → the kind of its value. */
  readonly attributes: Readonly<Record<string, 'text' | 'flag' | 'texts'>>
}

const plain = (operands: number): RowShape => ({ operands, attributes: {} })

const STRUCTURAL: readonly (readonly [string, RowShape])[] = [
  ['input', plain(0)],
  ['na', plain(0)],
  ['bool', { operands: 0, attributes: { value: 'flag' } }],
  ['field', { operands: 1, attributes: { name: 'text' } }],
  ['record', { operands: null, attributes: { names: 'texts' } }],
  ['delay', plain(2)],
  ...['neg', 'ineg', 'not', 'isna'].map((op) => [op, plain(1)] as const),
  ...[
    'add',
    'sub',
    'mul',
    'div',
    'iadd',
    'isub',
    'imul',
    'lt',
    'le',
    'eq',
    'ne',
    'and',
    'or',
    'coalesce',
  ].map((op) => [op, plain(2)] as const),
  ['if', plain(3)],
]

/** All operations of scheme 1 by name. */
export const ROW_SHAPES: ReadonlyMap<string, RowShape> = new Map([
  ...STRUCTURAL,
  ...[...OPERATIONS].flatMap(([op, primitive]): (readonly [string, RowShape])[] => {
    // What is rewritten before anything is hashed is no operation of a kernel.
    if (primitive.revision === null) return []
    const options = primitive.params.filter((param) => param.kind === 'option')
    const attributes = Object.fromEntries(options.map((param) => [param.name, 'text' as const]))
    return [[op, { operands: primitive.params.length - options.length, attributes }]]
  }),
])

/** Operations whose two operands may be swapped without a change of bits. */
export const COMMUTATIVE: ReadonlySet<string> = new Set([
  'add',
  'mul',
  'iadd',
  'imul',
  'eq',
  'ne',
  'and',
  'or',
  'min@1',
  'max@1',
])

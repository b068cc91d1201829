// Random nodes over two or three inputs that use every operation there is: pointwise parts fused into
// windows and recursions, records, delays, joins of inputs with different gaps.
import type { Constant, DagNode, Operand, Row, ScalarSchema, Schema } from '../../compiler/dag/document.ts'
import { findOperation, operationNames } from '../../compiler/kernels/registry.ts'
import type { Chance } from './chance.ts'
import { createDagBuilder, f64 } from './dag-builder.ts'

export interface RandomDag {
  readonly nodes: readonly DagNode[]
  readonly inputs: readonly string[]
  /** The nodes that compute something, each after those that it reads. */
  readonly computed: readonly string[]
}

type Type = 'float' | 'int' | 'bool'

/** What a row of an operation takes and gives; lengths and options are drawn apart. */
interface Signature {
  readonly takes: readonly Type[]
  readonly gives: Type
}

const numeric: readonly Type[] = ['float', 'int']

function signatures(name: string): readonly Signature[] {
  const all = (takes: readonly Type[], gives: Type): Signature => ({ takes, gives })
  if (/^i(?:add|sub|mul)$/.test(name)) return [all(['int', 'int'], 'int')]
  if (name === 'ineg') return [all(['int'], 'int')]
  if (name === 'lt' || name === 'le') return [all(['float', 'float'], 'bool')]
  if (name === 'eq' || name === 'ne') return [all(['float', 'float'], 'bool'), all(['bool', 'bool'], 'bool')]
  if (name === 'and' || name === 'or') return [all(['bool', 'bool'], 'bool')]
  if (name === 'not') return [all(['bool'], 'bool')]
  if (name === 'isna') return [all(['float'], 'bool')]
  if (name === 'if') return (['float', 'int', 'bool'] as const).map((type) => all(['bool', type, type], type))
  if (name === 'coalesce') return numeric.map((type) => all([type, type], type))
  if (name === 'delay') return (['float', 'int', 'bool'] as const).map((type) => all([type], type))
  const operation = findOperation(name, {}) ?? findOperation(name, { seed: 'sma' })
  const operands = operation?.family === 'pointwise' ? operation.operands : 1
  return [
    all(
      Array.from({ length: operands }, () => 'float' as const),
      'float',
    ),
  ]
}

const scalarOf = (type: Type): ScalarSchema => type

/** What a node gives, by field; a scalar stands under null. */
type Gives = ReadonlyMap<string | null, Type>

export function randomDag(chance: Chance): RandomDag {
  const dag = createDagBuilder()
  const gives = new Map<string, Gives>()
  const inputs = Array.from({ length: chance.integer(1, 3) }, () => addInput())
  const computed = Array.from({ length: chance.integer(1, 7) }, () => addNode())

  function addInput(): string {
    const types: readonly (readonly [string | null, Type])[] = chance.happens(0.5)
      ? [[null, chance.pick(['float', 'float', 'int', 'bool'])]]
      : [
          ['close', 'float'],
          ['constructor', 'float'],
          ['__proto__', 'int'],
        ]
    const id = dag.add({ type: 'input', rows: [['input']], schema: schemaOf(types) })
    gives.set(id, new Map(types))
    return id
  }

  function addNode(): string {
    const known: [string, ...string[]] = [inputs[0] ?? '', ...gives.keys()]
    const latest = [...gives.keys()].at(-1) ?? known[0]
    const others = Array.from({ length: chance.integer(0, 2) }, () => chance.pick(known))
    const slots = [...new Set(chance.happens(0.7) ? [latest, ...others] : [chance.pick(known), ...others])]
    const body = createBody(
      chance,
      slots.map((id) => gives.get(id) ?? new Map<string | null, Type>()),
    )
    for (let rows = chance.integer(1, 6); rows > 0; rows -= 1) body.addOperation()
    const types = body.finish()
    const id = dag.add({ rows: body.rows, inputs: slots, consts: body.consts, schema: schemaOf(types) })
    gives.set(id, new Map(types))
    return id
  }
  return { nodes: dag.nodes, inputs, computed }
}

function schemaOf(types: readonly (readonly [string | null, Type])[]): Schema {
  const [first] = types
  if (types.length === 1 && first?.[0] === null) return scalarOf(first[1])
  return { record: Object.fromEntries(types.map(([name, type]) => [name ?? 'value', scalarOf(type)])) }
}

interface Body {
  readonly rows: Row[]
  readonly consts: Constant[]
  addOperation(): void
  /** Sees to it that the last row gives something that ticks, and says what. */
  finish(): readonly (readonly [string | null, Type])[]
}

interface Value {
  readonly operand: Operand
  readonly type: Type
}

const lengths = [1, 1, 2, 2, 3, 3, 4, 5, 7, 8, 13, 20, 33, 70, 1030] as const

function createBody(chance: Chance, slots: readonly Gives[]): Body {
  const rows: Row[] = []
  const consts: Constant[] = []
  /** Values that tick, constants excluded. */
  const values: Value[] = []
  slots.forEach((fields, index) => {
    for (const [name, type] of fields) {
      if (name === null) values.push({ operand: `$${index}`, type })
      else values.push({ operand: rows.push(['field', `$${index}`, { name }]) - 1, type })
    }
  })

  const hole = (constant: Constant): Operand => `?${consts.push(constant) - 1}`
  const constant = (type: Type): Operand => {
    if (type === 'bool') return rows.push(['bool', { value: chance.happens(0.5) }]) - 1
    if (chance.happens(0.1)) return rows.push(['na']) - 1
    const integer = chance.integer(-3, 3)
    return hole(type === 'int' ? integer : f64(chance.pick([integer, integer / 3, -0, 1e-9, 1e200])))
  }
  const draw = (type: Type): Operand | null => {
    const fitting = values.filter(
      (value) => value.type === type || (type === 'float' && value.type === 'int'),
    )
    const [first, ...others] = fitting
    if (!first) return null
    const latest = others.at(-1) ?? first
    return (chance.happens(0.5) ? latest : chance.pick([first, ...others])).operand
  }
  const add = (row: Row, type: Type): void => {
    values.push({ operand: rows.push(row) - 1, type })
  }

  return {
    rows,
    consts,
    addOperation() {
      const name = chance.pick(operationNames as readonly [string, ...string[]])
      const [signature] = signatures(name).toSorted(() => chance.next() - 0.5)
      if (!signature) return
      const operation = findOperation(name, {}) ?? findOperation(name, { seed: 'sma' })
      const drawn = signature.takes.map(draw)
      if (drawn.every((operand) => operand === null)) return
      if (operation?.family === 'pointwise') {
        const operands = drawn.map((operand, i) =>
          operand === null ||
          (drawn.length > 1 && chance.happens(0.15) && drawn.some((other, j) => j !== i && other !== null))
            ? null
            : operand,
        )
        if (operands.every((operand) => operand === null)) return
        const filled = operands.map((operand, i) => operand ?? constant(signature.takes[i] ?? 'float'))
        add([name, ...filled], signature.gives)
        return
      }
      const [operand] = drawn
      if (operand === null || operand === undefined) return
      const length = hole(chance.pick(lengths))
      if (operation?.family === 'window' && operation.parameters === 2)
        add([name, operand, length, hole(chance.integer(0, 2))], 'float')
      else if (operation?.family === 'recursion')
        add([name, operand, length, { seed: chance.pick(['sma', 'first']) }], 'float')
      else add([name, operand, length], signature.gives)
    },
    finish() {
      const [first, ...others] = values
      if (!first) return []
      const last = values.at(-1) ?? first
      if (chance.happens(0.2)) {
        const fields = [chance.pick([first, ...others]), last]
        rows.push(['record', ...fields.map(({ operand }) => operand), { names: ['hasOwnProperty', 'value'] }])
        return [
          ['hasOwnProperty', fields[0]?.type ?? 'float'],
          ['value', fields[1]?.type ?? 'float'],
        ]
      }
      if (last.operand !== rows.length - 1) {
        if (last.type === 'bool') rows.push(['not', last.operand])
        else rows.push([last.type === 'int' ? 'ineg' : 'neg', last.operand])
      }
      return [[null, last.type]]
    },
  }
}

// Does a kernel make sense? Every row's operands are of the types that its operation takes, every
// length and option is one that the language allows, and the last row gives what the schema says.
import { operation } from '../../dsl/builtins/declare.ts'
import type { Parameter } from '../../dsl/builtins/declare.ts'
import { OPERATIONS } from '../../dsl/builtins/registry.ts'
import type { Attributes, Config, Kernel, Operand, Row, ScalarSchema, Schema } from './document.ts'
import { refuse } from './refusal.ts'

const LONGEST_DELAY = 1_000_000

const ARITHMETIC: ReadonlySet<string> = new Set(['neg', 'add', 'sub', 'mul', 'div'])
const INTEGER: ReadonlySet<string> = new Set(['ineg', 'iadd', 'isub', 'imul'])
const ORDER: ReadonlySet<string> = new Set(['lt', 'le'])
const LOGIC: ReadonlySet<string> = new Set(['and', 'or', 'not'])

interface Typed {
  readonly type: Schema
  /** The value of a hole; null for what is computed. */
  readonly constant: Config['consts'][number] | null
}

/** `upstream` are the schemas of the slots. Refuses what the language cannot say. */
export function checkRows(
  kernel: Kernel,
  config: Config,
  schema: Schema,
  upstream: readonly Schema[],
  path: string,
): void {
  const types: Schema[] = []
  const typed = (operand: Operand): Typed => {
    if (typeof operand === 'number') return { type: types[operand] ?? 'float', constant: null }
    const number = Number(operand.slice(1))
    if (operand.startsWith('$')) return { type: upstream[number] ?? 'float', constant: null }
    return { type: kernel.holes[number] === 'i' ? 'int' : 'float', constant: config.consts[number] ?? null }
  }
  kernel.rows.forEach((row, index) => {
    const at = `${path}.rows[${index}]`
    const operands = row
      .slice(1)
      .filter((cell): cell is Operand => typeof cell !== 'object')
      .map(typed)
    types.push(rowType(row, operands, at))
    if (row[0] === 'record' && index < kernel.rows.length - 1)
      refuse(at, 'a record stands only as the result')
  })
  const result = types.at(-1) ?? 'float'
  if (!fits(result, schema)) refuse(path, `computes ${show(result)}, and the schema says ${show(schema)}`)
  if (kernel.slots === 0) refuse(path, 'depends on no other node, so it never ticks')
}

function rowType(row: Row, operands: readonly Typed[], at: string): Schema {
  const [op] = row
  const attributes = row.at(-1)
  const [a, b, c] = operands
  if (op === 'na') return 'float'
  if (op === 'bool') return 'bool'
  if (typeof attributes === 'object' && op === 'record') return recordType(attributes, operands, at)
  if (a === undefined) return refuse(at, `${op} is no operation of a computed node`)
  if (typeof attributes === 'object' && op === 'field') return fieldType(a, attributes, at)
  if (op === 'delay') return delayType(a, b, at)
  const primitive = OPERATIONS.get(op)
  if (primitive !== undefined) {
    checkCall(
      primitive.params,
      operands,
      typeof attributes === 'object' ? attributes : {},
      operation(primitive),
      at,
    )
    return scalar({ type: primitive.returns === 'bool' ? 'bool' : 'float', constant: null }, at)
  }
  if (op === 'isna') return scalar(a, at) === 'bool' ? refuse(at, 'a bool is never na') : 'bool'
  if (ARITHMETIC.has(op)) return numbers(operands, at, 'float')
  if (INTEGER.has(op)) return integers(operands, at)
  if (ORDER.has(op)) return numbers(operands, at, 'bool')
  if (LOGIC.has(op)) return bools(operands, at)
  if (op === 'eq' || op === 'ne')
    return same(a, b, at) === 'string' ? refuse(at, 'texts are compared before') : 'bool'
  if (op === 'coalesce') return same(a, b, at)
  if (op === 'if') return bools([a], at) === 'bool' ? same(b ?? a, c, at) : 'bool'
  return refuse(at, `${op} is no operation of a computed node`)
}

function scalar({ type }: Typed, at: string): ScalarSchema {
  return typeof type === 'string' ? type : refuse(at, 'takes a record where a single value belongs')
}

function isNumber(type: ScalarSchema): boolean {
  return type === 'float' || type === 'int'
}

function numbers<T extends Schema>(operands: readonly Typed[], at: string, result: T): T {
  return operands.every((each) => isNumber(scalar(each, at))) ? result : refuse(at, 'takes numbers')
}

function integers(operands: readonly Typed[], at: string): 'int' {
  return operands.every((each) => scalar(each, at) === 'int') ? 'int' : refuse(at, 'takes ints')
}

function bools(operands: readonly Typed[], at: string): 'bool' {
  return operands.every((each) => scalar(each, at) === 'bool') ? 'bool' : refuse(at, 'takes bools')
}

/** The common type of two scalars. */
function same(a: Typed, b: Typed | undefined, at: string): ScalarSchema {
  const left = scalar(a, at)
  const right = b === undefined ? left : scalar(b, at)
  if (left === right) return left
  return isNumber(left) && isNumber(right) ? 'float' : refuse(at, `joins ${left} with ${right}`)
}

function recordType(attributes: Attributes, operands: readonly Typed[], at: string): Schema {
  const names = attributes['names']
  if (!Array.isArray(names) || names.length !== operands.length || names.length === 0)
    return refuse(at, 'names its fields wrongly')
  const texts = names.map(String)
  if (texts.some((name, i) => i > 0 && name <= (texts[i - 1] ?? '')))
    return refuse(at, 'names its fields out of order')
  return { record: Object.fromEntries(operands.map((operand, i) => [texts[i] ?? '', scalar(operand, at)])) }
}

function fieldType({ type }: Typed, attributes: Attributes, at: string): Schema {
  const name = attributes['name']
  if (typeof type === 'string' || typeof name !== 'string')
    return refuse(at, 'takes a field of what is no record')
  return (
    (Object.hasOwn(type.record, name) ? type.record[name] : undefined) ??
    refuse(at, `there is no field ${JSON.stringify(name)}`)
  )
}

function delayType(of: Typed, by: Typed | undefined, at: string): Schema {
  const ticks = by?.constant
  if (typeof ticks !== 'number' || ticks < 1 || ticks > LONGEST_DELAY)
    return refuse(at, `a delay is of 1 to ${LONGEST_DELAY} ticks`)
  return of.constant === null ? scalar(of, at) : refuse(at, 'delays a constant')
}

function checkCall(
  params: readonly Parameter[],
  operands: readonly Typed[],
  attributes: Attributes,
  op: string,
  at: string,
): void {
  const taken = params.filter((param) => param.kind !== 'option')
  taken.forEach((param, i) => {
    const operand = operands[i]
    if (operand === undefined) return
    if (param.kind === 'series') {
      const type = scalar(operand, at)
      if (param.type === 'bool' ? type !== 'bool' : !isNumber(type))
        refuse(at, `${op} takes ${param.type} for ${param.name}`)
      return
    }
    const value = operand.constant
    if (value === null || (param.type === 'int') !== (typeof value === 'number'))
      refuse(at, `${op} takes a constant for ${param.name}`)
    if (typeof value === 'number' && (value < (param.min ?? value) || value > (param.max ?? value))) {
      refuse(at, `${op}: ${param.name} is ${value}, outside ${param.min ?? ''}..${param.max ?? ''}`)
    }
  })
  for (const param of params) {
    if (param.kind !== 'option') continue
    const choice = attributes[param.name]
    if (typeof choice !== 'string' || !param.among.includes(choice))
      refuse(at, `${op}: ${param.name} is none of ${param.among.join(', ')}`)
  }
}

function fits(found: Schema, wanted: Schema): boolean {
  if (typeof found === 'string' || typeof wanted === 'string') {
    return found === wanted || (wanted === 'float' && found === 'int')
  }
  const names = Object.keys(wanted.record)
  return (
    names.length === Object.keys(found.record).length &&
    names.every((name) => {
      const type = found.record[name]
      const other = wanted.record[name]
      return type !== undefined && other !== undefined && fits(type, other)
    })
  )
}

function show(schema: Schema): string {
  return typeof schema === 'string' ? schema : `a record of ${Object.keys(schema.record).join(', ')}`
}

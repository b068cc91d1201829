// Reads and checks a kernel: known operations, operands that stand before their use, holes numbered row
// by row, slots in the order in which a walk from the result meets them, and all of them used.
import type { Attributes, Kernel, Operand, Row } from './document.ts'
import { LIMITS } from './limits.ts'
import { ROW_SHAPES } from './operations.ts'
import { integer, list, object, oneOf, text } from './read-json.ts'
import { refuse } from './refusal.ts'

/** What has been used of a kernel's holes so far. */
interface Seen {
  holes: number
}

export function readKernel(value: unknown, path: string): Kernel {
  const members = object(value, path, ['holes', 'rows', 'slots'])
  const holes = list(members.get('holes'), `${path}.holes`, LIMITS.rows).map((hole, i) =>
    oneOf<'i' | 'f'>(hole, `${path}.holes[${i}]`, ['i', 'f']),
  )
  const slots = integer(members.get('slots'), `${path}.slots`, 0, LIMITS.fanIn)
  const seen: Seen = { holes: 0 }
  const rows = list(members.get('rows'), `${path}.rows`, LIMITS.rows)
  if (rows.length === 0) refuse(`${path}.rows`, 'is empty')
  const read = rows.map((row, i) => readRow(row, `${path}.rows[${i}]`, i, seen))
  const met = meetSlots(read)
  const stray = met.findIndex((slot, i) => slot !== i)
  if (stray >= 0) refuse(`${path}.rows`, `slots are not numbered as they are met: expected $${stray}`)
  if (met.length !== slots) refuse(`${path}.slots`, `says ${slots}, the rows use ${met.length}`)
  if (seen.holes !== holes.length)
    refuse(`${path}.holes`, `lists ${holes.length}, the rows use ${seen.holes}`)
  return { holes, rows: read, slots }
}

/** Slots in the order in which a walk from the result, operands from left to right, meets them. */
function meetSlots(rows: readonly Row[]): readonly number[] {
  const slots = new Set<number>()
  const visited = new Set<number>()
  const waiting: Operand[] = [rows.length - 1]
  for (let operand = waiting.pop(); operand !== undefined; operand = waiting.pop()) {
    if (typeof operand === 'string') {
      if (operand.startsWith('$')) slots.add(Number(operand.slice(1)))
      continue
    }
    if (visited.has(operand)) continue
    visited.add(operand)
    const [, ...cells] = rows[operand] ?? ['']
    waiting.push(...cells.filter((cell) => typeof cell !== 'object').toReversed())
  }
  return [...slots]
}

function readRow(value: unknown, path: string, index: number, seen: Seen): Row {
  const cells = list(value, path, LIMITS.rows)
  const op = text(cells[0], `${path}[0]`, 100)
  const shape = ROW_SHAPES.get(op)
  if (shape === undefined) return refuse(path, `unknown operation ${JSON.stringify(op)}`)
  const last = cells.at(-1)
  const attributes =
    typeof last === 'object' && last !== null ? readAttributes(last, path, shape.attributes) : null
  if (attributes === null && Object.keys(shape.attributes).length > 0)
    refuse(path, `${op} lacks its attributes`)
  const operands = cells
    .slice(1, attributes === null ? undefined : -1)
    .map((operand, i) => readOperand(operand, `${path}[${i + 1}]`, index, seen))
  if (shape.operands !== null && operands.length !== shape.operands) {
    refuse(path, `${op} takes ${shape.operands} operands, this row has ${operands.length}`)
  }
  return attributes === null ? [op, ...operands] : [op, ...operands, attributes]
}

function readOperand(value: unknown, path: string, index: number, seen: Seen): Operand {
  if (typeof value === 'number') return integer(value, path, 0, index - 1)
  const found = text(value, path, 12)
  const number = Number(found.slice(1))
  if (!/^[$?](?:0|[1-9][0-9]*)$/.test(found)) return refuse(path, 'must be a row number, a slot or a hole')
  if (found.startsWith('?')) {
    if (number !== seen.holes) return refuse(path, `holes are numbered in order: expected ?${seen.holes}`)
    seen.holes += 1
    return `?${number}`
  }
  return `$${number}`
}

function readAttributes(
  value: object,
  path: string,
  shape: Readonly<Record<string, 'text' | 'flag' | 'texts'>>,
): Attributes {
  const members = object(value, path, Object.keys(shape))
  return Object.fromEntries(
    Object.entries(shape).map(([name, kind]) => [
      name,
      readAttribute(members.get(name), `${path}.${name}`, kind),
    ]),
  )
}

function readAttribute(
  value: unknown,
  path: string,
  kind: 'text' | 'flag' | 'texts',
): string | boolean | readonly string[] {
  if (kind === 'flag') return typeof value === 'boolean' ? value : refuse(path, 'must be true or false')
  if (kind === 'text') return text(value, path, LIMITS.text)
  return list(value, path, LIMITS.fields).map((entry, i) => text(entry, `${path}[${i}]`, LIMITS.text))
}

// Is a kernel in the form in which the compiler writes it? There is one table of rows for what a node
// computes: nothing idle, nothing twice, nothing that constants settle. Another table for the same
// values would be another id for the same work.
import { OPERATIONS } from '../../dsl/builtins/registry.ts'
import { foldOperation } from '../../dsl/term/constant.ts'
import type { Constant as Literal } from '../../dsl/term/constant.ts'
import { canonicalJson } from '../identity/canonical-json.ts'
import { constantValue } from './constant-value.ts'
import type { Config, Kernel, Operand, Row } from './document.ts'
import { refuse } from './refusal.ts'

/** Refuses a kernel that the compiler does not write; whether its types fit is another's question. */
export function checkForm(kernel: Kernel, config: Config, path: string): void {
  const { rows } = kernel
  checkWalk(rows, path)
  const known = new Map<string, number>()
  const literals = new Map<Operand, Literal>()
  config.consts.forEach((constant, i) => {
    const kind = kernel.holes[i] === 'i' ? 'int' : 'float'
    literals.set(`?${i}`, { kind, value: constantValue(constant) })
  })
  rows.forEach((row, index) => {
    const at = `${path}.rows[${index}]`
    const key = rowKey(row, kernel, config)
    const twin = known.get(key)
    if (twin !== undefined) refuse(at, `computes what row ${twin} does`)
    known.set(key, index)
    const [op] = row
    if (index < rows.length - 1 && OPERATIONS.get(op)?.cut === true)
      refuse(at, `${op} is a node of its own, so it stands only as the result`)
    checkSettled(row, rows, literals, at)
    const literal = literalOf(row)
    if (literal !== null) literals.set(index, literal)
  })
}

function operandsOf(row: Row): readonly Operand[] {
  return row.slice(1).filter((cell): cell is Operand => typeof cell !== 'object')
}

/** Rows stand as a walk from the result, operands from left to right, leaves them; so all are reached. */
function checkWalk(rows: readonly Row[], path: string): void {
  const operands = rows.map((row) => operandsOf(row).filter((operand) => typeof operand === 'number'))
  const entered = new Set<number>()
  const open: { readonly row: number; next: number }[] = [{ row: rows.length - 1, next: 0 }]
  let left = 0
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const operand = operands[top.row]?.[top.next]
    top.next += 1
    if (operand === undefined) {
      open.pop()
      if (top.row !== left)
        refuse(`${path}.rows[${left}]`, 'does not stand where a walk from the result leaves it')
      left += 1
    } else if (!entered.has(operand)) {
      entered.add(operand)
      open.push({ row: operand, next: 0 })
    }
  }
}

/** Equal for rows that compute the same: a hole counts as the constant in it. */
function rowKey(row: Row, { holes }: Kernel, { consts }: Config): string {
  return canonicalJson(
    row.map((cell) => {
      if (typeof cell !== 'string' || !cell.startsWith('?')) return cell
      const hole = Number(cell.slice(1))
      return [holes[hole] ?? null, consts[hole] ?? null]
    }),
  )
}

function literalOf(row: Row): Literal | null {
  const [op, attributes] = row
  if (op === 'na') return { kind: 'na' }
  const value = typeof attributes === 'object' && 'value' in attributes ? attributes['value'] : null
  return op === 'bool' && typeof value === 'boolean' ? { kind: 'bool', value } : null
}

/** What the compiler computes or drops itself reaches no kernel. */
function checkSettled(
  row: Row,
  rows: readonly Row[],
  literals: ReadonlyMap<Operand, Literal>,
  at: string,
): void {
  const [op] = row
  const operands = operandsOf(row)
  const [first] = operands
  if ((op === 'neg' || op === 'ineg') && typeof first === 'number' && rows[first]?.[0] === op)
    refuse(at, 'turns a sign twice')
  const known = operands.flatMap((operand) => literals.get(operand) ?? [])
  if (known.length === 0 || known.length < operands.length) return
  if (op === 'if' || op === 'coalesce' || foldOperation(op, known) !== null)
    refuse(at, `${op} of constants alone is a constant`)
}

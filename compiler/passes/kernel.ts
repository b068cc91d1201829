// The kernel of one node: its term as a table of rows over slots (upstream nodes) and holes
// (constants), in post-order of first visit, equal rows once. Iterative, and linear in the distinct
// terms.
import type { Term } from '../../dsl/term/term.ts'
import type { Attributes, Constant, Kernel, Operand, Row } from '../dag/document.ts'
import { canonicalJson } from '../identity/canonical-json.ts'
import { encodeFloat } from '../identity/encode-float.ts'
import { isCut } from './cut-rule.ts'

/** The constant that fills a hole, and where it stood. */
export interface Filled {
  readonly constant: Constant
  readonly of: Term
  readonly term: Term
}

export interface CutKernel {
  readonly kernel: Kernel
  /** NodeIDs in slot order, each once. */
  readonly slots: readonly string[]
  readonly fillings: readonly Filled[]
  /** The term of each row. */
  readonly rowTerms: readonly Term[]
}

function hole(term: Term): { type: 'i' | 'f'; constant: Constant } | null {
  const value = term.attrs?.['value']
  if (typeof value !== 'number') return null
  if (term.op === 'int' || term.op === 'duration') return { type: 'i', constant: value }
  return term.op === 'float' ? { type: 'f', constant: encodeFloat(value) } : null
}

/** What of a term's attributes belongs into its row. */
function rowAttributes(term: Term): Attributes | null {
  const entries = Object.entries(term.attrs ?? {}).filter(
    (entry): entry is [string, string | boolean | readonly string[]] => typeof entry[1] !== 'number',
  )
  return entries.length === 0 ? null : Object.fromEntries(entries)
}

/** The kernel of `root`; `idOf` gives the NodeID of a term that is cut off as a node. */
export function cutKernel(root: Term, idOf: (cut: Term) => string): CutKernel {
  if (root.op === 'input') {
    return { kernel: { holes: [], rows: [['input']], slots: 0 }, slots: [], fillings: [], rowTerms: [root] }
  }
  const start = root.op === 'mark' ? (root.args[0] ?? root) : root
  const rows: Row[] = []
  const rowTerms: Term[] = []
  const slots: string[] = []
  const fillings: Filled[] = []
  const holes: ('i' | 'f')[] = []
  const done = new Map<Term, Operand>()

  const slotOf = (term: Term): Operand => {
    const id = idOf(term)
    const known = slots.indexOf(id)
    return `$${known >= 0 ? known : slots.push(id) - 1}`
  }
  const operand = (arg: Term, of: Term): Operand => {
    const filled = hole(arg)
    if (filled === null) return done.get(arg) ?? 0
    fillings.push({ constant: filled.constant, of, term: arg })
    return `?${holes.push(filled.type) - 1}`
  }
  /** Terms may differ in the type that they are taken for and still compute the same. */
  const known = new Map<string, number>()
  const rowKey = (term: Term, attributes: Attributes | null): string =>
    canonicalJson([term.op, ...term.args.map((arg) => hole(arg) ?? done.get(arg) ?? 0), attributes])
  const addRow = (term: Term): number => {
    const attributes = rowAttributes(term)
    const key = rowKey(term, attributes)
    const equal = known.get(key)
    if (equal !== undefined) return equal
    const operands = term.args.map((each) => operand(each, term))
    rowTerms.push(term)
    const index =
      rows.push(attributes === null ? [term.op, ...operands] : [term.op, ...operands, attributes]) - 1
    known.set(key, index)
    return index
  }

  const open: { term: Term; next: number }[] = [{ term: start, next: 0 }]
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const arg = top.term.args[top.next]
    if (arg !== undefined) {
      top.next += 1
      if (done.has(arg) || hole(arg) !== null) continue
      if (isCut(arg)) done.set(arg, slotOf(arg))
      else open.push({ term: arg, next: 0 })
      continue
    }
    open.pop()
    const { term } = top
    if (done.has(term)) continue
    done.set(term, addRow(term))
  }
  return { kernel: { holes, rows, slots: slots.length }, slots, fillings, rowTerms }
}

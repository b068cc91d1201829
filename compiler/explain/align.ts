// Which operand of the old operation stands for which of the new one. Canonical order of commutative
// operands depends on upstream ids, so it may flip when something below changes: the user's own order,
// and likeness, decide instead.
import type { SourceRef } from '../dag/document.ts'
import { COMMUTATIVE } from '../dag/operations.ts'
import type { IndexedTerm, Resolved, TermIndex } from './term-index.ts'

/** The operation without its revision: `ema` for `ema@1`. */
export function plainOp(op: string): string {
  const at = op.indexOf('@')
  return at < 0 ? op : op.slice(0, at)
}

/** Do equal operands stand the other way round? `straight` and `crossed` are pairs of the two operations. */
export function alignment(
  before: TermIndex,
  after: TermIndex,
  old: IndexedTerm,
  fresh: IndexedTerm,
): 'straight' | 'crossed' | 'swapped' {
  const [a, b] = old.operands
  const [c, d] = fresh.operands
  if (a === undefined || b === undefined || c === undefined || d === undefined || old.operands.length !== 2)
    return 'straight'
  const like = (x: Resolved, y: Resolved) => likeness(before, after, x, y)
  const commutative = COMMUTATIVE.has(fresh.op)
  if (!commutative)
    return like(a, d) === SAME && like(b, c) === SAME && like(a, c) !== SAME ? 'swapped' : 'straight'
  const straight = like(a, c) + like(b, d)
  const crossed = like(a, d) + like(b, c)
  if (straight !== crossed) return straight > crossed ? 'straight' : 'crossed'
  const inOrder = isBefore(position(before, old, a), position(before, old, b))
  const stillInOrder = isBefore(position(after, fresh, c), position(after, fresh, d))
  return inOrder === null || stillInOrder === null || inOrder === stillInOrder ? 'straight' : 'crossed'
}

const SAME = 8

/** How much two operands look alike: 8 equal, 4 but for constants and streams, 1 the same operation. */
export function likeness(before: TermIndex, after: TermIndex, old: Resolved, fresh: Resolved): number {
  if (old.kind === 'constant' || fresh.kind === 'constant') {
    if (old.kind !== 'constant' || fresh.kind !== 'constant') return 0
    return old.value === fresh.value ? SAME : 4
  }
  const x = before.terms[old.term]
  const y = after.terms[fresh.term]
  if (x === undefined || y === undefined) return 0
  if (x.value === y.value) return SAME
  if (x.shape === y.shape) return 4
  return x.op === y.op && x.operands.length === y.operands.length ? 1 : 0
}

function position(index: TermIndex, term: IndexedTerm, operand: Resolved): SourceRef | null {
  if (operand.kind === 'constant') return term.node.meta.holes[operand.hole] ?? null
  const target = index.terms[operand.term]
  return target?.node.meta.rows[target.row] ?? null
}

function isBefore(a: SourceRef | null, b: SourceRef | null): boolean | null {
  if (a === null || b === null || a.file !== b.file) return null
  if (a.line === b.line && a.column === b.column) return null
  return a.line === b.line ? a.column < b.column : a.line < b.line
}

// The walk over two documents side by side, from pairs of results down through nodes and slots. It
// finds the places where the two differ and hangs each on the changed node that holds it.
// Iterative and memoised: a pair of terms is visited once, however often it is shared.
import { alignment, likeness } from './align.ts'
import type { Cause } from './cause.ts'
import {
  attributeCauses,
  constantCause,
  markCause,
  operationCause,
  replacedOperand,
  type Sides,
  sourceCauses,
} from './describe.ts'
import { type Path, sinkPath, stepInto } from './path.ts'
import type { IndexedTerm, Resolved } from './term-index.ts'

/** Two results that stand for each other. */
export interface RootPair {
  /** Under which causes are filed that no changed node holds; no NodeID. */
  readonly key: string
  /** First step of paths. */
  readonly name: string
  readonly old: string
  readonly fresh: string
}

export interface Comparison {
  /** By NodeID of a changed node, or by a pair's key where no changed node holds the difference. */
  readonly causes: ReadonlyMap<string, readonly Cause[]>
  /** For each changed node that stands for an old one: that one, and how it was reached. */
  readonly pairs: ReadonlyMap<string, { readonly old: string; readonly path: Path }>
}

interface Frame {
  readonly old: number
  readonly fresh: number
  readonly anchor: string
  readonly path: Path
}

/** Pairs are few in honest documents; hostile ones end here and get the coarse answer. */
const MOST_PAIRS = 200_000

/** Likeness from which an operand is taken for a moved one. */
const MOVED = 4

export function compareTerms(sides: Sides, roots: readonly RootPair[]): Comparison {
  const { before, after } = sides
  const causes = new Map<string, Cause[]>()
  const pairs = new Map<string, { old: string; path: Path }>()
  const visited = new Set<string>()
  const stack: Frame[] = []

  const report = (anchor: string, cause: Cause) => {
    const known = causes.get(anchor) ?? []
    if (!known.some((other) => sameCause(other, cause))) causes.set(anchor, [...known, cause])
  }
  const push = (old: Resolved, fresh: Resolved, owner: IndexedTerm, from: Frame) => {
    if (old.kind !== 'term' || fresh.kind !== 'term') return
    const target = after.terms[fresh.term]
    if (target === undefined || before.terms[old.term] === undefined) return
    const path = stepInto(from.path, after, owner, target, fresh.slot)
    stack.push({ old: old.term, fresh: fresh.term, anchor: from.anchor, path })
  }

  for (const root of roots.toReversed()) {
    const [old, fresh] = [before.roots.get(root.old), after.roots.get(root.fresh)]
    const term = fresh === undefined ? undefined : after.terms[fresh]
    if (old === undefined || fresh === undefined || term === undefined) continue
    stack.push({ old, fresh, anchor: root.key, path: sinkPath(root.name, term) })
  }
  while (stack.length > 0 && visited.size < MOST_PAIRS) {
    const frame = stack.pop()
    if (frame !== undefined) visit(frame)
  }
  return { causes, pairs }

  function visit(arrived: Frame): void {
    const [old, fresh] = [before.terms[arrived.old], after.terms[arrived.fresh]]
    if (old === undefined || fresh === undefined || old.exact === fresh.exact) return
    const changed = fresh.root && !before.roots.has(fresh.node.node_id)
    const frame = changed ? { ...arrived, anchor: fresh.node.node_id } : arrived
    const key = `${frame.old} ${frame.fresh} ${frame.anchor}`
    if (visited.has(key)) return
    visited.add(key)
    if (changed && old.root && !pairs.has(fresh.node.node_id))
      pairs.set(fresh.node.node_id, { old: old.node.node_id, path: frame.path })
    if (old.root && fresh.root)
      for (const cause of sourceCauses(sides, frame.path, old, fresh)) report(frame.anchor, cause)
    if (old.op === fresh.op && old.operands.length === fresh.operands.length) compareRow(frame, old, fresh)
    else compareOperations(frame, old, fresh)
  }

  function compareRow(frame: Frame, old: IndexedTerm, fresh: IndexedTerm): void {
    if (old.root !== fresh.root) report(frame.anchor, markCause(sides, frame.path, fresh))
    for (const cause of attributeCauses(sides, frame.path, old, fresh)) report(frame.anchor, cause)
    const order = alignment(before, after, old, fresh)
    if (order === 'swapped') {
      report(frame.anchor, operationCause(sides, frame.path, old, fresh, 'operands'))
      return
    }
    const operands = order === 'crossed' ? old.operands.toReversed() : old.operands
    for (const [position, is] of [...fresh.operands.entries()].toReversed()) {
      const was = operands[position]
      if (was !== undefined) compareOperands(frame, [old, was], [fresh, is])
    }
  }

  function compareOperands(
    frame: Frame,
    [old, was]: readonly [IndexedTerm, Resolved],
    [fresh, is]: readonly [IndexedTerm, Resolved],
  ): void {
    if (was.kind === 'term' && is.kind === 'term') return push(was, is, fresh, frame)
    if (was.kind !== 'constant' || is.kind !== 'constant')
      return report(frame.anchor, replacedOperand(sides, frame.path, [old, was], [fresh, is]))
    if (was.value === is.value && was.type === is.type) return
    const holes = { old: was.hole, fresh: is.hole, from: was.value, to: is.value }
    report(frame.anchor, constantCause(sides, frame.path, old, fresh, holes))
  }

  /** Another operation stands here; what was moved into it, or out of it, is still compared. */
  function compareOperations(frame: Frame, old: IndexedTerm, fresh: IndexedTerm): void {
    report(frame.anchor, operationCause(sides, frame.path, old, fresh))
    const whole: Resolved = { kind: 'term', term: frame.old, slot: null }
    const whole2: Resolved = { kind: 'term', term: frame.fresh, slot: null }
    for (const is of fresh.operands) {
      const moved = [whole, ...old.operands].find((was) => likeness(before, after, was, is) >= MOVED)
      if (moved !== undefined) push(moved, is, fresh, frame)
    }
    const kept = old.operands.find(
      (was) => was.kind === 'term' && likeness(before, after, was, whole2) >= MOVED,
    )
    if (kept?.kind === 'term') stack.push({ ...frame, old: kept.term })
  }
}

function sameCause(a: Cause, b: Cause): boolean {
  return a.kind === b.kind && a.from === b.from && a.to === b.to && a.file === b.file && a.line === b.line
}

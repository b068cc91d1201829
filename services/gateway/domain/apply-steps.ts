// The step machine of an apply, as a pure function: which operations are done together next. Effects
// are executed elsewhere; a first run and a resumed one take the same path.
import type { Operation as PlannedOperation } from '../../../compiler/plan/plan.ts'
import type { Operation } from '../../core/journal.ts'
import type { OperationStatus } from '../../core/lifecycle.ts'

export interface BatchMember {
  readonly operation: PlannedOperation
  readonly status: OperationStatus
}

/** Operations of one kind that are journalled, run and checked together. */
export interface Batch {
  /** `node create`, `queue backfill`, … */
  readonly kind: string
  readonly members: readonly BatchMember[]
}

/** Most operations of a kind in one batch; the others go one by one. */
const MOST: Readonly<Record<string, number>> = {
  'stream create': 100,
  'stream update': 100,
  'stream replace': 100,
  'node create': 500,
  'queue create': 100,
  'queue replace': 100,
  // One run computes all of them: what they share is computed once.
  'queue backfill': Infinity,
}

/** The first operations that are not done, as far as they are of one kind; null when all are done. */
export function nextBatch(
  planned: readonly PlannedOperation[],
  journalled: readonly Operation[],
): Batch | null {
  const statuses = new Map(journalled.map((operation) => [operation.id, operation.status]))
  const statusOf = (operation: PlannedOperation) => statuses.get(operation.id) ?? 'pending'
  const isOpen = (operation: PlannedOperation) => !['done', 'skipped'].includes(statusOf(operation))
  const first = planned.findIndex(isOpen)
  const head = planned[first]
  if (head === undefined) return null
  const kind = kindOf(head)
  const rest = planned.slice(first)
  const end = rest.findIndex((operation) => kindOf(operation) !== kind)
  const alike = end < 0 ? rest : rest.slice(0, end)
  const members = alike.filter(isOpen).slice(0, MOST[kind] ?? 1)
  return { kind, members: members.map((operation) => ({ operation, status: statusOf(operation) })) }
}

function kindOf(operation: PlannedOperation): string {
  return `${operation.resource} ${operation.action}`
}

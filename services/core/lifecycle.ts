// The life of an apply (and of a run) as one pure table. Who may ask for a step, and what it does,
// is not said here.

export type Status =
  | 'Submitted'
  | 'Processing'
  | 'Mapped'
  | 'Executing'
  | 'Completed'
  | 'Failed'
  | 'Cancelled'

const next: Readonly<Record<Status, readonly Status[]>> = {
  Submitted: ['Processing', 'Failed', 'Cancelled'],
  Processing: ['Mapped', 'Failed', 'Cancelled'],
  Mapped: ['Executing', 'Failed', 'Cancelled'],
  Executing: ['Completed', 'Failed', 'Cancelled'],
  Completed: [],
  Failed: [],
  Cancelled: [],
}

/** Whether the table has a step from one status to the other. */
export function canMove(from: Status, to: Status): boolean {
  return next[from].includes(to)
}

/** Whether nothing can happen any more. */
export function isFinal(status: Status): boolean {
  return next[status].length === 0
}

export type OperationStatus = 'pending' | 'running' | 'done' | 'skipped' | 'failed'

const nextOfOperation: Readonly<Record<OperationStatus, readonly OperationStatus[]>> = {
  pending: ['running', 'skipped'],
  // Back to pending: a resumed apply found that the work was not done.
  running: ['done', 'skipped', 'failed', 'pending'],
  failed: ['running', 'pending'],
  done: [],
  skipped: [],
}

/** The same for one operation of an apply. */
export function canMoveOperation(from: OperationStatus, to: OperationStatus): boolean {
  return nextOfOperation[from].includes(to)
}

// The failures that stores and queues can raise: one table of kind, code, title and exit code.
// Kinds are for programs, codes for people and scripts. A released code keeps its meaning for good.
import type { Failure } from './result.ts'
import type { Holder } from './holder.ts'

interface FailureRow {
  readonly code: `QD${'2' | '3' | '4'}${number}`
  /** Never names a user's thing: the message does. */
  readonly title: string
  /** What a command that ends with this failure exits with. */
  readonly exit: number
}

const table = {
  stateCorrupt: { code: 'QD3101', title: 'The state is damaged', exit: 78 },
  stateNotOurs: { code: 'QD3102', title: 'The state is not one of qmtl', exit: 78 },
  stateNewer: { code: 'QD3103', title: 'The state was written by a newer qmtl', exit: 78 },
  stateUnusable: { code: 'QD3104', title: 'The state folder cannot be used', exit: 78 },
  stateReadOnly: { code: 'QD3105', title: 'The state cannot be written', exit: 1 },
  stateBusy: { code: 'QD3106', title: 'The state is in use', exit: 5 },
  stateUnavailable: { code: 'QD3107', title: 'The state cannot be reached', exit: 1 },
  leaseHeld: { code: 'QD3201', title: 'Locked by somebody else', exit: 5 },
  fenced: { code: 'QD3202', title: 'The lease has passed to somebody else', exit: 5 },
  generationMoved: { code: 'QD3203', title: 'The environment has moved', exit: 4 },
  resourceMoved: { code: 'QD3204', title: 'A resource has moved', exit: 4 },
  applyMoved: { code: 'QD3205', title: 'The apply has moved', exit: 5 },
  applyUnknown: { code: 'QD3206', title: 'There is no such apply', exit: 1 },
  planDamaged: { code: 'QD3401', title: 'Not a sound plan file', exit: 1 },
  planVersion: { code: 'QD3402', title: 'The plan has a format that is not known', exit: 1 },
  planStale: { code: 'QD3403', title: 'The plan is stale', exit: 4 },
  planRefused: { code: 'QD3404', title: 'The plan does not follow from its strategies', exit: 4 },
  planBlocked: { code: 'QD3405', title: 'The plan cannot be applied', exit: 10 },
  applyUnfinished: { code: 'QD3406', title: 'An apply is unfinished', exit: 6 },
  applyStopped: { code: 'QD3407', title: 'The apply stopped on the way', exit: 6 },
  applyInterrupted: { code: 'QD3408', title: 'The apply was interrupted', exit: 6 },
  historyMoved: { code: 'QD3409', title: 'The history of a stream moved while it was applied', exit: 4 },
  historyUnreadable: { code: 'QD3410', title: 'The history of a stream cannot be read', exit: 1 },
  nodeConflict: { code: 'QD4101', title: 'One NodeID stands for two computations', exit: 78 },
  nodeDangling: { code: 'QD4102', title: 'A node that does not exist is referred to', exit: 1 },
  queueMismatch: { code: 'QD4103', title: 'The queue exists with another configuration', exit: 1 },
  topicName: { code: 'QD4201', title: 'Not a name for a topic', exit: 1 },
  topicMissing: { code: 'QD4202', title: 'There is no such topic', exit: 1 },
  topicMismatch: { code: 'QD4203', title: 'The topic exists with another configuration', exit: 1 },
  divergence: { code: 'QD4204', title: 'Two different ticks for one label', exit: 1 },
  labelOrder: { code: 'QD4205', title: 'A tick came after a later one', exit: 1 },
  topicCorrupt: { code: 'QD4206', title: 'The topic is damaged', exit: 78 },
  recordInvalid: { code: 'QD4207', title: 'Not a record of this topic', exit: 1 },
  deadlineExceeded: { code: 'QD4301', title: 'It took too long', exit: 69 },
} as const satisfies Readonly<Record<string, FailureRow>>

export type FailureKind = keyof typeof table

/** What a program may want to know beyond the text, by kind. */
interface FailureFacts {
  readonly stateNewer: { readonly found: number; readonly known: number }
  readonly leaseHeld: { readonly holder: Holder; readonly epoch: number; readonly expiresInMs: number }
  readonly fenced: { readonly epoch: number; readonly current: number }
  readonly generationMoved: { readonly expected: number; readonly actual: number }
  readonly resourceMoved: { readonly key: string; readonly expected: string; readonly actual: string }
  readonly applyMoved: { readonly expected: string; readonly actual: string }
  /** Keys that moved since the plan was made. */
  readonly planStale: { readonly moved: readonly string[] }
  readonly applyUnfinished: { readonly applyId: string; readonly planDigest: string }
  readonly applyStopped: { readonly applyId: string; readonly operation: string; readonly cause: string }
  readonly applyInterrupted: { readonly applyId: string }
  readonly nodeConflict: { readonly nodeId: string }
  /** Who refers to it, and the NodeID that does not exist. */
  readonly nodeDangling: { readonly by: string; readonly missing: string }
  readonly queueMismatch: { readonly differences: readonly Difference[] }
  readonly topicMismatch: { readonly differences: readonly Difference[] }
  readonly divergence: { readonly topic: string; readonly label: number }
  readonly labelOrder: { readonly topic: string; readonly label: number; readonly last: number }
}

/** One attribute that is not what was asked for. */
export interface Difference {
  readonly subject: string
  readonly field: string
  readonly wanted: string
  readonly found: string
}

type FactsOf<K extends FailureKind> = K extends keyof FailureFacts ? FailureFacts[K] : unknown

/** A failure of one of the kinds, with that kind's facts. */
export type PortFailure<K extends FailureKind = FailureKind> = K extends FailureKind
  ? Failure & { readonly kind: K } & FactsOf<K>
  : never

/** What any call to a store may end with, whatever it was asked. */
export type StoreFailure = PortFailure<
  | 'stateCorrupt'
  | 'stateNotOurs'
  | 'stateNewer'
  | 'stateUnusable'
  | 'stateReadOnly'
  | 'stateBusy'
  | 'stateUnavailable'
  | 'deadlineExceeded'
>

type Where = Pick<Failure, 'hint' | 'file' | 'line'>

/** Makes a failure; `message` says what is wrong, `hint` what to do next. */
export function portFailure<K extends FailureKind>(
  kind: K,
  facts: FactsOf<K> & Where & { readonly message: string },
): PortFailure<K> {
  const { code, title } = table[kind]
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- has the members of its kind by construction; the conditional type hides that
  return { ...facts, kind, code, title } as unknown as PortFailure<K>
}

/** Exit code of a failure's code, for the codes of this table. */
export function exitOf(code: string): number | undefined {
  return Object.values(table).find((row) => row.code === code)?.exit
}

/** The whole table, for the documentation and the tests. */
export const failureTable: Readonly<Record<FailureKind, FailureRow>> = table

// What the steps of one apply share: the ports, the plan, the lease under which they write.
import type { Desired } from '../../../compiler/plan/desired.ts'
import type { Plan } from '../../../compiler/plan/plan.ts'
import type { Backend } from '../../../compiler/runtime/machine.ts'
import { type WantedGraph, wantedGraph } from '../../../compiler/plan/wanted-graph.ts'
import type { DagManager } from '../../dag-manager/dag-manager.ts'
import type { Clock } from '../../core/clock.ts'
import { type Deadline, deadlineIn } from '../../core/deadline.ts'
import type { EnvironmentStore } from '../../core/environment-store.ts'
import { portFailure } from '../../core/failures.ts'
import type { HistorySource } from '../../core/history-source.ts'
import type { Journal } from '../../core/journal.ts'
import type { QueueLog } from '../../core/queue-log.ts'
import type { Rates } from '../../core/rates.ts'
import type { Failure } from '../../core/result.ts'
import type { ApplyOptions } from '../gateway.ts'
import type { Held } from './lease-keeper.ts'

export interface ApplyPorts {
  readonly environments: EnvironmentStore
  readonly journal: Journal
  readonly dags: DagManager
  readonly queues: QueueLog
  readonly rates: Rates
  readonly history: HistorySource
  readonly clock: Clock
  /** Computes what queues are filled with. */
  readonly backend: Backend
  /** Called by name at each point where a crash would leave another state behind: tests crash there. */
  readonly onStep?: (name: string) => void
}

export interface Session {
  readonly ports: ApplyPorts
  readonly environment: string
  readonly applyId: string
  readonly planDigest: string
  readonly plan: Plan
  readonly desired: Desired
  readonly graph: WantedGraph
  readonly held: Held
  readonly options: ApplyOptions
}

/** How long one call to a port may take. */
const CALL_MS = 30_000

export function callDeadline({ clock }: Pick<ApplyPorts, 'clock'>): Deadline {
  return deadlineIn(clock, CALL_MS)
}

export function openSession(parts: Omit<Session, 'graph'>): Session {
  return { ...parts, graph: wantedGraph(parts.desired) }
}

/** Why the apply must not go on; null while it may. */
export function stopReason({ held, options, applyId, environment }: Session): Failure | null {
  const lost = held.lost()
  if (lost !== null) return lost
  if (options.signal?.aborted !== true) return null
  return portFailure('applyInterrupted', {
    message: `apply ${applyId} of environment ${environment} was interrupted after a checkpoint`,
    hint: 'Go on with: qmtl apply --resume',
    applyId,
  })
}

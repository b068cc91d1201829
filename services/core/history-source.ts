// Port: where the past of a stream comes from: a file, an archive, a queue. Reading it changes nothing.
import type { MissingPolicy } from '../../compiler/dag/document.ts'
import type { Ticks } from '../../compiler/runtime/ticks.ts'
import type { DesiredStream } from '../../compiler/plan/desired.ts'
import type { Result } from './result.ts'

export interface HistoryRequest {
  readonly stream: DesiredStream
  /** Columns that are read. */
  readonly fields: readonly string[]
  readonly missing: MissingPolicy
}

/** Of the same rows: as the provider has them, and what the policy makes of them. Both are complete. */
export interface History {
  readonly rows: Ticks
  readonly ticks: Ticks
}

export interface HistorySource {
  /** Null for a stream without a history. Failures are those of the data, with file and line. */
  load(request: HistoryRequest): Promise<Result<History | null>>
}

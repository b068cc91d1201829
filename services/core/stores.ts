// All ports of one state together, as a driver opens them. Reading and writing are two types, so
// that code that plans cannot write.
import type { EnvironmentReader, EnvironmentStore } from './environment-store.ts'
import type { StoreFailure } from './failures.ts'
import type { GraphReader, GraphStore } from './graph-store.ts'
import type { EventReader, Journal, JournalReader } from './journal.ts'
import type { LeaseReader, Leases } from './leases.ts'
import type { QueueLog, QueueReader } from './queue-log.ts'
import type { RateReader, Rates } from './rates.ts'
import type { Result } from './result.ts'

/** A state opened for reading: no call on it leaves a trace. */
export interface StoreReaders {
  readonly environments: EnvironmentReader
  readonly journal: JournalReader
  readonly events: EventReader
  readonly leases: LeaseReader
  readonly graph: GraphReader
  readonly queues: QueueReader
  readonly rates: RateReader
  /** Frees what was opened. Using the stores afterwards is a bug. */
  close(): Promise<Result<void, StoreFailure>>
}

export interface Stores extends StoreReaders {
  readonly environments: EnvironmentStore
  readonly journal: Journal
  readonly leases: Leases
  readonly graph: GraphStore
  readonly queues: QueueLog
  readonly rates: Rates
}

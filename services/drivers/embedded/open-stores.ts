// The embedded state as one thing: a folder with a database and a log of queues. What is loaded by
// this file is heavy: hosts import it when they need it.
import { join } from 'node:path'
import type { Deadline } from '../../core/deadline.ts'
import { deadlineIn } from '../../core/deadline.ts'
import type { StoreFailure } from '../../core/failures.ts'
import { ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import type { StoreReaders, Stores } from '../../core/stores.ts'
import { createEnvironmentReader } from '../sql/environment-reader.ts'
import { createEnvironmentStore } from '../sql/environment-store.ts'
import { createEventReader } from '../sql/events.ts'
import { createGraphReader } from '../sql/graph-reader.ts'
import { createGraphStore } from '../sql/graph-store.ts'
import { createJournalReader } from '../sql/journal-reader.ts'
import { createJournal } from '../sql/journal.ts'
import { createLeaseReader, createLeases } from '../sql/leases.ts'
import { createRateReader, createRates } from '../sql/rates.ts'
import { createQueueLog } from './queues/queue-log.ts'
import { createQueueReader } from './queues/queue-reader.ts'
import { openSnapshotAccess } from './snapshot-access.ts'
import { systemClock } from './system-clock.ts'
import { openWritableState } from './writable-state.ts'

const QUEUES = 'queues'
/** How long closing may wait for other processes. */
const CLOSING_MS = 2000

/**
 * Opens a state folder for reading. Leaves no trace: a folder or file that is missing is an empty
 * state and stays missing, and what other processes have open is read from a private copy.
 *
 * Fails with `stateNotOurs`, `stateCorrupt`, `stateNewer` or `stateUnusable`, later calls also with
 * `stateBusy` when the file changed under them until the deadline.
 */
export async function openReadOnly(
  directory: string,
  deadline: Deadline,
): Promise<Result<StoreReaders, StoreFailure>> {
  const access = await openSnapshotAccess(directory, deadline)
  if (!access.ok) return access
  return ok({
    environments: createEnvironmentReader(access.value),
    journal: createJournalReader(access.value),
    events: createEventReader(access.value),
    leases: createLeaseReader(access.value),
    graph: createGraphReader(access.value),
    queues: createQueueReader(join(directory, QUEUES), new Map()),
    rates: createRateReader(access.value),
    close: async () => {
      await access.value.close()
      return ok(undefined)
    },
  })
}

/**
 * Opens a state folder for reading and writing, and creates it where it is missing. Several
 * processes may have it open. The same failures as for reading, found before anything is touched,
 * and `stateReadOnly` where it may not be written.
 */
export async function openStores(
  directory: string,
  deadline: Deadline,
): Promise<Result<Stores, StoreFailure>> {
  const access = await openWritableState(directory, deadline)
  if (!access.ok) return access
  const queues = createQueueLog(join(directory, QUEUES))
  return ok({
    environments: createEnvironmentStore(access.value),
    journal: createJournal(access.value),
    events: createEventReader(access.value),
    leases: createLeases(access.value),
    graph: createGraphStore(access.value),
    queues,
    rates: createRates(access.value),
    close: async () => {
      // The indexes only save time: what could not be saved is made anew.
      await queues.close(deadlineIn(systemClock, CLOSING_MS))
      return access.value.close()
    },
  })
}

// One embedded environment: Gateway and DAG Manager in this process, over a state folder. The only
// place that knows application objects and drivers together. Drivers are loaded when something is
// opened, so that a program that opens nothing does not pay for them.
import { randomUUID } from 'node:crypto'
import { deadlineIn } from '../core/deadline.ts'
import type { Deadline } from '../core/deadline.ts'
import type { StoreFailure } from '../core/failures.ts'
import { ok, type Result } from '../core/result.ts'
import type { DagReader } from '../dag-manager/dag-manager.ts'
import type { Gateway, GatewayReader } from '../gateway/gateway.ts'

export interface EmbeddedPlace {
  /** The state folder, absolute. */
  readonly state: string
  /** The project's real root: histories lie inside it. */
  readonly root: string
}

export interface OpenForPlan {
  readonly gateway: GatewayReader
  readonly dags: DagReader
  /** A deadline for one call from now. */
  soon(): Deadline
  close(): Promise<Result<void, StoreFailure>>
}

export interface OpenForApply extends OpenForPlan {
  readonly gateway: Gateway
}

export interface ApplyHooks {
  /** Called by name at each point of an apply where a crash would leave another state behind. */
  readonly onStep?: (name: string) => void
}

/** How long one call to the state may take. */
const CALL_MS = 30_000

/** Opens for looking: nothing is created, locked or written, and a missing folder is an empty state. */
export async function openForPlan(place: EmbeddedPlace): Promise<Result<OpenForPlan, StoreFailure>> {
  const [
    { openReadOnly },
    { systemClock },
    { createGatewayReader },
    { createDagReader },
    { createCsvHistory },
  ] = await Promise.all([
    import('../drivers/embedded/open-stores.ts'),
    import('../drivers/embedded/system-clock.ts'),
    import('../gateway/app/create-gateway.ts'),
    import('../dag-manager/app/dag-reader.ts'),
    import('./csv-history.ts'),
  ])
  const soon = (): Deadline => deadlineIn(systemClock, CALL_MS)
  const stores = await openReadOnly(place.state, soon())
  if (!stores.ok) return stores
  const dags = createDagReader(stores.value.graph, stores.value.queues)
  const history = createCsvHistory(place.root)
  const gateway = createGatewayReader({ ...stores.value, dags, history })
  return ok({ gateway, dags, soon, close: () => stores.value.close() })
}

/** Opens for applying: the folder is created where it is missing. */
export async function openForApply(
  place: EmbeddedPlace,
  hooks: ApplyHooks = {},
): Promise<Result<OpenForApply, StoreFailure>> {
  const [
    { openStores },
    { systemClock },
    { isAlive, thisProcess },
    { createGateway },
    { createDagManager },
    { createCsvHistory },
    { kernel },
  ] = await Promise.all([
    import('../drivers/embedded/open-stores.ts'),
    import('../drivers/embedded/system-clock.ts'),
    import('../drivers/embedded/process-holder.ts'),
    import('../gateway/app/create-gateway.ts'),
    import('../dag-manager/app/create-dag-manager.ts'),
    import('./csv-history.ts'),
    import('../../compiler/codegen/kernel.ts'),
  ])
  const soon = (): Deadline => deadlineIn(systemClock, CALL_MS)
  const stores = await openStores(place.state, soon())
  if (!stores.ok) return stores
  const dags = createDagManager(stores.value.graph, stores.value.queues)
  const gateway = createGateway({
    ...stores.value,
    ...hooks,
    dags,
    history: createCsvHistory(place.root),
    clock: systemClock,
    backend: kernel,
    newHolder: () => thisProcess(`apply-${randomUUID()}`),
    isAlive,
  })
  return ok({ gateway, dags, soon, close: () => stores.value.close() })
}

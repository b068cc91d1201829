// Which driver serves an address: what a second process of a contract test is told.
import type { Deadline } from '../../services/core/deadline.ts'
import { portFailure } from '../../services/core/failures.ts'
import type { StoreFailure } from '../../services/core/failures.ts'
import { fail } from '../../services/core/result.ts'
import type { Result } from '../../services/core/result.ts'
import type { Stores } from '../../services/core/stores.ts'
import { openStores } from '../../services/drivers/embedded/open-stores.ts'

/** `embedded:<folder>`. */
export async function openAt(address: string, deadline: Deadline): Promise<Result<Stores, StoreFailure>> {
  const [scheme, place] = [address.slice(0, address.indexOf(':')), address.slice(address.indexOf(':') + 1)]
  if (scheme === 'embedded') return openStores(place, deadline)
  return fail(portFailure('stateUnusable', { message: `no driver serves ${address}` }))
}

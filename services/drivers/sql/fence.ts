// The check that every protected write makes first, in its own transaction: does this epoch hold
// the environment's lease? A lapsed lease that nobody took still counts: nobody else has written.
import type { Kysely } from 'kysely'
import { portFailure } from '../../core/failures.ts'
import type { PortFailure } from '../../core/failures.ts'
import { environmentLease } from '../../core/leases.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import type { Tables } from './tables.ts'

export async function checkFence(
  db: Kysely<Tables>,
  environment: string,
  epoch: number,
): Promise<Result<void, PortFailure<'fenced'>>> {
  const lease = await db
    .selectFrom('leases')
    .select(['epoch', 'owner'])
    .where('key', '=', environmentLease(environment))
    .executeTakeFirst()
  if (lease?.epoch === epoch && lease.owner !== null) return ok(undefined)
  return fail(fenced(`the lease of environment ${environment}`, epoch, lease?.epoch ?? 0))
}

export function fenced(what: string, epoch: number, current: number): PortFailure<'fenced'> {
  return portFailure('fenced', {
    message: `${what} is not held with epoch ${epoch} any more; the newest is ${current}`,
    hint: 'Somebody took over, or the lease was broken or given back. Plan again.',
    epoch,
    current,
  })
}

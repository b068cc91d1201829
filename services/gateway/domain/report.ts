// What callers are told of an apply.
import type { Apply } from '../../core/journal.ts'
import type { ApplyReport } from '../gateway.ts'

export function reportOf(
  apply: Apply,
  generation: number,
  flags: { readonly already_applied: boolean; readonly resumed: boolean },
): ApplyReport {
  return {
    environment: apply.environment,
    generation,
    apply_id: apply.id,
    plan_digest: apply.planDigest,
    operations: apply.operations.map(({ id, resource, action, status }) => ({
      id,
      resource,
      action,
      // What was running when the apply stopped is still to be done.
      status: status === 'running' ? 'pending' : status,
    })),
    ...flags,
  }
}

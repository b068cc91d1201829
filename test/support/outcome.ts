// Results of ports taken apart, with a complaint that says what came instead.
import type { FailureKind, PortFailure } from '../../services/core/failures.ts'
import type { Result } from '../../services/core/result.ts'

/** The value of a result that has one. */
export function got<T>(result: Result<T, PortFailure>): T {
  if (result.ok) return result.value
  throw new TypeError(`${result.failure.kind}: ${result.failure.message}`)
}

/** The failure of a result, which must be of this kind. */
export function refused<K extends FailureKind>(
  result: Result<unknown, PortFailure>,
  kind: K,
): PortFailure<K> {
  if (result.ok) throw new TypeError(`expected ${kind}, got a value`)
  if (result.failure.kind !== kind) throw new TypeError(`expected ${kind}, got ${result.failure.kind}`)
  return result.failure as PortFailure<K>
}

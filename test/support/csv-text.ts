// CSV texts for tests, and results taken apart with a readable complaint.
import { expect } from 'vitest'
import type { Failure, Result } from '../../services/core/result.ts'

export const BAR_FIELDS = ['open', 'high', 'low', 'close', 'volume']
export const MINUTE = 60_000
export const DAY = 86_400_000

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** The value of a result that has one. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new TypeError(`unexpected failure ${result.failure.code}: ${result.failure.message}`)
}

/** The failure of a result that has one. */
export function failureOf<T>(result: Result<T>): Failure {
  expect(result.ok).toBe(false)
  if (result.ok) throw new TypeError('expected a failure')
  return result.failure
}

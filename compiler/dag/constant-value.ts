// A constant of a document as the double it is.
import { decodeFloat } from '../identity/encode-float.ts'
import { InternalError } from '../internal-error.ts'
import type { Constant } from './document.ts'

/** Floats by their bits, integers as themselves; throws InternalError for what no validator lets through. */
export function constantValue(constant: Constant): number {
  const value = typeof constant === 'number' ? constant : decodeFloat(constant)
  if (value === null) throw new InternalError(`${JSON.stringify(constant)} is no constant`)
  return value
}

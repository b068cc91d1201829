// A constant of a document as the double it is.
import type { Constant } from '../dag/document.ts'
import { InternalError } from '../internal-error.ts'

const view = new DataView(new ArrayBuffer(8))

/** Decodes `f64:` and 16 hex digits; integers are themselves. */
export function constantValue(constant: Constant): number {
  if (typeof constant === 'number') return constant
  const digits = /^f64:([0-9a-f]{16})$/.exec(constant)?.[1]
  if (digits === undefined) throw new InternalError(`"${constant}" is no constant`)
  view.setBigUint64(0, BigInt(`0x${digits}`))
  return view.getFloat64(0)
}

/** The 16 hex digits of a double's bits; every NaN has one pattern. */
export function bitsOf(value: number): string {
  view.setFloat64(0, Number.isNaN(value) ? Number.NaN : value)
  return view.getBigUint64(0).toString(16).padStart(16, '0')
}

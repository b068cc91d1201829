// Floats in canonical JSON: by their bits, since JSON loses −0 and has no NaN.

const view = new DataView(new ArrayBuffer(8))

/** `f64:` and the 16 hex digits of the bits, big-endian; every NaN has the one pattern 7ff8000000000000. */
export function encodeFloat(value: number): `f64:${string}` {
  view.setFloat64(0, Number.isNaN(value) ? Number.NaN : value)
  return `f64:${view.getBigUint64(0).toString(16).padStart(16, '0')}`
}

const PATTERN = /^f64:[0-9a-f]{16}$/

/** The float that `encodeFloat` wrote, or null when the text is none. */
export function decodeFloat(text: string): number | null {
  if (!PATTERN.test(text)) return null
  view.setBigUint64(0, BigInt(`0x${text.slice(4)}`))
  return view.getFloat64(0)
}

// Numbers out of bytes, with the bits that `Number()` gives. Knows nothing of cells or columns.

/** 10^k, exact up to k = 22: an exact integer divided by one of them is rounded once, as Number() is. */
export const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`))
/** Whole numbers below this are exact. */
export const EXACT = 2 ** 53

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** The text of bytes `start` to `end`. */
export function textOf(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end))
}

/** The number that a text spells in decimals, NaN when it spells none; blank text and infinities are none. */
export function numberOf(text: string): number {
  const spelt = text.trim()
  // Number() reads 0x10, 0b11 and 0o7 too; in a file of prices they are words.
  if (spelt === '' || /^0[xbo]/i.test(spelt)) return NaN
  const value = Number(text)
  return Number.isFinite(value) ? value : NaN
}

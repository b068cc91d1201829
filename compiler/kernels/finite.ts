// The rule that no infinity leaves an operation.

/** The value, or NaN for what is not finite. */
export function finiteOrNa(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN
}

/** An int as a double: NaN outside ±(2^53 − 1), and never −0, which ints do not have. */
export function integerOrNa(value: number): number {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value + 0 : Number.NaN
}

// Sums of doubles without any rounding, as the tests' reference.

const view = new DataView(new ArrayBuffer(8))
/** Every finite double is a whole multiple of 2^-1074. */
const unit = 1074

/** The double as a multiple of 2^-1074. */
function toUnits(value: number): bigint {
  view.setFloat64(0, value)
  const bits = view.getBigUint64(0)
  const exponent = Number((bits >> 52n) & 0x7ffn)
  const fraction = bits & 0xfffffffffffffn
  const magnitude = exponent === 0 ? fraction : (fraction | 0x10000000000000n) << BigInt(exponent - 1)
  return bits >> 63n === 0n ? magnitude : -magnitude
}

/** How far a claimed sum is from the true one, as a share of the sum of magnitudes. */
export function errorOfSum(values: Iterable<number>, claimed: number): number {
  let sum = 0n
  let magnitudes = 0n
  for (const value of values) {
    const units = toUnits(value)
    sum += units
    magnitudes += units < 0n ? -units : units
  }
  const difference = toUnits(claimed) - sum
  if (difference === 0n) return 0
  const size = difference < 0n ? -difference : difference
  // Both are far beyond a double's range in these units: compare their ratio, scaled by 2^60.
  return Number((size << 60n) / (magnitudes === 0n ? 1n << BigInt(unit) : magnitudes)) / 2 ** 60
}

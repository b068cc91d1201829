// From a weight to a quantity, and from the market's price to the price of a fill.

/**
 * The position that a weight asks for, `weight · equity / price`: a quantity, or with a `lot` the
 * number of whole lots, rounded toward zero. An account without equity can hold nothing.
 *
 * @param equity marked at `price`, before the costs of the order
 */
export function wantedUnits(weight: number, equity: number, price: number, lot: number | null): number {
  if (!(equity > 0)) return 0
  const quantity = (weight * equity) / price
  return lot === null ? quantity : wholeLots(quantity / lot)
}

/** `3 · 0.1 / 0.1` is a hair below 3 in doubles, and means 3. */
function wholeLots(lots: number): number {
  const nearest = Math.round(lots)
  return Math.abs(lots - nearest) <= 1e-9 * Math.max(1, Math.abs(lots)) ? nearest : Math.trunc(lots)
}

/** What is left below this share of what moved is rounding, not a position. */
const DUST = 1e-12

/** The position after a quantity was added to one of `units`, both signed; with a `lot` whole lots, toward zero. */
export function addedUnits(units: number, quantity: number, lot: number | null): number {
  const added = lot === null ? quantity : wholeLots(quantity / lot)
  const sum = units + added
  return Math.abs(sum) <= DUST * Math.max(Math.abs(units), Math.abs(added)) ? 0 : sum
}

/** A buyer pays more than the market's price, a seller gets less. */
export function fillPrice(price: number, quantity: number, slippage: number): number {
  return quantity > 0 ? price * (1 + slippage) : price * (1 - slippage)
}

// Orders by command: when one fills, and at which price of the market. They know one bar and no account.

export interface OrderDecision {
  /** When it was decided, in milliseconds since 1970. */
  readonly decided: number
  /** Positive to buy, negative to sell; what fills is added to the position. */
  readonly quantity: number
  readonly type: 'market' | 'limit' | 'stop'
  /** The limit or the stop; NaN for a market order. */
  readonly price: number
  /** It fills in bars that open before this instant; Infinity without `valid_for`. */
  readonly expires: number
}

/** At the open: a market order, a limit that the open is not beyond, a stop that it has reached; null for none of them. */
export function priceAtOpen({ type, price, quantity }: OrderDecision, open: number): number | null {
  if (!(open > 0)) return null
  if (type === 'market') return open
  const beyond = quantity > 0 ? open - price : price - open
  return (type === 'limit' ? beyond <= 0 : beyond >= 0) ? open : null
}

/** After the open: the limit or the stop itself, once the bar has touched it. */
export function priceWithin(order: OrderDecision, high: number, low: number): number | null {
  const { type, price, quantity } = order
  if (type === 'market' || !(price > 0)) return null
  const isAbove = (type === 'limit') !== quantity > 0
  return (isAbove ? high >= price : low <= price) ? price : null
}

/** A limit is never exceeded; market and stop orders pay slippage. */
export const paysSlippage = ({ type }: OrderDecision): boolean => type !== 'limit'

/** Within one bar the way of the price is not known: what hurts comes first, stops before limits, each by decision. */
export function pessimistic(orders: readonly OrderDecision[]): readonly OrderDecision[] {
  return orders.toSorted((a, b) => Number(a.type === 'limit') - Number(b.type === 'limit'))
}

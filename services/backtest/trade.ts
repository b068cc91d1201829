// A round trip: an entry and, if it is over, its exit.

/** Times are milliseconds since 1970, money is in the currency of the prices. */
export interface Trade {
  readonly symbol: string
  readonly side: 'long' | 'short'
  /** Always positive. */
  readonly quantity: number
  readonly entry_time: number
  /** Prices are those of the fills, after slippage. */
  readonly entry_price: number
  readonly exit_time: number | null
  readonly exit_price: number | null
  /** Net of `fees`; of an open trade marked at the last close. */
  readonly pnl: number
  /** The shares of the entry's and the exit's fee. */
  readonly fees: number
  readonly open: boolean
}

/** Order of a list of trades: entry, symbol, exit (what is open comes last). */
export function compareTrades(a: Trade, b: Trade): number {
  if (a.entry_time !== b.entry_time) return a.entry_time - b.entry_time
  if (a.symbol !== b.symbol) return a.symbol < b.symbol ? -1 : 1
  const [exitA, exitB] = [a.exit_time ?? Infinity, b.exit_time ?? Infinity]
  return exitA === exitB ? 0 : exitA - exitB
}

// A backtest as anybody would write it in an afternoon: one file of prices, one strategy, one loop.
// It shares no line with the product, so that where both agree neither is likely to be wrong.

export type PlainStrategy =
  | {
      readonly kind: 'ema-cross'
      readonly fast: number
      readonly slow: number
      readonly above: number
      readonly below: number
    }
  | { readonly kind: 'rsi-reversion'; readonly length: number; readonly low: number; readonly high: number }

export interface PlainOptions {
  /** Content of the price file: time,open,high,low,close,volume. */
  readonly csv: string
  readonly intervalMs: number
  readonly strategy: PlainStrategy
  readonly start: number
  readonly end: number
  readonly cash: number
  readonly fee: number
  readonly slippage: number
  readonly lot: number | null
}

export interface PlainTrade {
  side: string
  quantity: number
  entryTime: number
  entryPrice: number
  exitTime: number | null
  exitPrice: number | null
  pnl: number
  fees: number
  open: boolean
}

export interface PlainResult {
  trades: PlainTrade[]
  equity: { time: number; equity: number }[]
  finalEquity: number
  ruined: number | null
}

interface PlainBar {
  opening: number
  open: number
  close: number
}

export function readPlainBars(csv: string): PlainBar[] {
  const lines = csv.trim().split('\n')
  const header = (lines[0] as string).split(',')
  const openAt = header.indexOf('open')
  const closeAt = header.indexOf('close')
  return lines.slice(1).map((line) => {
    const cells = line.split(',')
    return {
      opening: Date.parse(cells[0] as string),
      open: Number(cells[openAt]),
      close: Number(cells[closeAt]),
    }
  })
}

/** Mean of the first n values, then steps of 1/k toward each new one. */
function smooth(values: (number | null)[], n: number, alpha: number): (number | null)[] {
  const result: (number | null)[] = []
  let seen: number[] = []
  let state: number | null = null
  for (const value of values) {
    if (value === null) {
      if (state === null) seen = []
      result.push(null)
      continue
    }
    if (state === null) {
      seen.push(value)
      if (seen.length === n) state = seen.reduce((a, b) => a + b, 0) / n
    } else state = state + alpha * (value - state)
    result.push(state)
  }
  return result
}

function ema(values: number[], n: number): (number | null)[] {
  return smooth(values, n, 2 / (n + 1))
}

function rsi(values: number[], n: number): (number | null)[] {
  const ups: (number | null)[] = [null]
  const downs: (number | null)[] = [null]
  for (let i = 1; i < values.length; i++) {
    const change = (values[i] as number) - (values[i - 1] as number)
    ups.push(change > 0 ? change : 0)
    downs.push(change < 0 ? -change : 0)
  }
  const up = smooth(ups, n, 1 / n)
  const down = smooth(downs, n, 1 / n)
  return values.map((_, i) => {
    const u = up[i]
    const d = down[i]
    if (u == null || d == null || u + d === 0) return null
    return (100 * u) / (u + d)
  })
}

/** The weight that the strategy wants after each bar. */
export function plainWeights(bars: PlainBar[], strategy: PlainStrategy): number[] {
  const closes = bars.map((bar) => bar.close)
  if (strategy.kind === 'ema-cross') {
    const fast = ema(closes, strategy.fast)
    const slow = ema(closes, strategy.slow)
    return closes.map((_, i) => {
      const f = fast[i]
      const s = slow[i]
      return f != null && s != null && f > s ? strategy.above : strategy.below
    })
  }
  return rsi(closes, strategy.length).map((r) => {
    if (r === null) return 0
    if (r < strategy.low) return 1
    if (r > strategy.high) return -1
    return 0
  })
}

export function plainBacktest(options: PlainOptions): PlainResult {
  const { intervalMs, start, end, fee, slippage, lot } = options
  const bars = readPlainBars(options.csv)
  const weights = plainWeights(bars, options.strategy)

  let cash = options.cash
  let position = 0
  let weight = 0
  let order: number | null = null
  let lots: { time: number; price: number; quantity: number; fees: number }[] = []
  const trades: PlainTrade[] = []
  const equity: { time: number; equity: number }[] = []
  let lastClose = 0
  let ruined: number | null = null

  for (let i = 0; i < bars.length; i++) {
    const bar = bars[i] as PlainBar
    const tick = bar.opening + intervalMs
    if (tick >= end && order === null) break

    let filled = false
    if (order !== null) {
      const worth = cash + position * bar.open
      let wanted = worth > 0 ? (order * worth) / bar.open : 0
      if (lot !== null) wanted = Math.trunc(wanted / lot) * lot
      const quantity = wanted - position
      order = null
      filled = true
      if (quantity !== 0) {
        const price = quantity > 0 ? bar.open * (1 + slippage) : bar.open * (1 - slippage)
        const cost = fee * Math.abs(quantity) * price
        cash = cash - quantity * price - cost
        const costPerUnit = cost / Math.abs(quantity)
        const flips = (position > 0 && wanted < 0) || (position < 0 && wanted > 0)
        const shrinks = Math.abs(wanted) < Math.abs(position)
        let toClose = flips ? Math.abs(position) : shrinks ? Math.abs(position) - Math.abs(wanted) : 0
        if (wanted === 0) toClose = Infinity
        const direction = position > 0 ? 1 : -1
        while (toClose > 1e-12 * Math.abs(position) && lots.length > 0) {
          const lotOpen = lots[0] as (typeof lots)[number]
          const part = Math.min(lotOpen.quantity, toClose)
          const entryFees = (lotOpen.fees * part) / lotOpen.quantity
          const fees = entryFees + costPerUnit * part
          trades.push({
            side: direction > 0 ? 'long' : 'short',
            quantity: part,
            entryTime: lotOpen.time,
            entryPrice: lotOpen.price,
            exitTime: bar.opening,
            exitPrice: price,
            pnl: direction * part * (price - lotOpen.price) - fees,
            fees,
            open: false,
          })
          toClose -= part
          lotOpen.fees -= entryFees
          lotOpen.quantity -= part
          if (lotOpen.quantity <= 1e-12 * part) lots.shift()
        }
        if (flips || wanted === 0) lots = []
        const entered = flips ? Math.abs(wanted) : Math.abs(wanted) - Math.abs(position)
        if (entered > 0)
          lots.push({ time: bar.opening, price, quantity: entered, fees: costPerUnit * entered })
        position = wanted
      }
    }

    if (tick < end || filled) lastClose = bar.close
    if (tick >= start && (tick < end || filled)) {
      const worth = cash + position * bar.close
      equity.push({ time: tick, equity: worth })
      if (worth <= 0 && ruined === null) {
        ruined = tick
        order = position === 0 ? null : 0
      }
    }
    if (ruined === null && tick >= start && tick < end && weights[i] !== weight) {
      weight = weights[i] as number
      order = weight
    }
  }

  for (const { time, price, quantity, fees } of lots) {
    trades.push({
      side: position > 0 ? 'long' : 'short',
      quantity,
      entryTime: time,
      entryPrice: price,
      exitTime: null,
      exitPrice: null,
      pnl: Math.sign(position) * quantity * (lastClose - price) - fees,
      fees,
      open: true,
    })
  }
  trades.sort((a, b) => a.entryTime - b.entryTime)
  return { trades, equity, finalEquity: cash + position * lastClose, ruined }
}

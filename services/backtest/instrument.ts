// One instrument of a backtest: its prices in time, its wanted weight, its position. It says what
// happens next; the account decides what follows from it.
import { Lots } from './lots.ts'
import { type OrderDecision, pessimistic, priceAtOpen, priceWithin } from './orders.ts'
import { InternalError } from '../../compiler/internal-error.ts'
import type { Ticks } from '../../compiler/runtime/ticks.ts'

export interface Instrument {
  readonly symbol: string
  /** Ticks of the stream on which the target trades, with columns `open` and `close`. */
  readonly prices: Ticks
  /** Interval of that stream's clock: a tick's bar opened this long before the tick. */
  readonly interval_ms: number
  /** When each tick's bar opened, on clocks without one interval. */
  readonly openings?: Float64Array
  readonly decisions: Decisions
  /** Orders by command, by the instant of their decision. An instrument has weights or orders, not both. */
  readonly orders?: readonly OrderDecision[]
}

/** An order by command, and the price at which the market takes it. */
export interface Due {
  readonly order: OrderDecision
  readonly price: number
}

/** Wanted weights (shares of the equity, negative for short) at increasing instants. */
export interface Decisions {
  readonly times: Float64Array
  readonly weights: Float64Array
}

/** An order that has been decided and not been filled. */
export interface PendingOrder {
  readonly symbol: string
  readonly weight: number
  readonly decided: number
}

function column(instrument: Instrument, name: string): Float64Array {
  const values = instrument.prices.columns[name]
  if (values === undefined) throw new InternalError(`prices of ${instrument.symbol} have no ${name}`)
  return values
}

export class InstrumentState {
  readonly symbol: string
  readonly lots: Lots
  /** The latest price known: a close, or the open of the bar that runs. NaN before the first. */
  price = NaN
  /** The latest price when the account was last marked, which happens at closes only. */
  mark = NaN
  /** The open of a bar that opens at this very instant, else NaN: nothing fills at an open gone by. */
  open = NaN
  order: PendingOrder | null = null
  /** Whether an order was filled in the bar that runs. */
  filled = false
  readonly #times: Float64Array
  readonly #opens: Float64Array
  readonly #closes: Float64Array
  readonly #interval: number
  readonly #highs: Float64Array
  readonly #lows: Float64Array
  readonly #openings: Float64Array | null
  readonly #decisions: Decisions
  readonly #orders: readonly OrderDecision[]
  /** Orders by command that have neither filled nor expired. */
  #working: readonly OrderDecision[] = []
  #ordered = 0
  /** How many orders by command expired, or were dropped in a ruin. */
  dropped = 0
  #tick = 0
  #running = false
  #decision = 0
  /** What was decided last; before the first decision the position is none. */
  #weight = 0

  /** `unit` is the quantity in which positions are counted. */
  constructor(instrument: Instrument, unit: number) {
    this.symbol = instrument.symbol
    this.lots = new Lots(instrument.symbol, unit)
    this.#times = instrument.prices.times
    this.#opens = column(instrument, 'open')
    this.#closes = column(instrument, 'close')
    const { columns } = instrument.prices
    this.#highs = columns['high'] ?? this.#opens.map((open, at) => Math.max(open, this.#closes[at] ?? NaN))
    this.#lows = columns['low'] ?? this.#opens.map((open, at) => Math.min(open, this.#closes[at] ?? NaN))
    this.#interval = instrument.interval_ms
    this.#openings = instrument.openings ?? null
    this.#decisions = instrument.decisions
    this.#orders = instrument.orders ?? []
  }

  /** When the next bar opens or the running one closes; Infinity after the last. */
  get nextTime(): number {
    if (this.#tick >= this.#times.length) return Infinity
    const end = this.#times[this.#tick] ?? Infinity
    return this.#running ? end : (this.#openings?.[this.#tick] ?? end - this.#interval)
  }

  get firstDecision(): number | undefined {
    return this.#decisions.times[0] ?? this.#orders[0]?.decided
  }

  /** Orders by command that still wait. */
  get working(): number {
    return this.#working.length
  }

  /** Whether something waits that fills at whatever price the next bar opens. */
  get isWaiting(): boolean {
    return this.order !== null || this.#working.some(({ type }) => type === 'market')
  }

  get lastTick(): number | undefined {
    return this.#times.at(-1)
  }

  /** Ends the running bar if it closes at `time`. */
  closeAt(time: number): boolean {
    if (!this.#running || this.#times[this.#tick] !== time) return false
    const close = this.#closes[this.#tick] ?? NaN
    if (!Number.isNaN(close)) this.price = close
    this.#running = false
    this.filled = false
    this.#tick += 1
    return true
  }

  /** What the running bar touched, if it closes at `time`, in the order in which it is taken to fill. */
  takeTouched(time: number): readonly Due[] {
    if (!this.#running || this.#times[this.#tick] !== time || this.#working.length === 0) return []
    const [high, low] = [this.#highs[this.#tick] ?? NaN, this.#lows[this.#tick] ?? NaN]
    return this.#take(pessimistic(this.#working), (order) => priceWithin(order, high, low))
  }

  /** What fills at the open of a bar that opens at this instant; what has expired by now is dropped. */
  takeAtOpen(time: number, end: number): readonly Due[] {
    if (!this.#running || this.#working.length === 0) return []
    const valid = this.#working.filter(({ expires }) => time < expires)
    this.dropped += this.#working.length - valid.length
    this.#working = valid
    return this.#take(valid, (order) =>
      order.type === 'market' || time < end ? priceAtOpen(order, this.open) : null,
    )
  }

  #take(orders: readonly OrderDecision[], priceOf: (order: OrderDecision) => number | null): readonly Due[] {
    const due = orders.flatMap((order) => {
      const price = priceOf(order)
      return price === null ? [] : [{ order, price }]
    })
    const taken = new Set(due.map(({ order }) => order))
    if (taken.size > 0) this.#working = this.#working.filter((order) => !taken.has(order))
    return due
  }

  /** Starts a bar if one opens at `time`. */
  openAt(time: number): void {
    this.open = NaN
    if (this.#running || this.nextTime !== time) return
    this.#running = true
    this.open = this.#opens[this.#tick] ?? NaN
    if (!Number.isNaN(this.open)) this.price = this.open
  }

  /** Takes note of what was decided up to `time`, from `start` on and before `end`. */
  decideUpTo(time: number, start: number, end: number): void {
    for (; this.#ordered < this.#orders.length; this.#ordered += 1) {
      const order = this.#orders[this.#ordered]
      if (order === undefined || order.decided > time) break
      if (order.decided >= start && order.decided < end) this.#working = [...this.#working, order]
    }
    const { times, weights } = this.#decisions
    for (; this.#decision < times.length; this.#decision += 1) {
      const decided = times[this.#decision] ?? NaN
      if (decided > time) return
      if (decided < start || decided >= end) continue
      const weight = weights[this.#decision] ?? NaN
      if (!Number.isFinite(weight))
        throw new InternalError(`weight of ${this.symbol} at ${decided} is ${weight}`)
      if (weight === this.#weight) continue
      this.#weight = weight
      this.order = { symbol: this.symbol, weight, decided }
    }
  }

  /** Ruin, found at `time`: what is held is to be closed, and no decision counts any more. */
  giveUp(time: number): void {
    this.#decision = this.#decisions.times.length
    this.#ordered = this.#orders.length
    this.dropped += this.#working.length
    this.#working = []
    this.order = this.lots.units === 0 ? null : { symbol: this.symbol, weight: 0, decided: time }
  }

  /** Value of the position at the latest price, which it is marked at from now on. */
  markNow(): number {
    this.mark = this.price
    return this.value
  }

  /** Value of the position at the latest price, before which there is no position. */
  get value(): number {
    return this.lots.units === 0 ? 0 : this.lots.position * this.price
  }
}

// The account: orders, fills, cash, equity. It knows prices and weights; what made them is not its
// business. At one instant bars close first, then decisions are noted, then bars open and orders fill.
import { accountOverflowed, noTicksInRange, startNotBeforeEnd } from './failures.ts'
import { type Due, type Instrument, InstrumentState, type PendingOrder } from './instrument.ts'
import { paysSlippage } from './orders.ts'
import { checkSettings, type Settings } from './settings.ts'
import { addedUnits, fillPrice, wantedUnits } from './sizing.ts'
import { compareTrades, type Trade } from './trade.ts'
import { fail, ok, type Result } from '../core/result.ts'

/** Decisions count at instants with start ≤ t < end, in milliseconds since 1970. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** One point a tick from the start on, positions at the tick's closes. */
export interface EquityCurve {
  readonly times: Float64Array
  readonly equity: Float64Array
  readonly cash: Float64Array
  /** Gross value of the positions as a share of the equity; NaN without equity. */
  readonly exposure: Float64Array
}

export interface Simulation {
  readonly curve: EquityCurve
  /** Ticks with start ≤ t < end; the curve has more when an order was filled after them. */
  readonly ticks: number
  /** The part of the range in which there were decisions and prices; null when nothing could trade. */
  readonly traded: Range | null
  /** By entry time, then symbol; open ones marked at the last close. */
  readonly trades: readonly Trade[]
  /** How many orders moved a position; one order may end many trades, or none. */
  readonly filled: number
  /** Sum over all fills of quantity times price. */
  readonly notional: number
  readonly fees: number
  /** Orders for which the data have no next tick. */
  readonly pending: readonly PendingOrder[]
  /** Orders by command that never filled: expired, dropped in a ruin, or still waiting. */
  readonly unfilled: number
  /** The first close at which the equity was 0 or less; null without one. */
  readonly ruined: number | null
}

export interface SimulationRequest {
  readonly instruments: readonly Instrument[]
  readonly range: Range
  readonly settings: Settings
}

/** Trades the decisions. Fails with QD2101, QD2102 (no tick in the range) QD2103 or QD2104 (overflow). */
export function simulate({ instruments, range, settings }: SimulationRequest): Result<Simulation> {
  const checked = checkSettings(settings)
  if (!checked.ok) return checked
  if (!(range.start < range.end)) return fail(startNotBeforeEnd(range.start, range.end))
  const account = new Account(instruments, range, settings)
  account.run()
  if (account.overflowed !== null) return fail(accountOverflowed(account.overflowed))
  if (account.ticks === 0) {
    const ticks = instruments.flatMap(({ prices: { times } }) => [times[0] ?? NaN, times.at(-1) ?? NaN])
    const known = ticks.filter((time) => !Number.isNaN(time))
    const [first, last] = known.length === 0 ? [null, null] : [Math.min(...known), Math.max(...known)]
    return fail(noTicksInRange(range.start, range.end, first, last))
  }
  return ok(account.result())
}

class Account {
  readonly #states: readonly InstrumentState[]
  readonly #range: Range
  readonly #settings: Settings
  readonly #trades: Trade[] = []
  readonly #points: EquityCurve
  #size = 0
  #cash: number
  #filled = 0
  #notional = 0
  #fees = 0
  #ruined: number | null = null
  ticks = 0
  /** The first close at which the account held what is no number; null without one. */
  overflowed: number | null = null

  constructor(instruments: readonly Instrument[], range: Range, settings: Settings) {
    this.#states = instruments
      .toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1))
      .map((instrument) => new InstrumentState(instrument, settings.lot ?? 1))
    this.#range = range
    this.#settings = settings
    this.#cash = settings.cash
    const most = instruments.reduce((sum, { prices }) => sum + prices.times.length, 0)
    const column = () => new Float64Array(most)
    this.#points = { times: column(), equity: column(), cash: column(), exposure: column() }
  }

  run(): void {
    const states = this.#states
    const { start, end } = this.#range
    for (;;) {
      let time = Infinity
      for (const state of states) time = Math.min(time, state.nextTime)
      if (time === Infinity || (time >= end && !this.#isUnsettled())) return
      if (time < end)
        for (const state of states) for (const due of state.takeTouched(time)) this.#add(state, due, time)
      let closed = false
      for (const state of states) if (state.closeAt(time)) closed = true
      if (closed && time >= start) this.#record(time)
      for (const state of states) state.decideUpTo(time, start, end)
      let due = false
      for (const state of states) {
        state.openAt(time)
        if (state.order !== null && state.open > 0) due = true
      }
      if (due) this.#fill(time)
      for (const state of states) for (const each of state.takeAtOpen(time, end)) this.#add(state, each, time)
    }
  }

  result(): Simulation {
    const open = this.#states.flatMap(({ lots, mark }) => lots.markedAt(mark))
    const { times, equity, cash, exposure } = this.#points
    const size = this.#size
    return {
      curve: {
        times: times.subarray(0, size),
        equity: equity.subarray(0, size),
        cash: cash.subarray(0, size),
        exposure: exposure.subarray(0, size),
      },
      ticks: this.ticks,
      traded: this.#traded,
      trades: [...this.#trades, ...open].toSorted(compareTrades),
      filled: this.#filled,
      notional: this.#notional,
      fees: this.#fees,
      pending: this.#states.flatMap(({ order }) => order ?? []),
      unfilled: this.#states.reduce((sum, state) => sum + state.dropped + state.working, 0),
      ruined: this.#ruined,
    }
  }

  /** The range as far as it lies between the first decision and the last tick. */
  get #traded(): Range | null {
    const firsts = this.#states.flatMap(({ firstDecision }) => firstDecision ?? [])
    const lasts = this.#states.flatMap(({ lastTick }) => lastTick ?? [])
    const start = Math.max(this.#range.start, Math.min(...firsts))
    const end = Math.min(this.#range.end, Math.max(...lasts))
    return start <= end && start < this.#range.end ? { start, end } : null
  }

  /** Whether something decided before the end still waits for its fill, or its bar for the close. */
  #isUnsettled(): boolean {
    return this.#states.some((state) => state.isWaiting || state.filled)
  }

  /** Quantities of all orders due follow from the same equity; only then does the first one fill. */
  #fill(time: number): void {
    let equity = this.#cash
    for (const { value } of this.#states) equity += value
    for (const state of this.#states) {
      const { order, open, lots } = state
      if (order === null || !(open > 0)) continue
      state.order = null
      const wanted = wantedUnits(order.weight, equity, open, this.#settings.lot)
      if (wanted !== lots.units) this.#moveTo(state, wanted, time, open, true)
    }
  }

  /** An order by command adds to the position. */
  #add(state: InstrumentState, { order, price }: Due, time: number): void {
    const wanted = addedUnits(state.lots.units, order.quantity, this.#settings.lot)
    if (wanted === state.lots.units) return
    this.#moveTo(state, wanted, time, price, paysSlippage(order))
  }

  #moveTo(state: InstrumentState, wanted: number, time: number, market: number, slips: boolean): void {
    const { lots } = state
    const quantity = (wanted - lots.units) * (this.#settings.lot ?? 1)
    const price = fillPrice(market, quantity, slips ? this.#settings.slippage : 0)
    const notional = Math.abs(quantity) * price
    const fees = notional * this.#settings.fee
    this.#trades.push(...lots.moveTo(wanted, { time, price, fees }))
    this.#cash -= quantity * price + fees
    this.#filled += 1
    this.#notional += notional
    this.#fees += fees
    state.filled = true
  }

  /** From here on the account only closes what it holds. */
  #ruin(time: number): void {
    if (this.#ruined !== null) return
    this.#ruined = time
    for (const state of this.#states) state.giveUp(time)
  }

  #record(time: number): void {
    let net = 0
    let gross = 0
    for (const state of this.#states) {
      const value = state.markNow()
      net += value
      gross += Math.abs(value)
    }
    const equity = this.#cash + net
    if (![equity, gross, this.#notional, this.#fees].every(Number.isFinite)) this.overflowed ??= time
    if (!(equity > 0)) this.#ruin(time)
    const { times, equity: equities, cash, exposure } = this.#points
    times[this.#size] = time
    equities[this.#size] = equity
    cash[this.#size] = this.#cash
    exposure[this.#size] = equity > 0 ? gross / equity : NaN
    this.#size += 1
    if (time < this.#range.end) this.ticks += 1
  }
}

// First in, first out: which part of a position was entered when, and what each part made of itself.
import type { Trade } from './trade.ts'

/** A part of a position that was entered at one price. */
interface Lot {
  readonly time: number
  readonly price: number
  units: number
  /** What entering the part that is left did cost. */
  fees: number
}

export interface Fill {
  readonly time: number
  /** After slippage. */
  readonly price: number
  /** For the whole fill. */
  readonly fees: number
}

/** Differences below this share of a quantity are rounding, not trades. */
const DUST = 1e-12

/**
 * The open parts of one instrument's position, the oldest first; all on one side. They are counted in
 * units, which are whole numbers where quantities are multiples of a lot: nothing is lost to rounding.
 */
export class Lots {
  readonly #symbol: string
  /** Quantity of one unit. */
  readonly #unit: number
  #open: Lot[] = []
  /** Entries before this index are used up. */
  #head = 0
  #units = 0

  constructor(symbol: string, unit: number) {
    this.#symbol = symbol
    this.#unit = unit
  }

  /** Signed number of units held. */
  get units(): number {
    return this.#units
  }

  /** Signed quantity held. */
  get position(): number {
    return this.#units * this.#unit
  }

  /**
   * Moves the position to `wanted` units and returns the round trips that this ends. A change of sign
   * closes everything and opens anew; fees are shared by units.
   */
  moveTo(wanted: number, fill: Fill): readonly Trade[] {
    const before = this.#units
    const traded = Math.abs(wanted - before)
    const feeOf = (units: number) => fill.fees * (units / traded)
    const closed: Trade[] = []
    const staysOnSide = Math.sign(wanted) === Math.sign(before)
    if (before !== 0 && !staysOnSide) {
      this.#close(Infinity, fill, feeOf, closed)
      this.#open = []
      this.#head = 0
    } else if (Math.abs(wanted) < Math.abs(before))
      this.#close(Math.abs(before) - Math.abs(wanted), fill, feeOf, closed)
    const entered = staysOnSide ? Math.abs(wanted) - Math.abs(before) : Math.abs(wanted)
    if (entered > 0)
      this.#open.push({ time: fill.time, price: fill.price, units: entered, fees: feeOf(entered) })
    this.#units = wanted
    return closed
  }

  /** The parts that are still open, as trades marked at a price. */
  markedAt(price: number): readonly Trade[] {
    return this.#open.slice(this.#head).map((lot) => ({
      ...this.#entryOf(lot),
      quantity: lot.units * this.#unit,
      exit_time: null,
      exit_price: null,
      pnl: this.#gain(lot, price, lot.units) - lot.fees,
      fees: lot.fees,
      open: true,
    }))
  }

  /** Takes up to `units` from the oldest parts. */
  #close(units: number, fill: Fill, feeOf: (units: number) => number, closed: Trade[]): void {
    let left = units
    for (; this.#head < this.#open.length; this.#head += 1) {
      const lot = this.#open[this.#head]
      if (!lot || !(left > units * DUST || units === Infinity)) break
      const whole = left >= lot.units * (1 - DUST)
      const taken = whole ? lot.units : left
      const entryFees = whole ? lot.fees : lot.fees * (taken / lot.units)
      const fees = entryFees + feeOf(taken)
      closed.push({
        ...this.#entryOf(lot),
        quantity: taken * this.#unit,
        exit_time: fill.time,
        exit_price: fill.price,
        pnl: this.#gain(lot, fill.price, taken) - fees,
        fees,
        open: false,
      })
      left -= taken
      if (whole) continue
      lot.units -= taken
      lot.fees -= entryFees
      break
    }
    if (this.#head > 1_000 && this.#head > this.#open.length / 2) {
      this.#open = this.#open.slice(this.#head)
      this.#head = 0
    }
  }

  #entryOf(lot: Lot): Pick<Trade, 'symbol' | 'side' | 'entry_time' | 'entry_price'> {
    return {
      symbol: this.#symbol,
      side: this.#units > 0 ? 'long' : 'short',
      entry_time: lot.time,
      entry_price: lot.price,
    }
  }

  #gain(lot: Lot, price: number, units: number): number {
    return Math.sign(this.#units) * units * this.#unit * (price - lot.price)
  }
}

// Weights, conditions and orders of several instruments against an account kept by hand, on random bars.
import { describe, expect, test } from 'vitest'
import type { Ticks } from '../../../compiler/runtime/ticks.ts'
import type { Instrument } from '../../../services/backtest/instrument.ts'
import { simulate } from '../../../services/backtest/simulate.ts'
import { actingTicks, ordersOf, weightsOf } from '../../../services/backtest/sink-decisions.ts'
import { DAY, valueOf } from '../../support/csv-text.ts'
import { type PlainDay, plainAccount } from '../../support/plain-account.ts'
import { seededRandom, type SeededRandom } from '../../support/seeded-random.ts'

const SETTLED = 2

interface Book {
  readonly days: PlainDay[]
  readonly prices: Ticks
  readonly sink: Ticks
  readonly when: Ticks | null
}

/** Bars of one instrument, and a sink with a condition: of weights, or of an order a tick. */
function randomBook(random: SeededRandom, hasOrders: boolean): Book {
  const unit = () => random.below(1_000) / 1_000
  const ends: number[] = []
  for (let day = 1; ends.length < 25; day += 1) if (random.below(5) > 0) ends.push(day)
  const times = Float64Array.from(ends, (day) => day * DAY)
  const labels = Float64Array.from(ends)
  let price = 50 + 50 * unit()
  const bars = ends.map(() => {
    const open = price * (0.95 + 0.1 * unit())
    const close = open * (0.9 + 0.2 * unit())
    price = close
    const high = Math.max(open, close) * (1 + 0.05 * unit())
    return { open, close, high, low: Math.min(open, close) * (1 - 0.05 * unit()) }
  })
  const wanted = bars.map(({ close }) => ({
    weight: (random.below(9) - 4) / 3,
    side: random.below(2) === 0 ? 1 : -1,
    quantity: 1 + random.below(50) * 0.37,
    type: random.below(3),
    limit: close * (0.95 + 0.1 * unit()),
    stop: close * (0.95 + 0.1 * unit()),
    validFor: random.below(2) === 0 ? null : DAY * (1 + random.below(6)),
    when: random.below(3) > 0,
    ticks: random.below(8) > 0,
  }))
  const hasWhen = random.below(4) > 0
  const days = bars.map((bar, at) => {
    const { weight, when, ticks, ...order } = wanted[at] as (typeof wanted)[number]
    const acts = at >= SETTLED && (!hasWhen || (when && ticks))
    return {
      ...bar,
      end: times[at] as number,
      weight: acts && !hasOrders ? weight : null,
      orders: acts && hasOrders ? [order] : [],
    }
  })
  const column = (of: (each: (typeof wanted)[number]) => number) => Float64Array.from(wanted, of)
  const sinkColumns = {
    weight: column(({ weight }) => weight),
    side: column(({ side }) => side),
    quantity: column(({ quantity }) => quantity),
    type: column(({ type }) => type),
    limit: column(({ limit }) => limit),
    stop: column(({ stop }) => stop),
    valid_for: column(({ validFor }) => validFor ?? NaN),
  }
  const conditions = wanted.flatMap(({ when, ticks }, at) => (ticks ? [{ at, when }] : []))
  const pick = (values: Float64Array) => Float64Array.from(conditions, ({ at }) => values[at] ?? NaN)
  return {
    days,
    prices: {
      times,
      labels,
      columns: {
        open: Float64Array.from(bars, ({ open }) => open),
        high: Float64Array.from(bars, ({ high }) => high),
        low: Float64Array.from(bars, ({ low }) => low),
        close: Float64Array.from(bars, ({ close }) => close),
      },
    },
    sink: { times, labels, columns: sinkColumns },
    when: hasWhen
      ? {
          times: pick(times),
          labels: pick(labels),
          columns: { value: Float64Array.from(conditions, ({ when }) => Number(when)) },
        }
      : null,
  }
}

function instrumentOf({ prices, sink, when }: Book, symbol: string, hasOrders: boolean): Instrument {
  const rows = actingTicks(sink, SETTLED, when)
  const none = { times: new Float64Array(0), weights: new Float64Array(0) }
  return {
    symbol,
    prices,
    interval_ms: DAY,
    decisions: hasOrders ? none : weightsOf(sink, 'weight', rows),
    ...(hasOrders ? { orders: ordersOf(sink, rows) } : {}),
  }
}

const near = (found: number, wanted: number, scale: number) =>
  expect(Math.abs(found - wanted) / Math.max(1, scale)).toBeLessThan(1e-9)

describe('an account of several instruments', () => {
  test('is the one that is kept by hand', () => {
    const random = seededRandom('accounts kept by hand')
    let filled = 0
    for (let round = 0; round < 300; round += 1) {
      const kinds = Array.from({ length: 1 + random.below(3) }, () => random.below(2) === 0)
      const books = kinds.map((hasOrders) => randomBook(random, hasOrders))
      const settings = {
        cash: 10_000,
        fee: random.below(3) * 0.001,
        slippage: random.below(3) * 0.001,
        lot: [null, 1, 0.5][random.below(3)] ?? null,
      }
      const last = Math.max(...books.flatMap(({ days }) => days.map(({ end }) => end)))
      const range = { start: random.below(5) * DAY, end: last + DAY }
      const instruments = books.map((book, at) => instrumentOf(book, `S${at}`, kinds[at] ?? false))
      const made = valueOf(simulate({ instruments, range, settings }))
      const plain = plainAccount(
        books.map(({ days }) => days),
        DAY,
        { ...range, ...settings },
      )
      expect([...made.curve.times]).toEqual(plain.curve.map(({ time }) => time))
      const scale = Math.max(made.notional, ...plain.curve.map(({ equity }) => Math.abs(equity)))
      for (const [at, { equity, cash }] of plain.curve.entries()) {
        near(made.curve.equity[at] ?? NaN, equity, scale)
        near(made.curve.cash[at] ?? NaN, cash, scale)
      }
      const profit = made.trades.reduce((sum, { pnl }) => sum + pnl, 0)
      near(settings.cash + profit, plain.curve.at(-1)?.equity ?? NaN, scale)
      filled += made.filled
    }
    expect(filled).toBeGreaterThan(1_000)
  })
})

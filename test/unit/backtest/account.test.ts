// What holds for every account, whatever the prices and the weights.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Instrument } from '../../../services/backtest/instrument.ts'
import { simulate, type Simulation } from '../../../services/backtest/simulate.ts'
import { DAY, valueOf } from '../../support/csv-text.ts'
import { holds } from '../../support/generated-cases.ts'

const price = fc.double({ min: 0.01, max: 1_000, noNaN: true })
const bar = fc.record({
  gap: fc.integer({ min: 1, max: 4 }),
  open: fc.oneof({ weight: 9, arbitrary: price }, { weight: 1, arbitrary: fc.constant(NaN) }),
  close: fc.oneof({ weight: 9, arbitrary: price }, { weight: 1, arbitrary: fc.constant(NaN) }),
  weight: fc.oneof(fc.constantFrom(0, 0, 1, -1, 0.5, 3, -5), fc.double({ min: -0.9, max: 0.9, noNaN: true })),
})
const bars = fc.array(bar, { minLength: 2, maxLength: 40 })
const settings = fc.record({
  cash: fc.constantFrom(1_000, 100_000),
  fee: fc.constantFrom(0, 0.001, 0.05),
  slippage: fc.constantFrom(0, 0.001, 0.05),
  lot: fc.constantFrom(null, 1, 0.1, 100),
})
const range = fc.record({
  start: fc.integer({ min: 0, max: 40 }).map((day) => day * DAY),
  end: fc.integer({ min: 41, max: 200 }).map((day) => day * DAY),
})

type Bars = readonly { gap: number; open: number; close: number; weight: number }[]

function instrument(symbol: string, rows: Bars): Instrument {
  let day = 0
  const times = Float64Array.from(rows, ({ gap }) => (day += gap) * DAY)
  const column = (of: (row: Bars[number]) => number) => Float64Array.from(rows, of)
  return {
    symbol,
    prices: {
      times,
      labels: times,
      columns: { open: column((row) => row.open), close: column((row) => row.close) },
    },
    interval_ms: DAY,
    decisions: { times, weights: column((row) => row.weight) },
  }
}

/** Difference of two amounts as a share of the amounts that moved. */
const apart = (found: number, wanted: number, scale: number) => Math.abs(found - wanted) / Math.max(1, scale)

/** Largest amount of money that ever moved: what rounding is measured against. */
const scaleOf = ({ curve, notional }: Simulation) =>
  [...curve.equity, ...curve.cash].reduce((most, value) => Math.max(most, Math.abs(value)), notional)

test('what the trades made is what the account gained', () => {
  holds(
    'profits against equity',
    400,
    fc.property(fc.array(bars, { minLength: 1, maxLength: 3 }), settings, range, (all, account, between) => {
      const instruments = all.map((rows, at) => instrument(`S${at}`, rows))
      const result = simulate({ instruments, range: between, settings: account })
      if (!result.ok) return
      const { trades, curve, fees } = result.value
      const scale = scaleOf(result.value)
      const made = trades.reduce((sum, { pnl }) => sum + pnl, 0)
      const paid = trades.reduce((sum, trade) => sum + trade.fees, 0)
      expect(apart(account.cash + made, curve.equity.at(-1) ?? NaN, scale)).toBeLessThan(1e-9)
      expect(apart(paid, fees, scale)).toBeLessThan(1e-9)
    }),
  )
})

test('every trade has a quantity, one side, an entry before its exit, and comes in order', () => {
  holds(
    'well-formed trades',
    300,
    fc.property(fc.array(bars, { minLength: 1, maxLength: 3 }), settings, range, (all, account, between) => {
      const instruments = all.map((rows, at) => instrument(`S${at}`, rows))
      const result = simulate({ instruments, range: between, settings: account })
      if (!result.ok) return
      let before = -Infinity
      for (const { quantity, entry_time, exit_time, exit_price, open } of result.value.trades) {
        expect(quantity).toBeGreaterThan(0)
        expect(entry_time).toBeGreaterThanOrEqual(before)
        expect(exit_time ?? Infinity).toBeGreaterThan(entry_time)
        expect([exit_time === null, exit_price === null]).toEqual([open, open])
        before = entry_time
      }
    }),
  )
})

test('a ruined account closes what it holds at the next open, and does nothing after', () => {
  holds(
    'ruin',
    400,
    fc.property(fc.array(bars, { minLength: 1, maxLength: 3 }), settings, range, (all, account, between) => {
      const instruments = all.map((rows, at) => instrument(`S${at}`, rows))
      const result = simulate({ instruments, range: between, settings: account })
      if (!result.ok) return
      const { trades, curve, pending, ruined } = result.value
      const gone = curve.equity.findIndex((equity) => !(equity > 0))
      expect(ruined).toBe(curve.times[gone] ?? null)
      if (ruined === null) return
      for (const { weight, decided } of pending) expect([weight, decided]).toEqual([0, ruined])
      const waiting = pending.map(({ symbol }) => symbol)
      expect(waiting).toEqual(
        expect.arrayContaining(trades.flatMap((each) => (each.open ? each.symbol : []))),
      )
      for (const { symbol, entry_time, exit_time } of trades) {
        expect(entry_time).toBeLessThan(ruined)
        if (exit_time === null || exit_time < ruined) continue
        const { prices } = instruments.find((each) => each.symbol === symbol) ?? instrument(symbol, [])
        const opening = (time: number, at: number) =>
          time - DAY >= ruined && (prices.columns['open']?.[at] ?? NaN) > 0
        expect(exit_time).toBe((prices.times.find(opening) ?? NaN) - DAY)
      }
    }),
  )
})

test('a ruin found after the end is closed at the open after it', () => {
  const rows = [
    { gap: 1, open: 10, close: 10, weight: 3 },
    { gap: 1, open: 10, close: 5, weight: 3 },
    { gap: 1, open: 6, close: 20, weight: 3 },
    { gap: 1, open: 20, close: 20, weight: 3 },
  ]
  const between = { start: 0, end: 2 * DAY }
  const account = { cash: 1_000, fee: 0, slippage: 0, lot: null }
  const { trades, curve, ruined } = valueOf(
    simulate({ instruments: [instrument('X', rows)], range: between, settings: account }),
  )
  expect([ruined, trades.map(({ exit_time, pnl }) => [exit_time, pnl])]).toEqual([
    2 * DAY,
    [[2 * DAY, -1_200]],
  ])
  expect([...curve.times]).toEqual([DAY, 2 * DAY, 3 * DAY])
})

test('what happens later changes nothing that happened before', () => {
  holds(
    'later prices and weights',
    300,
    fc.property(bars, bars, settings, fc.integer({ min: 1, max: 39 }), (rows, others, account, cut) => {
      const changed = rows.map((row, at) =>
        at < cut ? row : { ...(others[at % others.length] ?? row), gap: row.gap },
      )
      const between = { start: 0, end: 1e15 }
      const run = (of: Bars) =>
        valueOf(simulate({ instruments: [instrument('X', of)], range: between, settings: account }))
      const [one, two] = [run(rows), run(changed)]
      expect(one.curve.equity.slice(0, cut)).toEqual(two.curve.equity.slice(0, cut))
      const known = one.curve.times[Math.min(cut, rows.length) - 1] ?? 0
      const past = ({ trades }: Simulation) =>
        trades.filter(({ exit_time }) => exit_time !== null && exit_time < known)
      expect(past(one)).toEqual(past(two))
    }),
  )
})

test('the order in which instruments are given changes nothing', () => {
  holds(
    'order of instruments',
    200,
    fc.property(bars, bars, bars, settings, range, (a, b, c, account, between) => {
      const instruments = [instrument('A', a), instrument('B', b), instrument('C', c)]
      const run = (of: readonly Instrument[]) =>
        simulate({ instruments: of, range: between, settings: account })
      expect(run(instruments)).toEqual(run(instruments.toReversed()))
    }),
  )
})

test('a lot divides every quantity that was filled', () => {
  holds(
    'whole lots',
    200,
    fc.property(bars, fc.constantFrom(1, 5, 0.1), (rows, lot) => {
      const account = { cash: 10_000, fee: 0.001, slippage: 0.001, lot }
      const { trades } = valueOf(
        simulate({ instruments: [instrument('X', rows)], range: { start: 0, end: 1e15 }, settings: account }),
      )
      for (const { quantity } of trades)
        expect(apart(quantity / lot, Math.round(quantity / lot), quantity / lot)).toBeLessThan(1e-15)
    }),
  )
})

import { describe, expect, test } from 'vitest'
import { deepestDrawdown } from '../../../services/backtest/drawdown.ts'
import { measure } from '../../../services/backtest/metrics.ts'
import type { Simulation } from '../../../services/backtest/simulate.ts'
import type { Trade } from '../../../services/backtest/trade.ts'
import { DAY } from '../../support/csv-text.ts'

const YEAR = 365.25 * DAY

function simulation(equity: readonly number[], rest: Partial<Simulation> = {}, step = YEAR / 4): Simulation {
  const column = Float64Array.from(equity)
  return {
    curve: {
      times: column.map((_, at) => at * step),
      equity: column,
      cash: column,
      exposure: column.map(() => 0.5),
    },
    ticks: equity.length,
    trades: [],
    traded: null,
    filled: 0,
    notional: 0,
    fees: 0,
    pending: [],
    unfilled: 0,
    ruined: null,
    ...rest,
  }
}

const trade = (pnl: number, open = false): Trade => ({
  symbol: 'X',
  side: 'long',
  quantity: 1,
  entry_time: 0,
  entry_price: 1,
  exit_time: open ? null : 1,
  exit_price: open ? null : 1,
  pnl,
  fees: 0,
  open,
})

describe('measures of a curve', () => {
  const metrics = measure(simulation([100, 110, 99, 99, 121], { notional: 52.9 }), 100)

  test('the return and its yearly rate', () => {
    expect(metrics.total_return).toBeCloseTo(0.21, 12)
    expect(metrics.cagr).toBeCloseTo(0.21, 12)
  })

  test('volatility, Sharpe and Sortino are those of the returns of the ticks, times the root of ticks a year', () => {
    const returns = [0.1, -0.1, 0, 22 / 99]
    const mean = returns.reduce((a, b) => a + b) / 4
    const deviation = Math.sqrt(returns.reduce((sum, r) => sum + (r - mean) ** 2, 0) / 3)
    expect(metrics.volatility).toBeCloseTo(2 * deviation, 12)
    expect(metrics.sharpe).toBeCloseTo((2 * mean) / deviation, 12)
    expect(metrics.sortino).toBeCloseTo((2 * mean) / Math.sqrt(0.1 ** 2 / 4), 12)
  })

  test('the drawdown, its length to recovery, and Calmar', () => {
    expect(metrics.max_drawdown).toBeCloseTo(0.1, 12)
    expect(metrics.max_drawdown_ms).toBe((3 * YEAR) / 4)
    expect(metrics.calmar).toBeCloseTo(2.1, 12)
  })

  test('turnover and exposure', () => {
    expect(metrics.turnover).toBeCloseTo(52.9 / 105.8, 12)
    expect(metrics.exposure).toBe(0.5)
  })
})

describe('measures of trades', () => {
  test('count closed trades only', () => {
    const trades = [trade(30), trade(-10), trade(0), trade(-5), trade(500, true)]
    const { hit_rate, profit_factor, trades: count } = measure(simulation([100, 100], { trades }), 100)
    expect({ hit_rate, profit_factor, count }).toEqual({ hit_rate: 0.25, profit_factor: 2, count: 4 })
  })

  test('without a loss there is no profit factor', () => {
    expect(measure(simulation([100, 100], { trades: [trade(1)] }), 100)).toMatchObject({
      hit_rate: 1,
      profit_factor: null,
    })
  })
})

describe('measures without a value', () => {
  test('nothing happened: zero is a value where it is one, else null', () => {
    expect(measure(simulation([100, 100, 100]), 100)).toEqual({
      total_return: 0,
      cagr: 0,
      volatility: 0,
      sharpe: null,
      sortino: null,
      calmar: null,
      max_drawdown: 0,
      max_drawdown_ms: null,
      hit_rate: null,
      profit_factor: null,
      turnover: 0,
      exposure: 0.5,
      trades: 0,
    })
  })

  test('one tick has no rate', () => {
    const { total_return, cagr, volatility, sharpe, turnover } = measure(simulation([100]), 100)
    expect({ total_return, cagr, volatility, sharpe, turnover }).toEqual({
      total_return: 0,
      cagr: null,
      volatility: null,
      sharpe: null,
      turnover: null,
    })
  })

  test('a ruined account has no yearly rate and no returns', () => {
    const { total_return, cagr, volatility, sharpe, max_drawdown } = measure(simulation([100, -20, 10]), 100)
    expect({ cagr, volatility, sharpe }).toMatchObject({ volatility: null, sharpe: null })
    expect([total_return, max_drawdown]).toEqual([-0.9, 1.2])
  })

  test('a rate too large for a number is null', () => {
    expect(measure(simulation([100, 1e9], {}, 1), 100).cagr).toBeNull()
  })
})

describe('the deepest drawdown', () => {
  const of = (equity: readonly number[]) =>
    deepestDrawdown(
      Float64Array.from(equity, (_, at) => at),
      Float64Array.from(equity),
    )

  test('is the deepest, not the longest', () => {
    expect(of([10, 9, 9, 9, 9, 10, 5, 10])).toEqual({ depth: 0.5, length_ms: 2 })
  })

  test('lasts from the peak to the tick that is back at it', () => {
    expect(of([10, 8, 9, 5, 9, 12, 11])).toEqual({ depth: 0.5, length_ms: 5 })
  })

  test('lasts to the end when nothing came back', () => {
    expect(of([10, 20, 5, 6, 7])).toEqual({ depth: 0.75, length_ms: 3 })
  })

  test('a later fall that is shallower changes nothing', () => {
    expect(of([10, 5, 10, 8, 8, 8, 8])).toEqual({ depth: 0.5, length_ms: 2 })
  })
})

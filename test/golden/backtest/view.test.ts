// The summary of a backtest on real prices, at the widths of a wide, a usual and a narrow terminal.
// QMTL_UPDATE_GOLDENS=1 writes the texts anew.
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { backtestView } from '../../../cli/views/backtest.ts'
import { backtestResult, type Provenance } from '../../../services/backtest/result.ts'
import type { Settings } from '../../../services/backtest/settings.ts'
import { type Range, simulate } from '../../../services/backtest/simulate.ts'
import { loadBars } from '../../../services/market/csv/load-bars.ts'
import { BAR_FIELDS, DAY, valueOf } from '../../support/csv-text.ts'
import { type PlainStrategy, plainWeights, readPlainBars } from '../../support/plain-backtest.ts'

const bytes = readFileSync(new URL('../../data/prices/btcusd-1d.csv', import.meta.url))
const clock = { every_ms: DAY, phase_ms: 0 }
const { ticks, rows, fingerprint } = valueOf(
  loadBars({ bytes, file: 'btc.csv', stream: 'btc', fields: BAR_FIELDS, clock, missing: 'skip' }),
)
const usualRange = { start: Date.UTC(2016, 0, 1), end: Date.UTC(2018, 7, 14) }
const usual: Settings = { cash: 100_000, fee: 0.001, slippage: 0.0005, lot: null }

function run(strategy: PlainStrategy, settings: Settings, range: Range = usualRange) {
  const weights = Float64Array.from(plainWeights(readPlainBars(bytes.toString()), strategy))
  const decisions = { times: ticks.times, weights }
  const simulation = valueOf(
    simulate({
      instruments: [{ symbol: 'coinbase:BTCUSD', prices: ticks, interval_ms: DAY, decisions }],
      range,
      settings,
    }),
  )
  const provenance: Provenance = {
    strategy: 'ema_cross',
    dag_id: '0'.repeat(64),
    evaluatedFrom: ticks.times[0] ?? null,
    warmupTicks: 26,
    data: [{ input: 'bars', file: 'data/btc.csv', fingerprint, rows }],
    cache: { nodes_reused: 0, nodes_computed: 7 },
  }
  return { result: backtestResult(provenance, range, settings, simulation), simulation }
}

const cross = run({ kind: 'ema-cross', fast: 12, slow: 26, above: 1, below: -0.3 }, usual)
const idle = run({ kind: 'ema-cross', fast: 12, slow: 26, above: 0, below: 0 }, { ...usual, lot: 0.5 })
const reckless = run({ kind: 'ema-cross', fast: 5, slow: 20, above: 9, below: -9 }, usual)

/** What stands in the file; when goldens are written anew, that is `text`. */
function golden(name: string, text: string): string {
  const path = new URL(`${name}.txt`, import.meta.url)
  if (process.env['QMTL_UPDATE_GOLDENS'] === '1') writeFileSync(path, text)
  return readFileSync(path, 'utf8')
}

describe('the summary of a backtest', () => {
  test.each([100, 80, 44])('at a width of %d', (width) => {
    const text = backtestView(cross.result, { color: false, width }, cross.simulation)
    expect(text).toBe(golden(`view-${width}`, text))
    expect(text.split('\n').filter((line) => line.length > width)).toEqual([])
  })

  test('of a strategy that never traded', () => {
    const text = backtestView(idle.result, { color: false, width: 80 }, idle.simulation)
    expect(text).toBe(golden('view-no-trades', text))
  })

  test('of an account that lost everything', () => {
    const text = backtestView(reckless.result, { color: false, width: 80 }, reckless.simulation)
    expect(text).toBe(golden('view-ruined', text))
  })

  test('colour changes no character of the text', () => {
    const screen = (color: boolean) => backtestView(cross.result, { color, width: 80 }, cross.simulation)
    expect(screen(true)).not.toBe(screen(false))
    expect(screen(true).replaceAll(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g'), '')).toBe(
      screen(false),
    )
  })

  test('a ruin comes first, and nothing of it is green', () => {
    const text = backtestView(reckless.result, { color: true, width: 80 }, reckless.simulation)
    expect(text.slice(0, 20)).toContain('RUINED on')
    expect(text.split('TRADES')[0]).not.toContain(`${String.fromCharCode(27)}[32m`)
  })

  test('the columns of the trades follow from the width alone', () => {
    const headings = (width: number) =>
      [cross, reckless].map(({ result, simulation }) => {
        const lines = backtestView(result, { color: false, width }, simulation).split('\n')
        const title = lines.findIndex((line) => line.startsWith('TRADES'))
        return lines[title + 1]?.trim().split(/\s{2,}/)
      })
    for (const [width, columns] of [
      [80, ['entry', 'exit', 'quantity', 'in at', 'out at', 'pnl']],
      [60, ['entry', 'exit', 'quantity', 'pnl']],
      [50, ['entry', 'exit', 'pnl']],
    ] as const)
      expect(headings(width)).toEqual([columns, columns])
  })

  test('says from when to when there were prices to trade on, and what was asked for', () => {
    const wide = run({ kind: 'ema-cross', fast: 12, slow: 26, above: 1, below: 0 }, usual, {
      start: Date.UTC(2010, 0, 1),
      end: Date.UTC(2030, 0, 1),
    })
    const text = backtestView(wide.result, { color: false, width: 80 }, wide.simulation)
    expect(text).toContain('ema_cross  2014-12-02 – 2018-')
    expect(text).toContain('traded from 2014-12-02, the first tick that could')
    expect(text).toContain('asked for 2010-01-01 – 2030-01-01')
  })
})

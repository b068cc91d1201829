// What histories come to: where they begin, whether they go on, what they have in common, and how they
// are cut for a run.
import { describe, expect, test } from 'vitest'
import type { Ticks } from '../../../compiler/runtime/ticks.ts'
import { cutBlocks } from '../../../services/gateway/domain/cut-blocks.ts'
import {
  continues,
  extentOfRows,
  joinOf,
  sinceOrigin,
} from '../../../services/gateway/domain/history-extent.ts'

const CLOCK = { every_ms: 60_000, phase_ms: 0 }

/** Ticks with these labels; the value is the label plus `shift`. */
function ticks(labels: readonly number[], shift = 0): Ticks {
  return {
    labels: Float64Array.from(labels),
    times: Float64Array.from(labels, (label) => label * CLOCK.every_ms),
    columns: { close: Float64Array.from(labels, (label) => label + shift) },
  }
}

describe('a history', () => {
  test('counts from the first bucket that opened at the origin', () => {
    const all = ticks([1, 2, 3, 4])
    expect(sinceOrigin(all, CLOCK, null)).toBe(all)
    expect([...sinceOrigin(all, CLOCK, 120_000).labels]).toEqual([3, 4])
    expect([...sinceOrigin(all, CLOCK, 130_000).labels]).toEqual([4])
    expect([...sinceOrigin(all, CLOCK, 1e9).labels]).toEqual([])
  })

  test('says from when to when it goes', () => {
    expect(extentOfRows(ticks([2, 3, 5]), CLOCK)).toMatchObject({
      ticks: 3,
      first_ms: 60_000,
      last_ms: 300_000,
    })
    expect(extentOfRows(ticks([]), CLOCK)).toBeNull()
  })

  test('goes on when its beginning is what was taken in, and does not when a value or a tick differs', () => {
    const before = extentOfRows(ticks([1, 2, 3]), CLOCK)
    expect(continues(ticks([1, 2, 3, 4]), before)).toBe(true)
    expect(continues(ticks([1, 2]), before)).toBe(false)
    expect(continues(ticks([1, 2, 4, 5]), before)).toBe(false)
    expect(continues(ticks([1, 2, 3, 4], 1), before)).toBe(false)
    expect(continues(ticks([1]), null)).toBe(true)
  })

  test('may gain a column without being another one', () => {
    const before = extentOfRows(ticks([1, 2]), CLOCK)
    const more = { ...ticks([1, 2]), columns: { ...ticks([1, 2]).columns, volume: new Float64Array(2) } }
    expect(continues(more, before)).toBe(true)
  })

  test('is held against a column that was not read for a while, as far as it had been read', () => {
    const other = { ticks: 3, first_ms: 0, last_ms: 180_000, fields: {} }
    const hash = extentOfRows(ticks([1, 2]), CLOCK)?.fields['close'] ?? ''
    const before = { ...other, unread: { close: { ticks: 2, hash } } }
    expect(continues(ticks([1, 2, 3, 4]), before)).toBe(true)
    const rewritten = ticks([1, 2, 3, 4])
    rewritten.columns['close']?.set([99])
    expect(continues(rewritten, before)).toBe(false)
  })

  test('has in common with another one the labels of both, up to where both have told', () => {
    const known = new Map([
      ['a', ticks([1, 2, 4, 5, 9])],
      ['b', ticks([2, 3, 4, 7])],
      ['empty', ticks([])],
    ])
    expect(joinOf(['a'], known)).toEqual({ inputs: ['a'], ticks: 5, through_ms: 540_000 })
    expect(joinOf(['a', 'b'], known)).toEqual({ inputs: ['a', 'b'], ticks: 2, through_ms: 420_000 })
    expect(joinOf(['a', 'empty'], known)).toBeNull()
    expect(joinOf(['a', 'unknown'], known)).toBeNull()
  })
})

describe('blocks for a run', () => {
  test('are everything, once, and end at common instants', () => {
    const a = ticks([1, 2, 3, 4, 5, 6, 7])
    const b = ticks([2, 4, 9])
    const blocks = [
      ...cutBlocks(
        new Map([
          ['a', a],
          ['b', b],
        ]),
        3,
      ),
    ]
    const labels = (id: string) => blocks.map(({ block }) => [...(block.get(id)?.labels ?? [])])
    expect(labels('a')).toEqual([[1, 2, 3], [4, 5, 6], [7]])
    expect(labels('b')).toEqual([[2], [4], [9]])
    expect(blocks.at(-1)?.share).toBe(1)
  })

  test('are one empty block for no ticks', () => {
    expect([...cutBlocks(new Map([['a', ticks([])]]), 3)]).toHaveLength(1)
  })
})

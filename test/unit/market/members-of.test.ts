import { expect, test } from 'vitest'
import type { Clock } from '../../../compiler/dag/document.ts'
import { membersOf, type TagQuery } from '../../../services/market/members-of.ts'

const MINUTES: Clock = { every_ms: 300_000, phase_ms: 0 }
const stream = (name: string, tags: readonly string[], clock: Clock = MINUTES, type = 'Bar') => ({
  name,
  tags,
  clock,
  type,
})
const streams = [
  stream('b:SOL', ['crypto', 'perp', 'small']),
  stream('b:BTC', ['crypto', 'perp']),
  stream('b:ETH', ['crypto', 'spot']),
  stream('B:UPPER', ['crypto', 'perp']),
  stream('b:HOUR', ['crypto', 'perp'], { every_ms: 3_600_000, phase_ms: 0 }),
  stream('b:SHIFTED', ['crypto', 'perp'], { every_ms: 300_000, phase_ms: 60_000 }),
  stream('n:DAY', ['crypto', 'perp'], { calendar: 'XNYS', version: 1, every: '1d' }),
  stream('b:TRADES', ['crypto', 'perp'], MINUTES, 'Trade'),
  stream('n:SPY', ['equity']),
]
const found = (query: Partial<TagQuery>, clock: Clock = MINUTES, type = 'Bar') =>
  membersOf(streams, { all: [], any: [], none: [], ...query }, clock, type).map(({ name }) => name)

test('every tag of `all` is there, on the clock and of the type of the query, in order of code units', () => {
  expect(found({ all: ['crypto', 'perp'] })).toEqual(['B:UPPER', 'b:BTC', 'b:SOL'])
})

test('at least one tag of `any` is there', () => {
  expect(found({ any: ['spot', 'equity'] })).toEqual(['b:ETH', 'n:SPY'])
})

test('no tag of `none` is there', () => {
  expect(found({ all: ['crypto'], none: ['small', 'spot'] })).toEqual(['B:UPPER', 'b:BTC'])
  expect(found({ all: ['crypto'], none: ['crypto'] })).toEqual([])
})

test('calendars and types are told apart', () => {
  expect(found({ all: ['perp'] }, { calendar: 'XNYS', version: 1, every: '1d' })).toEqual(['n:DAY'])
  expect(found({ all: ['perp'] }, { calendar: 'XNYS', version: 1, every: '1w' })).toEqual([])
  expect(found({ all: ['perp'] }, MINUTES, 'Trade')).toEqual(['b:TRADES'])
})

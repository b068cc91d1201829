import { describe, expect, test } from 'vitest'
import type { Clock } from '../../../services/core/clock.ts'
import { deadlineIn } from '../../../services/core/deadline.ts'
import { ABSENT, etagOf } from '../../../services/core/etag.ts'
import { exitOf, failureTable, portFailure } from '../../../services/core/failures.ts'
import { canMove, canMoveOperation, isFinal } from '../../../services/core/lifecycle.ts'
import type { Status } from '../../../services/core/lifecycle.ts'
import { checkTopicName, topicName } from '../../../services/core/topic-name.ts'

describe('failures', () => {
  test('have a code each', () => {
    const codes = Object.values(failureTable).map((row) => row.code)
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.filter((code) => !/^QD[34]\d{3}$/.test(code))).toEqual([])
  })

  test('carry kind, code, title and the facts of their kind', () => {
    const failure = portFailure('generationMoved', { message: 'm', hint: 'h', expected: 1, actual: 2 })
    expect(failure).toEqual({
      kind: 'generationMoved',
      code: 'QD3203',
      title: 'The environment has moved',
      message: 'm',
      hint: 'h',
      expected: 1,
      actual: 2,
    })
    expect([exitOf('QD3203'), exitOf('QD3201'), exitOf('QD3103'), exitOf('QD9999')]).toEqual([
      4,
      5,
      78,
      undefined,
    ])
  })
})

describe('deadlines', () => {
  test('run down with their clock and are waited for no longer than they last', async () => {
    let now = 1000
    const slept: number[] = []
    const clock: Clock = {
      now: () => 0,
      monotonic: () => now,
      sleep: async (ms) => {
        slept.push(ms)
        now += ms
      },
    }
    const deadline = deadlineIn(clock, 100)
    await deadline.pause(30)
    expect(deadline.remaining()).toBe(70)
    await deadline.pause(500)
    expect([deadline.remaining(), slept]).toEqual([0, [30, 70]])
    now += 1
    expect(deadline.remaining()).toBe(0)
  })
})

describe('the lifecycle', () => {
  const all: readonly Status[] = [
    'Submitted',
    'Processing',
    'Mapped',
    'Executing',
    'Completed',
    'Failed',
    'Cancelled',
  ]

  test('has these steps and no others', () => {
    const steps = all.flatMap((from) => all.filter((to) => canMove(from, to)).map((to) => `${from} ${to}`))
    expect(steps).toEqual([
      'Submitted Processing',
      'Submitted Failed',
      'Submitted Cancelled',
      'Processing Mapped',
      'Processing Failed',
      'Processing Cancelled',
      'Mapped Executing',
      'Mapped Failed',
      'Mapped Cancelled',
      'Executing Completed',
      'Executing Failed',
      'Executing Cancelled',
    ])
    expect(all.filter(isFinal)).toEqual(['Completed', 'Failed', 'Cancelled'])
  })

  test('lets an operation be tried again, but not undone', () => {
    expect([canMoveOperation('failed', 'running'), canMoveOperation('running', 'pending')]).toEqual([
      true,
      true,
    ])
    expect([canMoveOperation('done', 'running'), canMoveOperation('pending', 'done')]).toEqual([false, false])
  })
})

describe('etags', () => {
  test('are made of content alone', () => {
    expect(etagOf({ a: 1, b: [2] })).toBe(etagOf({ b: [2], a: 1 }))
    expect(etagOf({ a: 1 })).not.toBe(etagOf({ a: 2 }))
    expect(ABSENT).toBe(etagOf(null))
  })
})

describe('names of topics', () => {
  test('are made of the environment, the kind, a slug and the id, in the closed alphabet', () => {
    const name = topicName('dev', 'window', 'sma(close, 20)', 'abcdef0123456789ffff')
    expect(name).toBe('qmtl.dev.window.sma-close-20-.abcdef0123456789')
    expect(checkTopicName(name).ok).toBe(true)
    const hostile = topicName('../../etc', '', 'ä/\\..\0', 'abcdef0123456789ffff')
    expect(checkTopicName(hostile).ok).toBe(true)
    expect(hostile).toBe('qmtl.-etc.-.-.abcdef0123456789')
  })
})

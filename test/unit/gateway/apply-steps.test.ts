// The step machine of an apply: what is done next, wherever the journal stands.
import { describe, expect, test } from 'vitest'
import type { Operation as PlannedOperation } from '../../../compiler/plan/plan.ts'
import type { Operation } from '../../../services/core/journal.ts'
import type { OperationStatus } from '../../../services/core/lifecycle.ts'
import { nextBatch } from '../../../services/gateway/domain/apply-steps.ts'

const planned: readonly PlannedOperation[] = [
  { id: 's', resource: 'stream', action: 'create', target: 's' },
  { id: 'n1', resource: 'node', action: 'create', target: '1' },
  { id: 'n2', resource: 'node', action: 'create', target: '2' },
  { id: 'retain', resource: 'environment', action: 'retain', target: 'dev' },
  { id: 'promote', resource: 'environment', action: 'promote', target: 'dev' },
]

const journalled = (...statuses: readonly OperationStatus[]): readonly Operation[] =>
  planned.map(({ id, resource, action }, index) => ({
    id,
    resource,
    action,
    status: statuses[index] ?? 'pending',
    note: null,
  }))

const batch = (...statuses: readonly OperationStatus[]) => {
  const next = nextBatch(planned, journalled(...statuses))
  return next === null
    ? null
    : [next.kind, ...next.members.map(({ operation, status }) => `${operation.id} ${status}`)]
}

describe('the next batch of an apply', () => {
  test('is all operations of the first kind that is not done', () => {
    expect(batch()).toEqual(['stream create', 's pending'])
    expect(batch('done')).toEqual(['node create', 'n1 pending', 'n2 pending'])
  })

  test('takes single steps one by one', () => {
    expect(batch('done', 'done', 'done')).toEqual(['environment retain', 'retain pending'])
    expect(batch('done', 'done', 'done', 'done')).toEqual(['environment promote', 'promote pending'])
  })

  test('takes up what was running or failed, and leaves out what is done', () => {
    expect(batch('done', 'running', 'running')).toEqual(['node create', 'n1 running', 'n2 running'])
    expect(batch('done', 'done', 'failed')).toEqual(['node create', 'n2 failed'])
    expect(batch('skipped')).toEqual(['node create', 'n1 pending', 'n2 pending'])
  })

  test('is nothing when all is done', () => {
    expect(batch('done', 'done', 'done', 'done', 'done')).toBeNull()
  })

  test('holds at most as many nodes as one commit takes', () => {
    const many = Array.from(
      { length: 1200 },
      (_, index) => ({ ...planned[1], id: `n${index}` }) as PlannedOperation,
    )
    expect(nextBatch(many, [])?.members).toHaveLength(500)
  })
})

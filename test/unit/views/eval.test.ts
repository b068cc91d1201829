// Evaluated columns as CSV: every value comes back as itself.
import { expect, test } from 'vitest'
import { evalCsv } from '../../../cli/views/eval.ts'
import { loadTable } from '../../../services/market/csv/load-table.ts'
import { bytesOf, valueOf } from '../../support/csv-text.ts'

test('a zero below zero keeps its sign', () => {
  const cells = [-0, 0, null, 1.5, true]
  const table = valueOf(loadTable({ bytes: bytesOf('time,x\n0,1\n1,1\n2,1\n3,1\n4,1\n'), file: 'f.csv' }))
  const result = { table, columns: [{ name: 'x', field: null, cells }] }
  expect(evalCsv(result)).toBe('time,x\n0,-0\n1,0\n2,\n3,1.5\n4,true\n')
})

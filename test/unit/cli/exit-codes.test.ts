// Which reason for ending wins, and that every code of a failure table stands for an exit that exists.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exitOfCode, exits, precedence, strongestExit, type ExitName } from '../../../cli/exit-codes.ts'
import { projectFailures } from '../../../cli/project/failures.ts'
import { failureTable } from '../../../services/core/failures.ts'

const names = Object.keys(exits) as ExitName[]

describe('exit codes', () => {
  test('each has one place in the order of precedence', () => {
    expect(precedence.toSorted()).toEqual(names.toSorted())
  })

  test('the order is the documented one', () => {
    expect(precedence.map((name) => exits[name])).toEqual([
      130, 143, 70, 64, 78, 69, 5, 4, 6, 3, 10, 9, 7, 8, 1, 2, 0,
    ])
  })

  test('nothing that holds is done', () => {
    expect(strongestExit([])).toBe(0)
  })

  test('a weaker reason never changes the exit', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names), { minLength: 1 }), (held) => {
        const first = held.reduce((a, b) => (precedence.indexOf(a) < precedence.indexOf(b) ? a : b))
        expect(strongestExit(held)).toBe(exits[first])
      }),
    )
  })

  test.each([
    ['QD0301', 'findings'],
    ['QD1204', 'findings'],
    ['QD2001', 'failed'],
    ['QD2101', 'usage'],
    ['QD3301', 'findings'],
    ['QD3009', 'configuration'],
    ['QD3022', 'usage'],
    ['QD3201', 'locked'],
    ['QD3034', 'bug'],
    ['QD9999', 'failed'],
  ])('%s ends with %s', (code, name) => {
    expect(exitOfCode(code)).toBe(name)
  })

  test('every failure of every table ends with a documented exit of its own row', () => {
    const rows = [...Object.values(projectFailures.table), ...Object.values(failureTable)]
    for (const { code, exit } of rows) expect(`${code} ${exits[exitOfCode(code)]}`).toBe(`${code} ${exit}`)
  })
})

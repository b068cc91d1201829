// Why a backtest cannot start, or has no result: one constructor a code.
import type { Failure } from '../core/result.ts'
import { showInstant } from '../market/instants.ts'

/** Title of each code; a code that was released keeps its meaning. */
export const backtestFailureTitles = {
  QD2101: 'The start is not before the end',
  QD2102: 'No data in the range',
  QD2103: 'A setting is out of its range',
  QD2104: 'The account overflowed',
} as const

export const startNotBeforeEnd = (start: number, end: number): Failure => ({
  code: 'QD2101',
  title: backtestFailureTitles.QD2101,
  message: `--start ${showInstant(start)} is not before --end ${showInstant(end)}`,
  hint: 'A tick at the start is traded, a tick at the end is not.',
})

export const noTicksInRange = (
  start: number,
  end: number,
  first: number | null,
  last: number | null,
): Failure => ({
  code: 'QD2102',
  title: backtestFailureTitles.QD2102,
  message: `no tick from ${showInstant(start)} up to ${showInstant(end)}`,
  hint:
    first === null || last === null
      ? 'The file has no rows.'
      : `The data tick from ${showInstant(first)} to ${showInstant(last)}.`,
})

export const badSetting = (name: string, value: number, range: string): Failure => ({
  code: 'QD2103',
  title: backtestFailureTitles.QD2103,
  message: `${name} is ${value}`,
  hint: `It must be ${range}.`,
})

export const accountOverflowed = (time: number): Failure => ({
  code: 'QD2104',
  title: backtestFailureTitles.QD2104,
  message: `the account overflowed on ${showInstant(time)}: its values are too large for a float`,
  hint: 'A weight of 1 is the whole equity; look at the weights that the strategy gives.',
})

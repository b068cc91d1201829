// What can be wrong with a file of prices: one constructor a code, so that a code has one wording.
// Rows count data rows from 1, blank lines left out; lines count lines of the file from 1.
import { showInstant } from './instants.ts'
import { showDuration } from './durations.ts'
import type { Failure } from '../core/result.ts'

/** Title of each code; a code that was released keeps its meaning. */
export const dataFailureTitles = {
  QD2001: 'The file is empty',
  QD2002: 'The file is not UTF-8 text',
  QD2003: 'The file is not CSV',
  QD2004: 'The file has no header line',
  QD2005: 'Two columns have one name',
  QD2006: 'A column is missing',
  QD2007: 'No column holds the time',
  QD2008: 'A quoted cell does not end',
  QD2009: 'Text follows a quoted cell',
  QD2010: 'A row has another number of cells',
  QD2011: 'A cell is not a number',
  QD2012: 'A time is not understood',
  QD2013: 'A row has no time',
  QD2014: 'Two rows have the same time',
  QD2015: 'Time goes backwards',
  QD2016: 'The newest row comes first',
  QD2017: 'A row is off the grid of its clock',
  QD2018: 'A value is missing',
  QD2019: 'A tick is missing',
  QD2020: 'The file is too sparse for its clock',
  QD2021: 'The rows are further apart than the clock says',
  QD2022: 'The file is of a coarser clock',
  QD2023: 'A row is no session of its calendar',
  QD2024: 'Two rows are in one period of their calendar',
} as const

export type DataFailureCode = keyof typeof dataFailureTitles

/** A data row: what a person looks for in an editor. */
export interface RowPlace {
  readonly file: string
  readonly line: number
  readonly row: number
}

interface Particulars {
  readonly file: string
  readonly line?: number
  readonly hint?: string
}

function failure(code: DataFailureCode, message: string, particulars: Particulars): Failure {
  return { code, title: dataFailureTitles[code], message, ...particulars }
}

const names = (columns: readonly string[]): string =>
  columns.length === 0 ? 'none' : columns.map((name) => `"${name}"`).join(', ')

/** Long or unprintable cells must not flood a terminal. */
const quote = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)

export const emptyFile = (file: string): Failure =>
  failure('QD2001', `${file} holds no header line and no rows`, {
    file,
    hint: 'Give a CSV file with a header line, such as time,open,high,low,close,volume.',
  })

export const notUtf8 = (file: string, line: number, found: string): Failure =>
  failure('QD2002', `line ${line}: ${found}`, {
    file,
    line,
    hint: 'Save the file as UTF-8 (iconv -f ENCODING -t UTF-8 does it).',
  })

export const notCsv = (file: string, found: string): Failure =>
  failure('QD2003', `${file} ${found}`, {
    file,
    hint: 'Give a CSV file with a header line; unpack or convert it first.',
  })

export const noHeader = (file: string, line: number, first: readonly string[]): Failure =>
  failure('QD2004', `line ${line} is ${quote(first.join(','))}, which is a row of values`, {
    file,
    line,
    hint: 'Put a line with the names of the columns first, such as time,open,high,low,close,volume.',
  })

export const duplicateColumn = (file: string, line: number, name: string): Failure =>
  failure('QD2005', `more than one column is called "${name}"`, {
    file,
    line,
    hint: 'Rename one of them; case and outer blanks do not tell columns apart.',
  })

export const missingColumn = (
  file: string,
  line: number,
  wanted: readonly string[],
  found: readonly string[],
): Failure =>
  failure(
    'QD2006',
    `no column ${wanted.map((name) => `"${name}"`).join(', ')}; the file has ${names(found)}`,
    { file, line, hint: 'Rename a column, or give the file of another source.' },
  )

export const noTimeColumn = (file: string, line: number, found: readonly string[]): Failure =>
  failure('QD2007', `no column is called time, date, timestamp or datetime; the file has ${names(found)}`, {
    file,
    line,
    hint: 'Rename the column that holds the opening of each bar to "time".',
  })

export const openQuote = (file: string, line: number): Failure =>
  failure('QD2008', `the quote that opens on line ${line} is never closed`, {
    file,
    line,
    hint: 'Close it, or write a quote inside a quoted cell twice ("").',
  })

export const textAfterQuote = (file: string, line: number): Failure =>
  failure('QD2009', `line ${line}: a quoted cell goes on after its closing quote`, {
    file,
    line,
    hint: 'Write a quote inside a quoted cell twice ("").',
  })

export const raggedRow = (at: RowPlace, found: number, expected: number): Failure =>
  failure('QD2010', `row ${at.row} (line ${at.line}) has ${found} cells, the header has ${expected}`, {
    file: at.file,
    line: at.line,
    hint: 'A missing value is an empty cell between two separators, not a missing separator.',
  })

export const notANumber = (at: RowPlace, column: string, text: string): Failure =>
  failure('QD2011', `row ${at.row} (line ${at.line}), column "${column}": ${quote(text)} is not a number`, {
    file: at.file,
    line: at.line,
    hint: numberHint(text),
  })

function numberHint(text: string): string {
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text)) return 'Write numbers without separators of thousands.'
  if (/^[+-]?\d+,\d+$/.test(text)) return 'Write numbers with a decimal point, not a comma.'
  return 'Leave the cell empty where a value is missing.'
}

export const unknownTime = (at: RowPlace, column: string, text: string): Failure =>
  failure(
    'QD2012',
    `row ${at.row} (line ${at.line}), column "${column}": ${quote(text)} is not a time that is known`,
    {
      file: at.file,
      line: at.line,
      hint: timeHint(text),
    },
  )

function timeHint(text: string): string {
  const forms = 'Write 2017-01-03, 2017-01-03T09:30:00Z, or seconds or milliseconds since 1970.'
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}/.test(text)) return `Day and month cannot be told apart. ${forms}`
  return forms
}

export const rowWithoutTime = (at: RowPlace, column: string): Failure =>
  failure('QD2013', `row ${at.row} (line ${at.line}): column "${column}" is empty`, {
    file: at.file,
    line: at.line,
    hint: 'Give the row its time, or take it out.',
  })

export const duplicateTime = (at: RowPlace, time: number): Failure =>
  failure('QD2014', `rows ${at.row - 1} and ${at.row} (line ${at.line}) both stand at ${showInstant(time)}`, {
    file: at.file,
    line: at.line,
    hint: 'Keep one row for each time.',
  })

export const backwardTime = (at: RowPlace, before: number, time: number): Failure =>
  failure(
    'QD2015',
    `row ${at.row} (line ${at.line}) stands at ${showInstant(time)}, before row ${at.row - 1} at ${showInstant(before)}`,
    { file: at.file, line: at.line, hint: 'Sort the rows by time, the oldest first.' },
  )

export const newestFirst = (at: RowPlace, first: number, last: number): Failure =>
  failure('QD2016', `the rows run backwards, from ${showInstant(first)} down to ${showInstant(last)}`, {
    file: at.file,
    line: at.line,
    hint: 'Reverse the rows, for example: (head -n 1 in.csv; tail -n +2 in.csv | tac) > out.csv',
  })

export const offGrid = (at: RowPlace, opening: number, everyMs: number, phaseMs: number): Failure =>
  failure(
    'QD2017',
    `row ${at.row} (line ${at.line}) opens at ${showInstant(opening)}, between two ticks of every ${showDuration(everyMs)}` +
      (phaseMs === 0 ? '' : ` (the grid is offset by ${showDuration(phaseMs)} from 1970-01-01T00:00Z)`),
    {
      file: at.file,
      line: at.line,
      hint: 'Give a file of the interval that the input declares, or declare the interval and offset of the file.',
    },
  )

export const noSession = (at: RowPlace, time: number, calendar: string, years: string): Failure =>
  failure(
    'QD2023',
    `row ${at.row} (line ${at.line}) stands at ${showInstant(time)}, which is no session of ${calendar} (${years})`,
    {
      file: at.file,
      line: at.line,
      hint: 'Write the date of the session, or an instant in it; take rows of other days out.',
    },
  )

export const samePeriod = (at: RowPlace, time: number, calendar: string): Failure =>
  failure(
    'QD2024',
    `rows ${at.row - 1} and ${at.row} (line ${at.line}) are both in the period of ${calendar} that ends at ${showInstant(time)}`,
    {
      file: at.file,
      line: at.line,
      hint: 'Give one row for each period: a row a session for 1d, a row a week for 1w.',
    },
  )

export const missingValue = (at: RowPlace, stream: string, column: string, time: number): Failure =>
  failure(
    'QD2018',
    `stream "${stream}" has no ${column} at ${showInstant(time)}: row ${at.row} (line ${at.line}) leaves it empty`,
    {
      file: at.file,
      line: at.line,
      hint: 'Fill the cell, or declare the input with `missing skip` or `missing na`.',
    },
  )

export const missingTick = (at: RowPlace, stream: string, time: number): Failure =>
  failure(
    'QD2019',
    `stream "${stream}" has no tick at ${showInstant(time)}, between rows ${at.row - 1} and ${at.row} (line ${at.line})`,
    {
      file: at.file,
      line: at.line,
      hint: 'Fill the gap, or declare the input with `missing skip` or `missing na`.',
    },
  )

export const tooSparse = (file: string, rows: number, ticks: number): Failure =>
  failure('QD2020', `${rows} rows would be filled up to ${ticks} ticks`, {
    file,
    hint: 'Declare the interval of the file, or the input with `missing skip`.',
  })

/** A warning rather than a failure: the file loads, but hardly as its owner meant. */
export const coarserThanClock = (file: string, stepMs: number, everyMs: number): Failure =>
  failure(
    'QD2021',
    `most rows are ${showDuration(stepMs)} apart, while the input ticks every ${showDuration(everyMs)}`,
    {
      file,
      hint: `Declare the input @ ${showDuration(stepMs)}, or give a file of ${showDuration(everyMs)} bars.`,
    },
  )

/** Bars that are longer than the clock says would be known before they are over. */
export const longerThanClock = (file: string, stepMs: number, everyMs: number): Failure =>
  failure(
    'QD2022',
    `no two rows are less than ${showDuration(stepMs)} apart, while the input ticks every ${showDuration(everyMs)}: each bar would be known before it is over`,
    {
      file,
      hint: `Declare the input @ ${showDuration(stepMs)}, or give a file of ${showDuration(everyMs)} bars.`,
    },
  )

// Bytes into columns: the one loop over all cells of a file. It knows the roles of columns, not what
// they mean to a strategy.
import { Cursor, type CellEnd } from './cursor.ts'
import { type Header, readCells } from './header.ts'
import { InstantReader, timeOfDay } from './instant.ts'
import { numberOf } from './number.ts'
import { numbersToInstants } from './time-column.ts'
import {
  notANumber,
  openQuote,
  raggedRow,
  type RowPlace,
  rowWithoutTime,
  textAfterQuote,
  unknownTime,
} from '../failures.ts'
import { type Failure, fail, ok, type Result } from '../../core/result.ts'

/** What a column of the file is read as. `clock` is a time of day beside a column of dates. */
export type Role = 'time' | 'clock' | 'number' | 'skip'

export interface Decoded {
  readonly rows: number
  /** What the file's time column says, in milliseconds since 1970, one a row, in the file's order. */
  readonly stamps: Float64Array
  /** One entry a column of the file: values of `number` columns, NaN for na; null for columns of words. */
  readonly numbers: readonly (Float64Array | null)[]
  /** Of `number` columns: the first cell that is no number, when there is one, and how many are. */
  readonly words: readonly (Words | null)[]
  /** The text of a row's time cell. */
  readonly stampText: (row: number) => string
  /** Where a row (0-based) stands, for messages. */
  readonly placeOf: (row: number) => RowPlace
}

export interface Words {
  readonly failure: Failure
  words: number
  numbers: number
}

export interface DecodeRequest {
  readonly bytes: Uint8Array
  readonly file: string
  readonly header: Header
  readonly roles: readonly Role[]
}

/** After so many words and no number a column is a column of words, and is no longer looked at. */
const ENOUGH_WORDS = 200

/**
 * Reads all rows. Lines of nothing but blanks and empty cells are no rows.
 * Fails with QD2008–QD2010, QD2012 or QD2013; words in number columns are left to the caller.
 */
export function decodeRows(request: DecodeRequest): Result<Decoded> {
  return new Decoder(request).run()
}

/** The texts of the first row, null when there is none. */
export function peekRow(bytes: Uint8Array, file: string, header: Header): Result<readonly string[] | null> {
  const cursor = new Cursor(bytes, header.delimiter, header.at, header.nextLine)
  for (;;) {
    cursor.skipBlankLines()
    if (cursor.atEnd) return ok(null)
    const cells = readCells(cursor, file)
    if (!cells.ok) return cells
    if (cells.value.texts.some((text) => text.trim() !== '')) return ok(cells.value.texts)
  }
}

class Decoder {
  readonly #request: DecodeRequest
  readonly #cursor: Cursor
  readonly #instants = new InstantReader()
  readonly #roles: readonly Role[]
  readonly #width: number
  #numbers: (Float64Array | null)[]
  #words: (Words | null)[]
  #stamps: Float64Array
  /** Start and end of each time cell in the file. */
  #stampCells: Uint32Array
  /** Whether times are plain numbers; null until the first row says so. */
  #numericTime: boolean | null
  #capacity = 0
  #row = 0
  /** Line on which the row begins. */
  #line = 0

  constructor(request: DecodeRequest) {
    const { bytes, header, roles } = request
    this.#request = request
    this.#cursor = new Cursor(bytes, header.delimiter, header.at, header.nextLine)
    this.#roles = roles
    this.#width = header.names.length
    this.#numbers = roles.map((role) => (role === 'number' ? new Float64Array(0) : null))
    this.#words = roles.map(() => null)
    this.#stamps = new Float64Array(0)
    this.#stampCells = new Uint32Array(0)
    this.#numericTime = roles.includes('clock') ? false : null
  }

  run(): Result<Decoded> {
    const cursor = this.#cursor
    const start = cursor.at
    for (;;) {
      cursor.skipBlankLines()
      if (cursor.atEnd) break
      if (this.#row === this.#capacity) this.#grow(start)
      this.#line = cursor.line
      const failure = this.#readRow()
      if (failure !== null) return fail(failure)
    }
    return this.#finish()
  }

  /** Reads one row; a row of blanks leaves no trace. */
  #readRow(): Failure | null {
    const { file } = this.#request
    const row = this.#row
    let blank = true
    let missingTime = false
    let column = 0
    this.#stamps[row] = 0
    for (; ; column += 1) {
      const end = this.#readCell(column)
      if (end === 'open quote') return openQuote(file, this.#cursor.line)
      if (end === 'text after quote') return textAfterQuote(file, this.#line)
      if (typeof end === 'object') return end
      const empty = this.#cursor.start === this.#cursor.end || this.#cursor.isBlank()
      if (!empty) {
        blank = false
        if (column >= this.#width) return raggedRow(this.#place(), column + 1, this.#width)
      } else if (this.#roles[column] === 'time' || this.#roles[column] === 'clock') missingTime = true
      if (end === 'row') break
    }
    if (blank) return null
    if (column + 1 < this.#width) return raggedRow(this.#place(), column + 1, this.#width)
    if (missingTime) return rowWithoutTime(this.#place(), this.#timeName())
    this.#row += 1
    return null
  }

  #readCell(column: number): CellEnd | Failure {
    const cursor = this.#cursor
    switch (this.#roles[column]) {
      case 'number': {
        const values = this.#numbers[column]
        if (!values) return cursor.next()
        if (cursor.decimalInto(values, this.#row)) return cursor.finish()
        const end = cursor.next()
        values[this.#row] = this.#slowNumber(column)
        return end
      }
      case 'time':
        return this.#readTime(column)
      case 'clock': {
        const end = cursor.next()
        const [from, to] = this.#trimmed()
        const ms = timeOfDay(cursor.bytes, from, to)
        if (Number.isNaN(ms) && from < to)
          return unknownTime(this.#place(), this.#nameOf(column), cursor.text())
        this.#stamps[this.#row] = (this.#stamps[this.#row] ?? 0) + (from < to ? ms : 0)
        return end
      }
      default:
        return cursor.next()
    }
  }

  #readTime(column: number): CellEnd | Failure {
    const cursor = this.#cursor
    const stamps = this.#stamps
    // A clock column to the left has put its part in already.
    const before = stamps[this.#row] ?? 0
    let end: CellEnd
    if (this.#numericTime !== false && cursor.decimalInto(stamps, this.#row)) {
      this.#numericTime = true
      end = cursor.finish()
    } else {
      end = cursor.next()
      const [from, to] = this.#trimmed()
      if (from < to) {
        const number = this.#numericTime === false ? NaN : numberOf(cursor.text())
        this.#numericTime ??= !Number.isNaN(number)
        const value = this.#numericTime ? number : this.#instants.instant(cursor.bytes, from, to)
        if (Number.isNaN(value)) return unknownTime(this.#place(), this.#nameOf(column), cursor.text())
        stamps[this.#row] = value
      }
    }
    stamps[this.#row] = (stamps[this.#row] ?? 0) + before
    this.#stampCells[2 * this.#row] = cursor.start
    this.#stampCells[2 * this.#row + 1] = cursor.end
    return end
  }

  /** The last cell as a number that the fast path did not take; NaN for na and for words. */
  #slowNumber(column: number): number {
    const cursor = this.#cursor
    if (cursor.isBlank()) return NaN
    const text = cursor.text()
    const value = numberOf(text)
    if (!Number.isNaN(value)) return value
    const words = (this.#words[column] ??= {
      failure: notANumber(this.#place(), this.#nameOf(column), text),
      words: 0,
      numbers: 0,
    })
    words.words += 1
    if (words.words === ENOUGH_WORDS && this.#row + 1 === ENOUGH_WORDS) this.#numbers[column] = null
    return NaN
  }

  /** Bounds of the last cell without outer blanks. */
  #trimmed(): [number, number] {
    const { bytes, start, end } = this.#cursor
    let from = start
    let to = end
    while (from < to && (bytes[from] ?? 0) <= 32) from += 1
    while (to > from && (bytes[to - 1] ?? 0) <= 32) to -= 1
    return [from, to]
  }

  #grow(start: number): void {
    const read = Math.max(1, this.#cursor.at - start)
    const left = this.#request.bytes.length - this.#cursor.at
    const guess = this.#row === 0 ? left / 40 : (left * this.#row) / read
    this.#capacity = Math.ceil(this.#row + guess * 1.05) + 64
    const grown = (values: Float64Array) => {
      const larger = new Float64Array(this.#capacity)
      larger.set(values)
      return larger
    }
    this.#stamps = grown(this.#stamps)
    this.#numbers = this.#numbers.map((values) => (values === null ? null : grown(values)))
    const cells = new Uint32Array(2 * this.#capacity)
    cells.set(this.#stampCells)
    this.#stampCells = cells
  }

  #finish(): Result<Decoded> {
    const rows = this.#row
    const { bytes, file, header } = this.#request
    const stamps = this.#stamps.subarray(0, rows)
    const numbers = this.#numbers.map((values) => values?.subarray(0, rows) ?? null)
    for (const [column, words] of this.#words.entries())
      if (words !== null)
        for (const value of numbers[column] ?? []) if (!Number.isNaN(value)) words.numbers += 1
    const cells = this.#stampCells
    const decoder = new TextDecoder()
    const stampText = (row: number) => decoder.decode(bytes.subarray(cells[2 * row], cells[2 * row + 1]))
    const placeOf = (row: number) => ({ file, row: row + 1, line: lineOfRow(bytes, file, header, row) })
    if (this.#numericTime === true) {
      const bad = numbersToInstants(stamps)
      if (bad !== -1) return fail(unknownTime(placeOf(bad), this.#timeName(), stampText(bad)))
    }
    return ok({ rows, stamps, numbers, words: this.#words, stampText, placeOf })
  }

  #place(): RowPlace {
    return { file: this.#request.file, line: this.#line, row: this.#row + 1 }
  }

  #nameOf(column: number): string {
    return this.#request.header.names[column] ?? ''
  }

  #timeName(): string {
    return this.#nameOf(this.#roles.indexOf('time'))
  }
}

/** Messages are rare and rows are many: the line is found by walking again. */
function lineOfRow(bytes: Uint8Array, file: string, header: Header, row: number): number {
  const cursor = new Cursor(bytes, header.delimiter, header.at, header.nextLine)
  for (let seen = 0; ;) {
    cursor.skipBlankLines()
    const { line } = cursor
    if (cursor.atEnd) return line
    const cells = readCells(cursor, file)
    if (!cells.ok) return line
    if (cells.value.texts.every((text) => text.trim() === '')) continue
    if (seen === row) return line
    seen += 1
  }
}

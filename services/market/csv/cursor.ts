// Walks over the cells of a CSV text (RFC 4180; line ends LF, CRLF or CR). One object for a whole
// file: it is moved, not created anew, because files have millions of cells.
import { EXACT, POWERS_OF_TEN, textOf } from './number.ts'

const LF = 10
const CR = 13
const QUOTE = 34
const MINUS = 45
const POINT = 46
const ZERO = 48
const NINE = 57

/** What stands after a cell. */
export type CellEnd = 'cell' | 'row' | 'open quote' | 'text after quote'

export class Cursor {
  readonly bytes: Uint8Array
  readonly delimiter: number
  /** Offset of the next cell. */
  at = 0
  /** 1-based line of the next cell. */
  line: number
  /** Content of the last cell, outer quotes left out. */
  start = 0
  end = 0
  /** Whether the last cell holds doubled quotes. */
  doubled = false

  constructor(bytes: Uint8Array, delimiter: number, at: number, line: number) {
    this.bytes = bytes
    this.delimiter = delimiter
    this.at = at
    this.line = line
  }

  get atEnd(): boolean {
    return this.at >= this.bytes.length
  }

  /** Reads one cell of any kind, and what ends it. */
  next(): CellEnd {
    const { bytes, delimiter } = this
    this.doubled = false
    if (bytes[this.at] === QUOTE) return this.#quoted()
    let at = this.at
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0
      if (byte === delimiter || byte === LF || byte === CR) break
    }
    this.start = this.at
    this.end = at
    this.at = at
    return this.finish()
  }

  /**
   * Reads a cell that is a plain decimal which double arithmetic gets exactly right, into
   * `column[row]`. Anything else stays unread, and the answer is false.
   */
  decimalInto(column: Float64Array, row: number): boolean {
    const { bytes } = this
    let at = this.at
    let byte = bytes[at] ?? 0
    const negative = byte === MINUS
    if (negative) byte = bytes[(at += 1)] ?? 0
    const first = at
    let mantissa = 0
    while (byte >= ZERO && byte <= NINE) {
      mantissa = mantissa * 10 + (byte - ZERO)
      byte = bytes[(at += 1)] ?? 0
    }
    let digits = at - first
    let scale = 0
    if (byte === POINT) {
      byte = bytes[(at += 1)] ?? 0
      const fraction = at
      while (byte >= ZERO && byte <= NINE) {
        mantissa = mantissa * 10 + (byte - ZERO)
        byte = bytes[(at += 1)] ?? 0
      }
      scale = at - fraction
      digits += scale
    }
    if (digits === 0 || mantissa >= EXACT || scale > 22) return false
    if (byte !== this.delimiter && byte !== LF && byte !== CR && at < bytes.length) return false
    const value = scale === 0 ? mantissa : mantissa / (POWERS_OF_TEN[scale] ?? NaN)
    column[row] = negative ? -value : value
    this.start = this.at
    this.end = at
    this.at = at
    return true
  }

  /** Steps over the delimiter or line end on which the cursor stands. */
  finish(): 'cell' | 'row' {
    const { bytes } = this
    const byte = bytes[this.at] ?? 0
    if (byte === this.delimiter && this.at < bytes.length) {
      this.at += 1
      return 'cell'
    }
    if (byte === CR && bytes[this.at + 1] === LF) this.at += 1
    this.at += 1
    this.line += 1
    return 'row'
  }

  /** Moves to the next line that has more than blanks. */
  skipBlankLines(): void {
    const { bytes } = this
    for (let at = this.at; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0
      if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) {
        this.at = at + 1
        this.line += 1
      } else if (byte > 32 || byte === this.delimiter) return
    }
    this.at = bytes.length
  }

  /** Whether the last cell has nothing but blanks. */
  isBlank(): boolean {
    for (let at = this.start; at < this.end; at += 1) if ((this.bytes[at] ?? 0) > 32) return false
    return true
  }

  /** The text of the last cell. */
  text(): string {
    const text = textOf(this.bytes, this.start, this.end)
    return this.doubled ? text.replaceAll('""', '"') : text
  }

  #quoted(): CellEnd {
    const { bytes } = this
    let at = this.at + 1
    let lines = 0
    this.start = at
    for (; ; at += 1) {
      if (at >= bytes.length) return 'open quote'
      const byte = bytes[at] ?? 0
      if (byte === QUOTE) {
        if (bytes[at + 1] !== QUOTE) break
        this.doubled = true
        at += 1
      } else if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) lines += 1
    }
    this.end = at
    at += 1
    const after = bytes[at] ?? 0
    if (at < bytes.length && after !== this.delimiter && after !== LF && after !== CR)
      return 'text after quote'
    this.at = at
    this.line += lines
    return this.finish()
  }
}

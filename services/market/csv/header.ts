// The header line: which separator the file uses, what its columns are called.
import { Cursor } from './cursor.ts'
import { emptyFile, noHeader, openQuote, textAfterQuote } from '../failures.ts'
import { InstantReader } from './instant.ts'
import { numberOf } from './number.ts'
import { fail, ok, type Result } from '../../core/result.ts'

const COMMA = 44
const SEMICOLON = 59
const TAB = 9
const QUOTE = 34
const LF = 10
const CR = 13

export interface Header {
  /** Names as written, outer blanks cut off; nameless columns at the end are left out. */
  readonly names: readonly string[]
  /** 1-based line of the file. */
  readonly line: number
  /** Byte that separates cells. */
  readonly delimiter: number
  /** Where the rows start: byte and line. */
  readonly at: number
  readonly nextLine: number
}

/** Reads the first line that is not blank (QD2001, QD2004, QD2008, QD2009). */
export function readHeader(bytes: Uint8Array, file: string): Result<Header> {
  const cursor = new Cursor(bytes, COMMA, 0, 1)
  cursor.skipBlankLines()
  if (cursor.atEnd) return fail(emptyFile(file))
  const delimiter = detectDelimiter(bytes, cursor.at)
  const cells = readCells(new Cursor(bytes, delimiter, cursor.at, cursor.line), file)
  if (!cells.ok) return cells
  const names = cells.value.texts.map((text) => text.trim())
  if (isRowOfValues(names)) return fail(noHeader(file, cursor.line, names))
  const named = names.findLastIndex((name) => name !== '') + 1
  const { at, line } = cells.value.cursor
  return ok({ names: names.slice(0, named), line: cursor.line, delimiter, at, nextLine: line })
}

/** The cells of the row on which the cursor stands, as texts, and the cursor after it. */
export function readCells(
  cursor: Cursor,
  file: string,
): Result<{ texts: readonly string[]; cursor: Cursor }> {
  const texts: string[] = []
  const { line } = cursor
  for (;;) {
    const end = cursor.next()
    if (end === 'open quote') return fail(openQuote(file, cursor.line))
    if (end === 'text after quote') return fail(textAfterQuote(file, line))
    texts.push(cursor.text())
    if (end === 'row') return ok({ texts, cursor })
  }
}

/** The most frequent of tab, semicolon and comma outside quotes; a comma when there is none. */
function detectDelimiter(bytes: Uint8Array, start: number): number {
  const counts = new Map([
    [COMMA, 0],
    [SEMICOLON, 0],
    [TAB, 0],
  ])
  let quoted = false
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === QUOTE) quoted = !quoted
    if (quoted) continue
    if (byte === LF || byte === CR) break
    const count = counts.get(byte)
    if (count !== undefined) counts.set(byte, count + 1)
  }
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0]
}

/** A header may have a number among its names, but it does not start with a time and go on in numbers. */
function isRowOfValues(names: readonly string[]): boolean {
  const [first = '', ...rest] = names
  const bytes = new TextEncoder().encode(first)
  const looksLikeTime =
    !Number.isNaN(numberOf(first)) ||
    !Number.isNaN(new InstantReader().instant(bytes, 0, bytes.length)) ||
    /^\d{1,2}[/.-](\d{1,2}|[A-Za-z]{3})[/.-]\d{2,4}/.test(first)
  const values = rest.filter((name) => name !== '')
  return looksLikeTime && (values.length === 0 || values.some((name) => !Number.isNaN(numberOf(name))))
}

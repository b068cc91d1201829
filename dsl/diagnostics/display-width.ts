// How many columns of a terminal a text takes, and its form without anything that would move the
// cursor. Widths after Unicode's East Asian Width, in ranges wide enough for underlining.

const TAB = 4

/** Ranges of characters that take two columns. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
]

/** Columns that one character takes on a terminal: 0, 1 or 2. */
function widthOf(character: string): number {
  if (/^[\x20-\x7e]$/.test(character)) return 1
  if (/^[\p{M}\u200B-\u200F\uFEFF]$/u.test(character)) return 0
  const code = character.codePointAt(0) ?? 0
  return WIDE.some(([low, high]) => code >= low && code <= high) ? 2 : 1
}

/** Columns that a text takes. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += widthOf(character)
  return width
}

/** A line as it is printed: cells of one character each, with the columns at which they begin. */
export interface DisplayLine {
  readonly text: string
  /** For each UTF-16 offset of the line, and one behind its end, the column (from 0). */
  readonly columns: readonly number[]
}

/** Control characters, and the marks without a width that turn the direction of writing. */
function isObeyed(character: string): boolean {
  return (
    /^[\u200E\u200F\u2028\u2029]$/.test(character) || (/^\p{C}$/u.test(character) && widthOf(character) > 0)
  )
}

/** Expands tabs and replaces control characters, so that columns are what a terminal shows. */
export function displayLine(line: string): DisplayLine {
  const columns: number[] = []
  let text = ''
  let column = 0
  for (const character of line) {
    for (let unit = 0; unit < character.length; unit++) columns.push(column)
    if (character === '\t') {
      const blanks = TAB - (column % TAB)
      text += ' '.repeat(blanks)
      column += blanks
    } else {
      const shown = isObeyed(character) ? '\uFFFD' : character
      text += shown
      column += widthOf(shown)
    }
  }
  columns.push(column)
  return { text, columns }
}

/** The part of a printed text between two columns. A wide character on an edge is left out. */
export function sliceColumns(text: string, from: number, to: number): string {
  let column = 0
  let cut = ''
  for (const character of text) {
    const next = column + widthOf(character)
    if (column >= from && next <= to) cut += character
    column = next
  }
  return cut
}

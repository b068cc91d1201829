// The door to the screen: what came from files, documents and other machines, without anything that a
// terminal would obey. A text that moved the cursor or turned the writing could show a plan that is none.

/** Control characters but the line break and the tab, and those that turn the direction of writing. */
// oxlint-disable-next-line eslint/no-control-regex -- these are the ones to find
const OBEYED = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g

const escaped = (character: string): string =>
  String.raw`\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`

/** The text with `\u001B` for what a terminal would obey; line breaks stay. */
export function printableText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(OBEYED, escaped)
}

/** The text on one line. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

/** The value with every text in its lists and plain objects printable; all else is left as it is. */
export function printable<T>(value: T): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only texts are replaced, by texts
  return printableValue(value) as T
}

function printableValue(value: unknown): unknown {
  if (typeof value === 'string') return printableText(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return holdsTexts(value) ? value.map(printableValue) : value
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [printableText(key), printableValue(part)]),
  )
}

/** A column of numbers is not copied. */
function holdsTexts(list: readonly unknown[]): boolean {
  return list.some((each) => typeof each === 'string' || (typeof each === 'object' && each !== null))
}

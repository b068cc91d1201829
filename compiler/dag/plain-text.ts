// What a name may be and what it may not hold, because people read it on a terminal: control
// characters, and those that turn the direction of writing.

// oxlint-disable-next-line eslint/no-control-regex -- these are the ones to find
const UNSEEN = /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/

/** Does the text hold a character that moves the cursor, breaks the line or turns the writing? */
export function hasUnseen(text: string): boolean {
  return UNSEEN.test(text)
}

/** Is the text a name as the language spells them? */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text)
}

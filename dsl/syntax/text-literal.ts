// From the spelling of a text in quotes to its value. Knows no tokens.

export interface TextMistake {
  /** Offset in the spelling, quotes included, and length of the guilty part. */
  readonly at: number
  readonly length: number
  readonly reason: string
  readonly hint?: string
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/**
 * Decodes a spelling with its quotes. Escapes are those of JSON; the value is in Unicode's NFC, so
 * that two spellings of one text are one text.
 */
export function readText(spelling: string): {
  readonly value: string
  readonly mistakes: readonly TextMistake[]
} {
  const mistakes: TextMistake[] = []
  let value = ''
  let at = 1
  const end = spelling.length - 1
  while (at < end) {
    const unit = spelling.charAt(at)
    if (unit === '\\') {
      const escape = readEscape(spelling, at)
      if (typeof escape.value === 'string') value += escape.value
      else mistakes.push({ at, length: escape.length, ...ESCAPE_MISTAKE })
      at += escape.length
    } else {
      if (unit < ' ') {
        const code = unit.charCodeAt(0).toString(16).padStart(4, '0')
        mistakes.push({
          at,
          length: 1,
          reason: 'a control character in a text',
          hint: `write \`\\u${code}\``,
        })
      }
      value += unit
      at += 1
    }
  }
  if (mistakes.length === 0 && !value.isWellFormed()) {
    mistakes.push({
      at: 0,
      length: spelling.length,
      reason: 'half of a surrogate pair in a text',
      hint: 'write both halves, `\\uD83D\\uDE00`, or the character itself',
    })
  }
  return { value: value.normalize('NFC'), mistakes }
}

const ESCAPE_MISTAKE = {
  reason: 'unknown escape in a text',
  hint: 'escapes are \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits',
}

function readEscape(
  spelling: string,
  at: number,
): { readonly value: string | null; readonly length: number } {
  const letter = spelling.charAt(at + 1)
  if (letter !== 'u') return { value: ESCAPES[letter] ?? null, length: 2 }
  const digits = /^[0-9a-fA-F]{0,4}/.exec(spelling.slice(at + 2, at + 6))?.[0] ?? ''
  if (digits.length < 4) return { value: null, length: 2 + digits.length }
  return { value: String.fromCharCode(Number.parseInt(digits, 16)), length: 6 }
}

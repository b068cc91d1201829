// Where a text of YAML nests deeper than any configuration. Looked for before the text is parsed,
// because the parser calls itself once a level.

const MOST_BRACKETS = 100
const MOST_COLUMNS = 1_000
/** `- - - x` on one line. */
const MOST_MARKS = 100

/** The offset at which values lie too deep in each other, or null. Quotes and comments count as well. */
export function tooDeep(text: string): number | null {
  let open = 0
  let start = 0
  for (const line of text.split('\n')) {
    const indent = line.search(/[^ ]/)
    if (indent > MOST_COLUMNS) return start
    let marks = 0
    for (let at = 0; at < line.length; at += 1) {
      const character = line[at]
      if (character === '[' || character === '{') open += 1
      else if ((character === ']' || character === '}') && open > 0) open -= 1
      else if ((character === '-' || character === '?') && isBlank(line[at + 1])) marks += 1
      if (open > MOST_BRACKETS || marks > MOST_MARKS) return start + at
    }
    start += line.length + 1
  }
  return null
}

function isBlank(character: string | undefined): boolean {
  return character === undefined || character === ' ' || character === '\t'
}

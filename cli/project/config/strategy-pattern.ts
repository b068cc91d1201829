// Which patterns for strategy files are read. Matching a wildcard means trying; a pattern with many of
// them side by side would try for years, so how many there may be is bounded.
const LONGEST = 1_000
const MOST_SEGMENTS = 50
/** Wildcards in one segment. */
const MOST_STARS = 3
/** Segments that stand for folders of any depth. */
const MOST_DEEP = 3
/** Texts that the braces of a pattern may spell. */
const MOST_SPELLINGS = 100

/** Why a pattern is not read, or null. */
export function patternFault(pattern: string): string | null {
  if (pattern.length > LONGEST) return `is longer than ${LONGEST} characters`
  const segments = pattern.split(/[\\/]/)
  if (segments.length > MOST_SEGMENTS) return `has more than ${MOST_SEGMENTS} folders`
  if (/[?*+@!]\(/.test(pattern)) return 'has wildcards with parentheses'
  if (/\{[^{}]*\.\.[^{}]*\}/.test(pattern)) return 'has braces with a range'
  if (spellings(pattern) > MOST_SPELLINGS) return `has braces for more than ${MOST_SPELLINGS} files`
  if (segments.filter((segment) => segment === '**').length > MOST_DEEP)
    return `has more than ${MOST_DEEP} times **`
  const isCrowded = segments.some((segment) => segment !== '**' && segment.split('*').length - 1 > MOST_STARS)
  return isCrowded ? `has more than ${MOST_STARS} wildcards between two slashes` : null
}

/** No fewer texts than the braces of the pattern spell: each comma may double them, or nearly. */
function spellings(pattern: string): number {
  return pattern
    .split('{')
    .slice(1)
    .reduce((product, group) => product * group.split(',').length, 1)
}

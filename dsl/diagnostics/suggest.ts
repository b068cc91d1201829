// "Did you mean": the known word that is nearest to a misspelt one, or none. Knows no language.

/**
 * The candidate that a person most likely meant, or `undefined`.
 *
 * A candidate that differs only in case wins; else the smallest number of inserted, left out,
 * changed or swapped letters, at most a third of the word (one letter for short words). Of equals
 * the first in the given order.
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.toLowerCase()
  const limit = Math.max(1, Math.floor(word.length / 3))
  let best: string | undefined
  let bestDistance = limit + 1
  for (const candidate of candidates) {
    const folded = candidate.toLowerCase()
    if (folded === lower) return candidate
    if (Math.abs(folded.length - lower.length) > limit) continue
    const distance = editDistance(lower, folded, limit)
    // Replacing every letter of a short word is no spelling mistake.
    if (distance < bestDistance && distance < Math.min(folded.length, lower.length)) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** Edits with swaps of neighbours (optimal string alignment); more than `limit` is `limit + 1`. */
function editDistance(a: string, b: string, limit: number): number {
  if (a.length > 64 || b.length > 64) return limit + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      }
      row.push(cost)
    }
    before = last
    last = row
  }
  return Math.min(last[b.length] ?? 0, limit + 1)
}

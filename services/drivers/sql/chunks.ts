// Databases bound the number of parameters of a statement.

/** The items in runs of at most `size`. */
export function chunksOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const chunks: (readonly T[])[] = []
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size))
  return chunks
}

/** Ids in one statement. */
export const IDS = 1000
/** Rows in one insert; a row has at most 16 columns. */
export const ROWS = 500

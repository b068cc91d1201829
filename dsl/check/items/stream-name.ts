// What names of streams and tags may look like: they become parts of topics, files and queries.

export const STREAM_NAME = /^[A-Za-z0-9][A-Za-z0-9:._/-]{0,127}$/

/** The rule in words: `what` is `a stream` or `a tag`. */
export function nameRule(what: string): string {
  return `${what} is named by 1 to 128 letters, digits and \`: . _ / -\`, the first a letter or digit`
}

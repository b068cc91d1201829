// Lists that run over several lines, each begun under the first item.

/** The items with a separator after each but the last, after `head` and within `width` where items allow it. */
export function wrapItems(
  head: string,
  items: readonly string[],
  separator: string,
  width: number,
): readonly string[] {
  const indent = ' '.repeat(head.length)
  const lines: string[] = []
  let line = head
  for (const [index, item] of items.entries()) {
    const text = index < items.length - 1 ? `${item}${separator}` : item
    if (line.trim() !== head.trim() || lines.length > 0) {
      if (line.length + text.trimEnd().length > width && line.trim() !== '') {
        lines.push(line.trimEnd())
        line = indent
      }
    }
    line += text
  }
  return [...lines, line.trimEnd()]
}

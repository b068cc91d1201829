// Which definitions need each other, directly or through others: the strongly connected parts of a
// graph of needs. Iterative (Tarjan 1972), since chains of definitions may be long.

/** Every part of more than one name, and every name that needs itself; names that are no keys are ignored. */
export function circularParts(needs: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const parts: string[][] = []
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const onStack = new Set<string>()
  for (const root of needs.keys()) {
    if (index.has(root)) continue
    const path = [{ name: root, next: 0 }]
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { name } = top
      if (!index.has(name)) {
        index.set(name, index.size)
        low.set(name, index.get(name) ?? 0)
        stack.push(name)
        onStack.add(name)
      }
      const need = needs.get(name)?.[top.next]
      if (need !== undefined) {
        top.next += 1
        if (!needs.has(need)) continue
        if (!index.has(need)) path.push({ name: need, next: 0 })
        else if (onStack.has(need)) low.set(name, Math.min(low.get(name) ?? 0, index.get(need) ?? 0))
        continue
      }
      path.pop()
      const above = path.at(-1)
      if (above !== undefined) low.set(above.name, Math.min(low.get(above.name) ?? 0, low.get(name) ?? 0))
      if (low.get(name) !== index.get(name)) continue
      const part = stack.splice(stack.indexOf(name))
      for (const each of part) onStack.delete(each)
      if (part.length > 1 || needs.get(name)?.includes(name) === true) parts.push(part)
    }
  }
  return parts
}
